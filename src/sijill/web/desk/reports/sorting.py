"""Sorting a report: into an incident, aside, back, or into a colleague's hands."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from sijill.base.ids import IdProblem, canonical_reference
from sijill.intake.actions.triage import assign_report, bring_back, set_aside
from sijill.intake.queries.queue import get_report
from sijill.record.incidents.actions import link_report
from sijill.record.incidents.queries import get_incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.page import DeskRequest, page


def _back(reference: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("report", args=[reference]))


@page(Permission.TRIAGE, methods=("POST",))
def promote(request: DeskRequest, reference: str) -> HttpResponse:
    """Turn a report into an incident: a new one on the record screen, or one already recorded."""
    found = get_report(request.viewer, reference)
    typed = request.POST.get("incident", "").strip()
    if not typed:
        return HttpResponseRedirect(f"{_record_screen()}?{urlencode({'report': found.reference})}")
    incident = get_incident(request.viewer, _whole(typed))
    link_report(by=request.viewer, incident=incident, report=found)
    messages.success(
        request,
        _("Report %(report)s now belongs to incident %(incident)s.")
        % {"report": found.reference, "incident": incident.reference},
    )
    return _back(found.reference)


def _record_screen() -> str:
    for name in ("record_new", "record"):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    raise Problem("report.no_record_screen")


def _whole(typed: str) -> str:
    """The reference as it is kept; one mistyped character is told apart from "not there"."""
    try:
        return canonical_reference(typed)
    except IdProblem:
        raise Problem("report.incident_mistyped", entered=typed[:24]) from None


@page(Permission.TRIAGE, methods=("POST",))
def put_aside(request: DeskRequest, reference: str) -> HttpResponse:
    """Set a report aside with a reason."""
    found = get_report(request.viewer, reference)
    set_aside(by=request.viewer, report=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("Set aside. It is kept, and can be brought back."))
    return _back(found.reference)


@page(Permission.TRIAGE, methods=("POST",))
def put_back(request: DeskRequest, reference: str) -> HttpResponse:
    """Bring a report that was set aside among the new ones again."""
    found = get_report(request.viewer, reference)
    bring_back(by=request.viewer, report=found)
    messages.success(request, _("The report is among the new ones again."))
    return _back(found.reference)


@page(Permission.ASSIGN, methods=("POST",))
def give(request: DeskRequest, reference: str) -> HttpResponse:
    """Give a report to a colleague, or to nobody."""
    found = get_report(request.viewer, reference)
    assign_report(by=request.viewer, report=found, to=_account(request.POST.get("to", "")))
    messages.success(request, _("Saved. Your colleague finds it among what waits for them."))
    return _back(found.reference)


def _account(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Problem("report.assignee_unknown") from None
