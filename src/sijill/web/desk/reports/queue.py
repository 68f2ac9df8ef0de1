"""The queue of reports: what came in and waits, what became an incident, what was set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.intake.models import Report
from sijill.intake.queries.queue import (
    ReportFilters,
    count_reports,
    reports_visible_to,
)
from sijill.intake.set_aside import SetAside
from sijill.record.incidents.overdue import overdue_days
from sijill.reference.queries import in_language, terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.web.page import DeskRequest, page
from sijill.web.templatetags.field import number, office

CAP = 999
STATES = Report.State
KEPT = ("state", "office", "channel", "sender", "mine", "overdue")


@page(Permission.READ)
def reports(request: DeskRequest) -> HttpResponse:
    """Reports in sight, newest first, one state at a time."""
    asked = _asked(request)
    filters = _filters(asked, request.viewer)
    found = reports_visible_to(request.viewer, filters, request.GET.get("at", ""))
    context = {
        "asked": asked,
        "rows": found.rows,
        "next": _address(asked, at=found.next) if found.next else "",
        "previous": _address(asked, at=found.previous) if found.previous else "",
        "text": _shown(len(found.rows)),
        "tabs": _tabs(asked, request.viewer),
        "channels": [(term.key, in_language(term.label.texts).text) for term in terms("channel")],
        "offices": [(code, office(code)) for code in sorted(request.viewer.offices)],
        "reasons": dict(SetAside.choices),
        "late": late_before(),
        "days": overdue_days()["lead"],
        "narrowed": any(asked[name] for name in KEPT if name != "state"),
    }
    return TemplateResponse(request, "reports/queue.html", context)


def late_before() -> date:
    """A new report that came in before this day has waited too long: as long as a lead may."""
    return timezone.localdate() - timedelta(days=overdue_days()["lead"])


def _asked(request: DeskRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip()[:120] for name in KEPT}
    if asked["state"] not in STATES.values:
        asked["state"] = STATES.NEW
    if asked["office"] not in request.viewer.offices:
        asked["office"] = ""
    return asked


def _filters(asked: dict[str, str], viewer: Viewer) -> ReportFilters:
    late = asked["overdue"] and asked["state"] == STATES.NEW
    return ReportFilters(
        state=asked["state"],
        office=asked["office"],
        channel=asked["channel"],
        sender=asked["sender"],
        assigned_to=viewer.account if asked["mine"] else None,
        before=late_before() if late else None,
    )


def _tabs(asked: dict[str, str], viewer: Viewer) -> list[dict[str, Any]]:
    """The three states; only what waits is counted, and not beyond a thousand."""
    waiting = count_reports(viewer, replace(_filters(asked, viewer), state=STATES.NEW), CAP)
    shown = f"{number(CAP)}+" if waiting > CAP else number(waiting)
    labels = [
        (STATES.NEW, _("New"), shown),
        (STATES.DRAFTED, _("Became an incident"), ""),
        (STATES.SET_ASIDE, _("Set aside"), ""),
    ]
    return [
        {
            "label": label,
            "url": _address({**asked, "state": str(state)}),
            "current": asked["state"] == state,
            "count": count,
        }
        for state, label, count in labels
    ]


def _address(asked: dict[str, str], **more: str) -> str:
    kept = {name: value for name, value in {**asked, **more}.items() if value}
    return f"?{urlencode(kept)}"


def _shown(count: int) -> str:
    said = ngettext("%(count)s report on this page", "%(count)s reports on this page", count)
    return said % {"count": number(count)}
