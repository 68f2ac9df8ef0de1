"""The list of incidents: filters, pages that do not slip, and what to do when it is empty."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.record.incidents.queries import CAP, Page, count_up_to, incidents_visible_to
from sijill.reference.queries import first_level, in_language, pack
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents import list_filters
from sijill.web.desk.incidents.list_lines import lines
from sijill.web.navigation import office_names
from sijill.web.page import DeskRequest, page


@page(Permission.READ)
def incidents(request: DeskRequest) -> HttpResponseBase:
    """Incidents in sight, newest first."""
    asked = list_filters.read(request.GET, request.viewer)
    after = request.GET.get("after", "")
    if asked.elsewhere:
        return HttpResponseRedirect(reverse("incidents") + asked.elsewhere)
    found = incidents_visible_to(request.viewer, asked.filters, after)
    context = {
        "asked": asked,
        "rows": lines(found.rows, request.user),
        "many_offices": len(request.viewer.offices) > 1,
        "previous": asked.address(after=found.previous) if found.previous else "",
        "next": asked.address(after=found.next) if found.next else "",
        "text": _counted(request.viewer, asked, found),
        **_choices(request.viewer),
    }
    return TemplateResponse(request, "incidents/list.html", context)


def _choices(viewer: Viewer) -> dict[str, Any]:
    names = office_names()
    return {
        "states": list_filters.state_choices(),
        "kinds": list_filters.kind_choices(),
        "offices": [
            (code, in_language(names.get(code, {})).text) for code in sorted(viewer.offices)
        ],
        "areas": _areas(),
    }


def _areas() -> list[str]:
    """The names of the units tables show, for the field's suggestions."""
    level = pack().levels[first_level()].key if len(pack().levels) > first_level() else ""
    return [in_language(p.label.texts).text for p in pack().places if p.level == level]


def _counted(viewer: Viewer, asked: list_filters.Asked, found: Page) -> str:
    """How many there are, counted no further than a thousand; one page needs no counting."""
    single = not found.next and not found.previous
    total = len(found.rows) if single else count_up_to(viewer, asked.filters)
    if total > CAP:
        return _("1,000+ incidents")
    return ngettext("%(count)s incident", "%(count)s incidents", total) % {"count": f"{total:,}"}
