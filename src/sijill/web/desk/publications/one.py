"""One publication: what will be public, the proof, and the second person's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sijill.analyse.figures.declared import figures
from sijill.publish.actions import clear, send_back, withdraw
from sijill.publish.earlier import compared
from sijill.publish.models import Publication
from sijill.publish.queries.desk import may_clear, publication_of
from sijill.publish.suppression import from_plain
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.desk.publications.comparing import comparisons, differences_said, proof_of
from sijill.web.desk.publications.list import described
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence
from sijill.web.public.words import (
    in_reader_language,
    measure_label,
    standard_label,
    unit_label,
)


@page(Permission.FIGURES)
def publication(request: DeskRequest, reference: str) -> TemplateResponse:
    """The page on which somebody decides whether this goes out."""
    row = publication_of(request.viewer, reference)
    barred = may_clear(request.viewer, row)
    context = {
        **described([row])[0],
        **_contents(row),
        "prepared": row.state == Publication.State.PREPARED,
        "public": row.state == Publication.State.CLEARED,
        "barred": sentence(Problem(barred)) if barred else "",
        "may_withdraw": request.viewer.may(Permission.CLEAR),
        "facts": _facts(row),
        "crumbs": [
            {"label": _("Publications"), "url": reverse("publications")},
            {"label": row.reference},
        ],
    }
    return TemplateResponse(request, "publications/one.html", context)


def _contents(row: Publication) -> dict[str, Any]:
    """The frozen tables, compared with what becomes public, and their proof."""
    frozen = {**row.tables, **compared(row)}
    found = from_plain(frozen["measures"], frozen["threshold"])
    names = tuple(table["name"] for table in next(iter(frozen["measures"].values())))
    declared = figures().get(row.figure)
    return {
        "threshold": frozen["threshold"],
        "comparisons": comparisons(found, names),
        "proof": proof_of(frozen["proof"], found),
        "totals": [(measure_label(name), total) for name, total in frozen["totals"].items()],
        "differences": differences_said(frozen["differences"], names),
        "overlaps": frozen["overlaps"],
        "note_needed": bool(frozen["differences"] or frozen["overlaps"]),
        "caveats": [
            in_reader_language(caveat.text)
            for caveat in (declared.caveats if declared else ())
            if caveat.code in frozen["caveats"]
        ],
    }


def _facts(row: Publication) -> list[tuple[str, Any]]:
    extracted = timezone.localtime(row.extracted_at).strftime("%Y-%m-%d %H:%M %Z")
    return [
        (_("Unit"), unit_label(row.tables["unit"])),
        (_("Standard of proof"), standard_label(row.standard)),
        (_("Method version"), row.method_version),
        (_("Extracted"), extracted),
        (_("Entries in the ledger then"), row.ledger_size),
        (_("Digest (SHA-256)"), f"{row.digest[:16]}…"),
    ]


@page(Permission.CLEAR, methods=("POST",))
def publication_clear(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Publish what somebody else prepared."""
    row = publication_of(request.viewer, reference)
    clear(by=request.viewer, publication=row, note=request.POST.get("note", ""))
    messages.success(request, _("Published. Anyone can read it now."))
    return _back(reference)


@page(Permission.CLEAR, methods=("POST",))
def publication_return(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Send it back to whoever prepared it, saying what is wrong."""
    row = publication_of(request.viewer, reference)
    send_back(by=request.viewer, publication=row, note=request.POST.get("note", ""))
    messages.success(request, _("Sent back. Whoever prepared it sees your note."))
    return _back(reference)


@page(Permission.CLEAR, methods=("POST",))
def publication_withdraw(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Take a published figure's numbers off the public pages, with the reason."""
    row = publication_of(request.viewer, reference)
    withdraw(by=request.viewer, publication=row, reason=request.POST.get("reason", ""))
    messages.success(request, _("Withdrawn. The public list shows the reason."))
    return _back(reference)


def _back(reference: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("publication", args=[reference]))
