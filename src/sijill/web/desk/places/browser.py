"""The gazetteer: units by level, their names, validity, who succeeds whom, who administers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from sijill.reference.models import Boundary, PlaceName, PlaceUnit
from sijill.reference.places import Control, Succession
from sijill.reference.queries import Named, in_language, pack
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.web.desk.incidents.record_places import find_places
from sijill.web.page import DeskRequest, page

MOST = 500
LANGUAGES = ("en", "ar", "ckb")

BASES = {
    "de_jure": _("as in law"),
    "de_facto": _("in fact, not in law"),
    "disputed": _("disputed"),
}
CONFIDENCE = {"high": _("sure"), "medium": _("fairly sure"), "low": _("unsure")}


@dataclass(frozen=True)
class Held:
    """Who administers a unit for a time, in words; ``unit`` where that was written down."""

    who: str
    along_with: str
    basis: Any
    confidence: Any
    first: date | None
    last: date | None
    source: str
    usual: bool = False


@dataclass(frozen=True)
class Change:
    """One succession: the other unit, on which day, whether it replaced or split off."""

    code: str
    name: str
    on: date
    kind: str
    note: str


@dataclass(frozen=True)
class Row:
    """One unit of the table."""

    unit: PlaceUnit
    names: list[Named]
    held: list[Held]
    boundary: str


@page(Permission.PLACES)
def gazetteer(request: DeskRequest) -> HttpResponse:
    """One unit and those right under it, on a day; or what a name may mean."""
    text = request.GET.get("q", "").strip()[:120]
    on = _day(request.GET.get("on", ""))
    unit = _unit(request.GET.get("unit", ""))
    below = _below(unit, on)
    drawn = dict(Boundary.objects.filter(_shown(unit)).values_list("unit_id", "source"))
    context = {
        "unit": unit,
        "names": names_of(unit),
        "level": _level(unit.level),
        "above": _above(unit),
        "spellings": PlaceName.objects.filter(unit=unit).exclude(kind="official").order_by("text"),
        "held": held(unit, on),
        "changes": _changes(unit.code),
        "boundary": drawn.get(unit.code, ""),
        "groups": _groups(below, drawn, on),
        "q": text,
        "found": find_places(text) if text else [],
        "on": on,
        "note": in_language(pack().rules.boundary_note.texts),
        "cut": len(below) == MOST,
        "drawn": len(drawn),
    }
    return TemplateResponse(request, "places/gazetteer.html", context)


def names_of(unit: PlaceUnit) -> list[Named]:
    """The unit's name in each of the three languages; a borrowed one is marked."""
    return [in_language(unit.names, language) for language in LANGUAGES]


def held(unit: PlaceUnit, on: date | None = None) -> list[Held]:
    """Who actually administers a unit: what is listed for it, else for the nearest one above."""
    for code in reversed(unit.path.split("/")):
        listed = [c for c in pack().control if c.unit == code and c.valid.holds(on)]
        if listed:
            return [_held(control) for control in listed]
    usual = next((authority for authority in pack().authorities if authority.default), None)
    if usual is None:
        return []
    who = in_language(usual.label.texts).text
    return [Held(who, "", "", "", None, None, "", usual=True)]


def _held(control: Control) -> Held:
    who = next((a for a in pack().authorities if a.key == control.administered_by), None)
    along = next((p for p in pack().places if p.code == control.administered_with), None)
    return Held(
        in_language(who.label.texts).text if who else control.administered_by,
        in_language(along.label.texts).text if along else "",
        BASES.get(control.basis, control.basis),
        CONFIDENCE.get(control.confidence, control.confidence),
        control.valid.first,
        control.valid.last,
        control.source,
    )


def _unit(code: str) -> PlaceUnit:
    wanted = PlaceUnit.objects.filter(pk=code) if code else PlaceUnit.objects.filter(level=0)
    found = wanted.first()
    if found is None:
        raise Absent("record.absent")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _below(unit: PlaceUnit, on: date | None) -> list[PlaceUnit]:
    rows = PlaceUnit.objects.filter(parent=unit)
    if on is not None:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return list(rows.order_by("level", "code")[:MOST])


def _shown(unit: PlaceUnit) -> Q:
    return Q(unit=unit) | Q(unit__parent=unit)


def _above(unit: PlaceUnit) -> list[dict[str, str]]:
    codes = unit.path.split("/")[:-1]
    names = {place.code: place.label.texts for place in pack().places if place.code in codes}
    if len(names) < len(codes):  # one came with imported boundaries
        rows = PlaceUnit.objects.in_bulk(codes)
        names |= {code: row.names for code, row in rows.items()}
    return [{"code": c, "name": in_language(names[c]).text} for c in codes if c in names]


def _level(depth: int) -> str:
    known = {level.depth: level.label.texts for level in pack().levels}
    return in_language(known[depth]).text if depth in known else str(depth)


def _groups(below: list[PlaceUnit], drawn: dict[str, str], on: date | None) -> list[dict[str, Any]]:
    """The units below, one table a level (a town may stand right under a governorate)."""
    groups: dict[int, list[Row]] = {}
    for unit in below:
        row = Row(unit, names_of(unit), held(unit, on), drawn.get(unit.code, ""))
        groups.setdefault(unit.level, []).append(row)
    return [
        {"level": _level(depth), "rows": rows, "id": f"level-{depth}"}
        for depth, rows in sorted(groups.items())
    ]


def _changes(code: str) -> dict[str, list[Change]]:
    """What a unit came from (``before``) and what came of it (``after``)."""
    known = {place.code: place for place in pack().places}

    def change(succession: Succession, other: str) -> Change:
        name = in_language(known[other].label.texts).text if other in known else other
        return Change(other, name, succession.on, succession.kind, succession.note)

    all_ = pack().successions
    return {
        "before": [change(s, s.predecessor) for s in all_ if s.successor == code],
        "after": [change(s, s.successor) for s in all_ if s.predecessor == code],
    }
