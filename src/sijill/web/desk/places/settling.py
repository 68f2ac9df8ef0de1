"""Saying which unit a spelling means."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.intake.queries.unmatched import get_place_query
from sijill.record.incidents.actions.drafting import settle_place
from sijill.reference.gazetteer import Gazetteer, Match
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import first_level, gazetteer, in_language, pack
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.desk.incidents.record_places import find_places
from sijill.web.desk.places.reasons import Suggestion, suggestion, suggestions
from sijill.web.page import DeskRequest, page
from sijill.web.templatetags.field import number

SHORTEST = 2


@page(Permission.PLACES)
def place(request: DeskRequest, key: UUID) -> HttpResponse:
    """One spelling: what it may mean, a search, and the way down from the widest unit."""
    query = get_place_query(request.viewer, key)
    within, known = request.GET.get("within", ""), gazetteer()
    context = {
        "query": query,
        "unit": in_language(query.unit.names) if query.unit else None,
        "suggestions": [] if query.unit else suggestions(query.written, known),
        "levels": _ladder(within, known),
        "within": within,
        "inside": _inside(within, known),
        **_searched(request),
    }
    return TemplateResponse(request, "places/place.html", context)


@page(Permission.PLACES)
def find(request: DeskRequest, key: UUID) -> HttpResponse:
    """The places a typed name may mean, as choices of the form; for the search while typing."""
    get_place_query(request.viewer, key)
    return TemplateResponse(request, "places/found.html", _searched(request))


@page(Permission.PLACES, methods=("POST",))
def settle(request: DeskRequest, key: UUID) -> HttpResponse:
    """Settle the spelling: everything waiting under it gets its place."""
    query = get_place_query(request.viewer, key)
    unit = request.POST.get("unit", "")
    if not unit:
        raise Problem("place.none_chosen")
    count = settle_place(by=request.viewer, query=query, unit=unit)
    chosen = PlaceUnit.objects.get(pk=unit)
    said = ngettext(
        "“%(written)s” is %(place)s. %(count)s incident was placed by it.",
        "“%(written)s” is %(place)s. %(count)s incidents were placed by it.",
        count,
    )
    name = in_language(chosen.names).text
    messages.success(
        request, said % {"written": query.written, "place": name, "count": number(count)}
    )
    return HttpResponseRedirect(reverse("places"))


def _searched(request: DeskRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:120]
    found = find_places(text) if len(text) >= SHORTEST else []
    return {"q": text, "found": found}


def _ladder(within: str, known: Gazetteer) -> list[dict[str, Any]]:
    """The selects of the way down: the units of the first level, then of those chosen."""
    chosen = list(known.lineage(within)[1:]) if within in known.places else []
    root = next((c for c, p in known.places.items() if p.parent is None), "")
    steps = []
    for depth, above in enumerate([root, *chosen][:2]):
        units = _under(above, depth + first_level(), known)
        if units:
            value = chosen[depth] if depth < len(chosen) else ""
            steps.append({"label": _level(depth + first_level()), "units": units, "value": value})
    return steps


def _under(above: str, depth: int, known: Gazetteer) -> list[tuple[str, str]]:
    level = next((rank.key for rank in pack().levels if rank.depth == depth), "")
    found = [
        (code, in_language(unit.label.texts).text)
        for code, unit in known.places.items()
        if unit.parent == above and unit.level == level and unit.valid.holds(None)
    ]
    return sorted(found, key=lambda pair: pair[1])


def _level(depth: int) -> str:
    rank = next((rank for rank in pack().levels if rank.depth == depth), None)
    return in_language(rank.label.texts).text if rank else _("Unit")


def _inside(within: str, known: Gazetteer) -> list[Suggestion]:
    """The unit reached and all right under it, to choose from."""
    if within not in known.places:
        return []
    codes = [within, *sorted(c for c, p in known.places.items() if p.parent == within)]
    return [suggestion(Match(code, 1.0, "settled", {}), known) for code in codes]
