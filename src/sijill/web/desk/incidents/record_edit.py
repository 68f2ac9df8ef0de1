"""Editing what an incident says of itself, never over a colleague's change unseen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import format as in_words
from sijill.intake.actions.unknown_place import ask_for_place
from sijill.record.incidents.actions import discard_draft, edit_incident
from sijill.record.incidents.enums import ConflictLink
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import get_incident
from sijill.record.incidents.when import occurred_of
from sijill.record.people.queries import warn_if_names
from sijill.reference.queries import term_label
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied, Problem
from sijill.web.desk.incidents.entry_forms import IncidentForm
from sijill.web.desk.incidents.entry_page import address_of, precision_of, unmatched_place
from sijill.web.desk.incidents.record_drafts import kept
from sijill.web.desk.incidents.record_one import One, drawn
from sijill.web.desk.incidents.record_places import place_name
from sijill.web.desk.incidents.record_views import WRONG
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

EDIT = One(
    _("Edit the incident"),
    _("Save the changes"),
    _("The changes were saved."),
    "incidents/record_edit.html",
    "incident_edit",
)
FIELDS = (
    "title",
    "summary",
    "occurred",
    "calendar",
    "place",
    "place_code",
    "precision",
    "kind",
    "conflict_link",
)


@page(Permission.RECORD, methods=("GET", "POST"))
def edit(request: DeskRequest, reference: str) -> HttpResponse:
    """Title, summary, time, place and kind; the exact place only when it is written anew."""
    incident = get_incident(request.viewer, reference)
    if request.method == "POST":
        return _sent(request, incident)
    draft = kept(request.viewer, EDIT.draft, incident.reference) if "draft" in request.GET else None
    if draft is not None:
        was = {name: draft.get(f"was-{name}", "") for name in FIELDS}
        return _page(request, incident, IncidentForm(draft, quiet=True), was, draft.get("seen", ""))
    values = values_of(incident)
    return _page(request, incident, _form(values), values, incident.changed_at.isoformat())


def values_of(incident: Incident) -> dict[str, str]:
    """The incident's fields as the form shows them."""
    occurred = occurred_of(incident)
    return {
        "title": incident.title,
        "summary": incident.summary,
        "occurred": occurred.entered or in_words(occurred, "en"),
        "calendar": str(occurred.calendar),
        "place": place_name(incident.place_id) if incident.place_id else "",
        "place_code": incident.place_id or "",
        "precision": incident.place_precision,
        "kind": incident.kind_id or "",
        "conflict_link": incident.conflict_link,
    }


def _form(values: dict[str, str]) -> IncidentForm:
    data = QueryDict(mutable=True)
    data.update(values)
    return IncidentForm(data, quiet=True)


def _sent(request: DeskRequest, incident: Incident) -> HttpResponse:
    was = {name: request.POST.get(f"was-{name}", "") for name in FIELDS}
    # A place that was not known may stay so.
    form = IncidentForm(request.POST, place_needed=bool(was["place"]))
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, incident, form, was, seen, status=WRONG)
    named = _named(request, form, was)
    if named:
        return _page(request, incident, form, was, seen, named=named, status=WRONG)
    try:
        edit_incident(by=request.viewer, incident=incident, changes=_changes(form, was), seen=seen)
    except Denied:
        raise
    except Problem as problem:
        if problem.code == "incident.changed_meanwhile":
            return _both(request, incident, was)
        return _page(request, incident, form, was, seen, problem=sentence(problem), status=WRONG)
    unmatched = unmatched_place(form.cleaned_data)
    if unmatched:
        ask_for_place(by=request.viewer, written=unmatched, office=incident.office_id)
    discard_draft(by=request.viewer, form=EDIT.draft, subject=incident.reference)
    messages.success(request, str(EDIT.done))
    return redirect("incident", incident.reference)


def _named(request: DeskRequest, form: IncidentForm, was: dict[str, str]) -> list[str]:
    """Codes of people whose names came into title or summary with this change."""
    given = form.cleaned_data
    changed = [
        given[name] for name in ("title", "summary") if given[name].strip() != was[name].strip()
    ]
    if request.POST.get("names_kept") or not changed:
        return []
    return warn_if_names(request.viewer, "\n".join(changed))


def _changes(form: IncidentForm, was: dict[str, str]) -> dict[str, Any]:
    """What this person changed: only fields that differ from what the form was drawn with."""
    given = form.cleaned_data
    sent = {name: form.data.get(name, "") for name in FIELDS}
    touched = {name for name in FIELDS if sent[name].strip() != was[name].strip()}
    changes: dict[str, Any] = {
        name: given[name] for name in ("title", "summary", "conflict_link") if name in touched
    }
    if "kind" in touched:
        changes["kind"] = given["kind"] or None
    if touched & {"occurred", "calendar"}:
        changes["occurred"] = given["occurred"]
    if touched & {"place", "place_code", "precision"}:
        changes["place"] = given["place_code"] or None
        changes["place_precision"] = given["precision"] or precision_of(given["place_code"] or None)
    address = address_of(given)
    if address:
        changes["address"] = address
    return changes


def _both(request: DeskRequest, incident: Incident, was: dict[str, str]) -> HttpResponse:
    """Both versions side by side: theirs stands; ours is in the form where we changed something."""
    theirs = values_of(incident)
    ours = {name: request.POST.get(name, "") for name in FIELDS}
    mixed = {
        name: ours[name] if ours[name].strip() != was[name].strip() else theirs[name]
        for name in FIELDS
    }
    compared = [
        (
            str(IncidentForm.base_fields[name].label),
            shown(name, theirs[name]),
            shown(name, ours[name]),
        )
        for name in FIELDS
        if name != "place_code" and theirs[name].strip() != ours[name].strip()
    ]
    return _page(
        request,
        incident,
        _form({**mixed, "address": request.POST.get("address", "")}),
        theirs,
        incident.changed_at.isoformat(),
        compared=compared,
        status=409,
    )


def shown(name: str, value: str) -> str:
    """A value as people read it."""
    if name == "conflict_link":
        return str(ConflictLink(value).label) if value in ConflictLink.values else value
    return term_label(value) if name in ("kind", "precision") else value


def _page(
    request: DeskRequest,
    incident: Incident,
    form: IncidentForm,
    was: dict[str, str],
    seen: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    form.fields["address"].help_text = _(
        "Sealed. Leave it empty to keep what is held; what you write replaces it."
    )
    form.fields["address"].widget.attrs.pop("autofocus", None)
    return drawn(request, incident, EDIT, form, status=status, seen=seen, was=was.items(), **more)
