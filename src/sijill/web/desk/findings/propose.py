"""Proposing a finding: the form, and what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.record.incidents.models import Act, Incident
from sijill.record.incidents.queries import get_incident, information_of
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.viewer import Viewer
from sijill.verify.actions import propose_finding
from sijill.verify.models import Finding, Standing
from sijill.web.desk.findings import proposal_choices as choices
from sijill.web.desk.incidents.incident_facts import independent, information_context
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

FIELDS = (
    "regime", "question", "outcome", "standard", "act", "actor", "right", "person_status",
    "word", "wording_override", "reasons", "dissent", "supersedes",
)  # fmt: skip
DEFAULTS = {
    "regime": "regime.casualty",
    "question": "question.act_occurred",
    "standard": "standard.reasonable_grounds",
}
WRONG = 422


@page(Permission.ASSESS, methods=("GET", "POST"))
def finding_propose(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The form of a new finding; sent, it waits for a second person."""
    row = get_incident(request.viewer, reference)
    if request.method != "POST":
        given = {**DEFAULTS, "supersedes": request.GET.get("supersedes", "")}
        return _drawn(request, row, given, None)
    given = {name: request.POST.get(name, "").strip() for name in FIELDS}
    basis = request.POST.getlist("basis")
    if "count" in request.POST:
        return _drawn(request, row, given, basis)
    try:
        made = _propose(request.viewer, row, given, basis)
    except Denied:
        raise
    except Problem as problem:
        return _drawn(request, row, given, basis, sentence(problem))
    messages.success(request, _("Proposed. It counts once a second person has confirmed it."))
    return HttpResponseRedirect(reverse("finding", args=[made.reference]))


def _propose(viewer: Viewer, row: Incident, given: dict[str, str], basis: list[str]) -> Finding:
    keys = {"act": _key(given["act"]), "supersedes": _key(given["supersedes"])}
    return propose_finding(
        by=viewer,
        incident=row,
        regime=given["regime"],
        question=given["question"],
        outcome=given["outcome"],
        standard=given["standard"],
        reasons=given["reasons"],
        basis=[key for one in basis if (key := _key(one))],
        actor=given["actor"] or None,
        right=given["right"] or None,
        person_status=given["person_status"] or None,
        word=given["word"],
        wording_override=given["wording_override"],
        dissent=given["dissent"],
        **keys,
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Problem("page.bad_request") from None


def _drawn(
    request: DeskRequest,
    row: Incident,
    given: dict[str, str],
    basis: list[str] | None,
    problem: str = "",
) -> HttpResponseBase:
    """The form; basis None: every piece is ticked to begin with."""
    pieces = information_of(request.viewer, row)
    ticked = set(basis if basis is not None else [str(piece.pk) for piece in pieces])
    told = information_context(pieces)
    numbers = {line["row"].source_id: line["cluster"] for line in told["information"]}
    chosen = [piece for piece in pieces if str(piece.pk) in ticked]
    lists = choices.all_of(row)
    context: dict[str, Any] = {
        "incident": row,
        "given": given,
        "problem": problem,
        "ticked": ticked,
        **told,
        "chosen_independent": independent(chosen, numbers),
        "acts": Act.objects.filter(incident=row).select_related("victim")[:300],
        "standing": _standing(row),
        "classification": Classification(row.classification).label,
        **lists,
        "word_now": _word_of(given.get("actor", ""), lists["actors"]),
    }
    status = WRONG if problem else 200
    return TemplateResponse(request, "findings/propose.html", context, status=status)


def _word_of(chosen: str, actors: list[tuple[str, str, str]]) -> str:
    return next((word for key, _label, word in actors if key == chosen), "")


def _standing(row: Incident) -> list[Finding]:
    """Confirmed findings that stand: a new one on the same question replaces one of them."""
    stand = Standing.objects.filter(incident=row, until=None).select_related("finding")
    return [one.finding for one in stand]
