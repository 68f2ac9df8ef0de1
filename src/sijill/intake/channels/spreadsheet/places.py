"""From names and points in a row to a unit of the pack, with a confidence and a reason."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sijill.base.text import normalise
from sijill.intake.parsed import ParsedPlace
from sijill.reference.gazetteer import Gazetteer, Match

REMEMBERED = 5000
FORGET_AFTER = 100_000
SURE_ENOUGH = 0.6
JOINER = " › "
# Precision by the reach of the unit a text or a point leads to.
PRECISION = {
    "country": "precision_place.country",
    "governorate": "precision_place.governorate",
    "district": "precision_place.district",
    "subdistrict": "precision_place.subdistrict",
    "town": "precision_place.neighbourhood",
}


class PlaceFinder:
    """Finds places for the rows of one run.

    build gives a fresh gazetteer.
    settled: spellings a colleague has matched by hand (normal form → unit); they win.
    first_level: depth of the units that tables show.
    """

    def __init__(
        self,
        build: Callable[[], Gazetteer],
        levels: Mapping[str, int],
        settled: Mapping[str, str],
        first_level: int = 1,
    ) -> None:
        self._build, self._settled = build, dict(settled)
        self._gazetteer = gazetteer = build()
        self._levels, self._first = levels, first_level
        self._breaks = _breaks(gazetteer)
        self._known: OrderedDict[tuple[Any, ...], ParsedPlace] = OrderedDict()
        self._asked = 0

    def find(
        self,
        path: Sequence[str],
        longitude: float | None,
        latitude: float | None,
        on: date | None,
    ) -> ParsedPlace:
        """Give the place of a row. A point decides before names; a name nobody knows waits."""
        day = self._era(on)
        if longitude is not None and latitude is not None:
            found = self._at(longitude, latitude, day)
            if found is not None:
                return found
            if not any(path):
                return self._nowhere(longitude, latitude, day)
        return self._remembered(tuple(part.strip() for part in path), day)

    def settle(self, settled: Mapping[str, str]) -> None:
        """Learn what has been matched by hand meanwhile."""
        if settled:
            self._settled.update(settled)
            self._known.clear()

    def area_of(self, unit: str, on: date | None) -> str | None:
        """The unit of the first level that holds a unit on a day."""
        lineage = self._gazetteer.lineage(unit, self._era(on))
        for code in lineage:
            if self._levels[self._gazetteer.places[code].level] == self._first:
                return code
        return None

    def name_of(self, unit: str | None, language: str) -> str:
        """A unit's name for neutral text, in the language of the mapping."""
        if unit is None:
            return ""
        return self._gazetteer.places[unit].label[language]

    # -- points ----------------------------------------------------------------

    def _at(self, longitude: float, latitude: float, day: date | None) -> ParsedPlace | None:
        self._asked += 1
        if self._asked % FORGET_AFTER == 0:
            # The gazetteer remembers every point it was asked: a long file would fill memory.
            self._gazetteer = self._build()
        match = self._gazetteer.locate(longitude, latitude, day)
        if match is None:
            return None
        precision = "precision_place.near" if match.reason == "nearest" else "precision_place.point"
        return self._placed(match, day, precision, longitude, latitude)

    def _nowhere(self, longitude: float, latitude: float, day: date | None) -> ParsedPlace:
        """A point far from everything known: it waits like an unknown name."""
        written = f"{latitude:.4f}, {longitude:.4f}"
        settled = self._settled.get(normal_place(written))
        if settled is not None:
            found = Match(settled, 1.0, "settled", {"spelled": written})
            return self._placed(found, day, "precision_place.point", longitude, latitude)
        return ParsedPlace(
            reason={"code": "place.far_from_all"},
            longitude=longitude,
            latitude=latitude,
            unmatched=written,
        )

    # -- names -----------------------------------------------------------------

    def _remembered(self, path: tuple[str, ...], day: date | None) -> ParsedPlace:
        key = (path, day)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        found = self._named(path, day)
        self._known[key] = found
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found

    def _named(self, path: tuple[str, ...], day: date | None) -> ParsedPlace:
        parts = [part for part in path if part]
        if not parts:
            return ParsedPlace(reason={"code": "place.not_given"})
        written = JOINER.join(parts)
        settled = self._settled.get(normal_place(written))
        if settled is not None:
            return self._placed(Match(settled, 1.0, "settled", {"spelled": written}), day)
        matches = self._gazetteer.match_path(parts, day)
        if not matches or matches[0].confidence < SURE_ENOUGH:
            near = [{"unit": m.unit_code, "confidence": m.confidence} for m in matches[:3]]
            return ParsedPlace(reason={"code": "place.unknown", "near": near}, unmatched=written)
        placed = self._placed(matches[0], day)
        if matches[0].reason not in ("parent_only", "place_elsewhere"):
            return placed
        return ParsedPlace(
            placed.unit,
            placed.area,
            placed.precision,
            placed.confidence,
            placed.reason,
            unmatched=written,
        )

    def _placed(
        self,
        match: Match,
        day: date | None,
        precision: str = "",
        longitude: float | None = None,
        latitude: float | None = None,
    ) -> ParsedPlace:
        level = self._gazetteer.places[match.unit_code].level
        return ParsedPlace(
            unit=match.unit_code,
            area=self.area_of(match.unit_code, day),
            precision=precision or PRECISION.get(level, "precision_place.unknown"),
            confidence=match.confidence,
            reason={"code": match.reason, **match.params},
            longitude=longitude,
            latitude=latitude,
        )

    def _era(self, on: date | None) -> date | None:
        """The first day of the time in which no unit changed: far fewer days to remember."""
        if on is None or not self._breaks:
            return on
        index = bisect_right(self._breaks, on)
        return self._breaks[index - 1] if index else date(1, 1, 1)


def normal_place(written: str) -> str:
    """The form under which a spelling waits in the queue, once per office."""
    return JOINER.join(normalise(part) for part in written.split(JOINER.strip()))[:300]


def _breaks(gazetteer: Gazetteer) -> list[date]:
    days: set[date] = set()
    for place in gazetteer.places.values():
        if place.valid.first:
            days.add(place.valid.first)
        if place.valid.last and place.valid.last < date.max:
            days.add(place.valid.last + timedelta(days=1))
    days |= {succession.on for succession in gazetteer._replaced.values()}
    return sorted(days)
