"""The page of one incident, in parts: what is known, findings, links, timeline, history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import get_incident
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.incident_facts import overview
from sijill.web.desk.incidents.incident_findings import findings_part
from sijill.web.desk.incidents.incident_links import links_part
from sijill.web.desk.incidents.incident_past import history_part, timeline_part
from sijill.web.page import DeskRequest, page

Part = Callable[[Viewer, Incident], dict[str, Any]]

PARTS: dict[str, Part] = {
    "": overview,
    "findings": findings_part,
    "links": links_part,
    "timeline": timeline_part,
    "history": history_part,
}


@page(Permission.READ)
def incident(request: DeskRequest, reference: str) -> HttpResponseBase:
    """One incident; ``part`` in the address chooses which part of it."""
    row = get_incident(request.viewer, reference)
    part = request.GET.get("part", "")
    return drawn(request, row, part if part in PARTS else "")


def drawn(request: DeskRequest, row: Incident, part: str = "", **shown: Any) -> HttpResponseBase:
    """The incident's page; ``shown`` holds what this one answer has opened."""
    context = {
        "incident": row,
        "part": part,
        "tabs": _tabs(row, part),
        "classification": Classification(row.classification).label,
        **PARTS[part](request.viewer, row),
        **shown,
    }
    return TemplateResponse(request, f"incidents/{part or 'overview'}.html", context)


def _tabs(row: Incident, current: str) -> list[dict[str, Any]]:
    url = reverse("incident", args=[row.reference])
    labels = {
        "": _("What is known"),
        "findings": _("Findings"),
        "links": _("Reports and related incidents"),
        "timeline": _("Timeline"),
        "history": _("History"),
    }
    return [
        {"label": label, "url": f"{url}?part={part}" if part else url, "current": part == current}
        for part, label in labels.items()
    ]
