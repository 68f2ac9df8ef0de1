"""The queue of spellings the gazetteer does not know."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.intake.models import PlaceQuery
from sijill.intake.queries.unmatched import count_waiting, waiting_places
from sijill.reference.gazetteer import Gazetteer
from sijill.reference.queries import gazetteer, in_language
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.places.reasons import suggestions
from sijill.web.page import DeskRequest, page
from sijill.web.templatetags.field import number, office

CAP = 999


@page(Permission.PLACES)
def places(request: DeskRequest) -> HttpResponse:
    """Spellings that wait, those of most reports first; or what was settled."""
    settled, known = request.GET.get("state") == "settled", gazetteer()
    chosen = request.GET.get("office", "")
    chosen = chosen if chosen in request.viewer.offices else ""
    kept = {"state": "settled" if settled else "", "office": chosen}
    found = waiting_places(
        request.viewer, office=chosen, settled=settled, cursor=request.GET.get("at", "")
    )
    said = ngettext(
        "%(count)s spelling on this page", "%(count)s spellings on this page", len(found.rows)
    ) % {"count": number(len(found.rows))}
    context = {
        "rows": [_row(query, known) for query in found.rows],
        "settled": settled,
        "office": chosen,
        "offices": [(code, office(code)) for code in sorted(request.viewer.offices)],
        "tabs": _tabs(kept, request.viewer),
        "next": _address(kept, at=found.next) if found.next else "",
        "previous": _address(kept, at=found.previous) if found.previous else "",
        "text": said,
    }
    return TemplateResponse(request, "places/queue.html", context)


def _row(query: PlaceQuery, known: Gazetteer) -> dict[str, Any]:
    unit = in_language(query.unit.names) if query.unit else None
    return {
        "query": query,
        "unit": unit,
        "near": [] if unit else suggestions(query.written, known)[:2],
    }


def _tabs(kept: dict[str, str], viewer: Viewer) -> list[dict[str, Any]]:
    count = count_waiting(viewer, CAP)
    waiting = f"{number(CAP)}+" if count > CAP else number(count)
    settled = kept["state"] == "settled"
    return [
        {
            "label": _("Waiting"),
            "url": _address(kept, state=""),
            "current": not settled,
            "count": waiting,
        },
        {
            "label": _("Settled"),
            "url": _address(kept, state="settled"),
            "current": settled,
            "count": "",
        },
    ]


def _address(kept: dict[str, str], **more: str) -> str:
    return "?" + urlencode({name: value for name, value in {**kept, **more}.items() if value})
