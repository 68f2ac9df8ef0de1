"""One report: what may be known of it without opening it, and opening it as it was received."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from sijill.intake.models import Report
from sijill.intake.queries.queue import get_report, sorters
from sijill.intake.set_aside import SetAside
from sijill.record.incidents.models import IncidentReport
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.keys.sealed import open_sealed
from sijill.web.desk.reports.consent import consent_lines
from sijill.web.desk.reports.queue import late_before
from sijill.web.desk.reports.received import lines_of
from sijill.web.page import DeskRequest, page

# Why somebody opens a report; the code goes into the ledger.
REASONS = {
    "sort": _("To sort it"),
    "record": _("To record an incident from it"),
    "verify": _("To check an incident against it"),
    "duplicate": _("To see whether the same was reported before"),
    "safety": _("For the safety of somebody it is about"),
}


@page(Permission.READ)
def report(request: DeskRequest, reference: str) -> HttpResponse:
    """The report and what became of it; its content stays sealed."""
    return show(request, get_report(request.viewer, reference))


@page(Permission.OPEN_NAMES, methods=("POST",))
def opened(request: DeskRequest, reference: str) -> HttpResponse:
    """The report as received, shown once: the next look is another opening."""
    found = get_report(request.viewer, reference)
    reason = request.POST.get("reason", "")
    if reason not in REASONS:
        raise Problem("report.no_look_reason")
    content = open_sealed(
        [found], ["received"], code="report.open", viewer=request.viewer, reason=reason
    )
    received = content[found.pk]["received"]
    columns = found.run.columns if found.run else ()
    lines = lines_of(received, columns)
    return show(request, found, opened=lines, opened_for=REASONS[reason])


def show(request: DeskRequest, found: Report, **more: Any) -> HttpResponse:
    """The page of a report, closed or opened."""
    viewer = request.viewer
    links = IncidentReport.objects.filter(report=found).select_related("incident__kind")
    new = found.state == Report.State.NEW
    context = {
        "report": found,
        "incidents": [link.incident for link in links.order_by("created_at")],
        "consent": consent_lines(found.consent),
        "consent_on": found.consent.get("recorded_on", ""),
        "reasons": REASONS.items(),
        "set_aside_reasons": SetAside.choices,
        "aside_for": dict(SetAside.choices).get(found.set_aside_reason, ""),
        "sorters": sorters(found.office_id) if viewer.may(Permission.ASSIGN) else [],
        "late": new and found.received_on < late_before(),
        "new": new,
        "run_url": _run_url(found) if viewer.may(Permission.IMPORT) else "",
        **more,
    }
    return TemplateResponse(request, "reports/report.html", context)


def _run_url(found: Report) -> str:
    try:
        return reverse("import_run", args=[found.run_id]) if found.run_id else ""
    except NoReverseMatch:
        return ""
