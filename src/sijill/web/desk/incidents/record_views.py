"""The recording screen: who did what to whom, on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.intake.actions.triage import take_up
from sijill.intake.actions.unknown_place import ask_for_place
from sijill.intake.models import Report
from sijill.record.incidents.actions import discard_draft, record_incident
from sijill.record.incidents.models import Incident
from sijill.record.sources.queries import sources_visible_to
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.entry_page import EntryPage, unmatched_place
from sijill.web.desk.incidents.entry_prefill import from_report
from sijill.web.desk.incidents.entry_rows import rearranged
from sijill.web.desk.incidents.record_drafts import kept
from sijill.web.desk.incidents.record_lists import kind_causes, lists
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

FORM = "record_new"
WRONG = 422


@page(Permission.RECORD, methods=("GET", "POST"))
def record_new(request: DeskRequest, report: str = "") -> HttpResponse:
    """An empty form (or one begun from a report or a draft), and what becomes of it."""
    source = _report(request.viewer, report or request.GET.get("report", ""))
    if request.method == "POST":
        return _sent(request, source)
    subject = source.reference if source else ""
    draft = kept(request.viewer, FORM, subject) if request.GET.get("draft") else None
    if draft is not None:
        return _drawn(request, EntryPage(draft, quiet=True), source)
    begun = from_report(request.viewer, source) if source else EntryPage()
    return _drawn(request, begun, source, offered=has_draft(request.viewer, FORM, subject))


def has_draft(viewer: Viewer, form: str, subject: str) -> Any:
    """When this person's draft of a form was kept, without opening it; None without one."""
    from sijill.record.incidents.queries import own_drafts

    held = (d for d in own_drafts(viewer) if (d.form, d.subject) == (form, subject))
    return next((draft.saved_at for draft in held), None)


def _report(viewer: Viewer, reference: str) -> Report | None:
    if not reference:
        return None
    report = Report.objects.filter(reference=reference.upper()).first()
    if report is None:
        raise Absent("record.absent")
    return report


def _sent(request: DeskRequest, report: Report | None) -> HttpResponse:
    changed = rearranged(request.POST)
    if changed is not None:
        return _drawn(request, EntryPage(changed, quiet=True), report, at=_newest(request.POST))
    form = EntryPage(request.POST)
    if not form.is_valid():
        return _drawn(request, form, report, status=WRONG)
    if not request.POST.get("names_kept"):
        named = form.named_in_summary(request.viewer)
        if named:
            return _drawn(request, form, report, named=named, status=WRONG)
    try:
        incident = _record(request.viewer, form, report)
    except Denied:
        raise
    except Problem as problem:
        return _drawn(request, form, report, problem=sentence(problem), status=WRONG)
    _say(request, form, incident)
    return redirect("incident", incident.reference)


def _record(viewer: Viewer, form: EntryPage, report: Report | None) -> Incident:
    reports = (report.pk,) if report else ()
    incident = record_incident(by=viewer, entry=form.entry(reports))
    unmatched = unmatched_place(form.incident.cleaned_data)
    if unmatched:
        ask_for_place(by=viewer, written=unmatched, office=incident.office_id)
    if report is not None and viewer.may(Permission.TRIAGE):
        take_up(by=viewer, report=report, incident=incident.reference)
    discard_draft(by=viewer, form=FORM, subject=report.reference if report else "")
    return incident


def _say(request: DeskRequest, form: EntryPage, incident: Incident) -> None:
    given = form.incident.cleaned_data
    messages.success(request, _("Recorded as %(code)s.") % {"code": incident.reference})
    if unmatched_place(given):
        messages.warning(
            request,
            _(
                "The place is not in the list of places yet; it waits among the unmatched ones. "
                "Its words are kept, sealed, as the exact place."
            ),
        )


def _newest(data: QueryDict) -> str:
    """Where to go on after a row was added: the id of its block."""
    added = data.get("add", "")
    return added.split("-")[0] if added else ""


def _drawn(
    request: DeskRequest, form: EntryPage, report: Report | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    subject = report.reference if report else ""
    wrong = form.errors() if status == WRONG else []
    context = {
        "entry": form,
        "report": report,
        "wrong": wrong,
        "lists": lists(sources_visible_to(request.viewer)),
        "causes": kind_causes(),
        "draft_form": FORM,
        "draft_subject": subject,
        "here": request.path,
        "continue_url": f"{request.path}?draft=1" + (f"&report={subject}" if subject else ""),
        "crumbs": [
            {"label": _("Incidents"), "url": reverse("incidents")},
            {"label": _("Record an incident"), "url": ""},
        ],
        **more,
    }
    return TemplateResponse(request, "incidents/record_new.html", context, status=status)
