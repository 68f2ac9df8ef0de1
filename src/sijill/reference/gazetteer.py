"""Which unit a text or a point means, how surely, and why.

A gazetteer keeps what it was asked in memory until it is dropped: build one for a job and let it
go with the job, because a place written by a witness may be an address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz import fuzz, process

from sijill.reference.places import Level, Place, Succession
from sijill.reference.points import PointIndex
from sijill.reference.rules import NearestRule, SpellingRule
from sijill.reference.spelling import Reduced, Speller

_LIST = re.compile("[,،;؛]")

Params = Mapping[str, str | float]

# How sure each kind of likeness makes us. The order is what matters; the numbers are shown to
# officers as they are and were set so that 0.8 and more was right in the spellings of ucdp_truth.
SURE = {"name": 1.0, "variant": 0.97, "former_name": 0.92, "spelling": 0.94, "sound": 0.8}
OTHER_LEVEL = 0.85  # the text says "district", the name found is a town's
SHARED_NAME = 0.6  # several unrelated places carry the name
LIKENESS = 0.86  # of letters, 0 to 1; below it two names are different places
SHORTEST_LIKENED = 5
SURE_ENOUGH = 0.6  # to be taken as a step of a path
UNRESOLVED = 0.95  # the last, narrowest part of a path is not known
CONFLICT = 0.75  # the narrowest part is known, but elsewhere


@dataclass(frozen=True)
class Match:
    """One unit that a text or point may mean.

    ``reason`` of texts: ``name``, ``variant``, ``former_name``, ``spelling`` (articles, spaces),
    ``sound``, ``close`` (letters alike; ``likeness``); of paths also ``parent_only``
    (``unresolved``: what was not known) and ``place_elsewhere`` (``found``); of points ``inside``,
    ``on_border``, ``inside_predecessor``, ``nearest`` (``distance_km``, ``place``).
    ``params`` also holds ``spelled`` (the name it met) and ``rivals`` where there are any.
    """

    unit_code: str
    confidence: float
    reason: str
    params: Params = field(default_factory=dict)


class Gazetteer:
    """Finds units. Built from places of a pack, or from rows of the database made into places."""

    def __init__(
        self,
        places: Iterable[Place],
        levels: Iterable[Level],
        *,
        successions: Iterable[Succession] = (),
        spelling: SpellingRule | None = None,
        nearest: NearestRule | None = None,
    ) -> None:
        levels = tuple(levels)
        self.places = {place.code: place for place in places}
        self._depth = {level.key: level.depth for level in levels}
        self._speller = Speller(levels, spelling or SpellingRule())
        self._replaced = {s.predecessor: s for s in successions if s.kind == "replaced"}
        self._lineages: dict[tuple[str, date | None], tuple[str, ...]] = {}
        self._answers: dict[tuple[str, str | None, date | None], tuple[Match, ...]] = {}
        self._index_names()
        self._points = PointIndex(self.places.values(), self._depth, nearest or NearestRule())

    # -- units and those above them -----------------------------------------

    def lineage(self, code: str, on: date | None = None) -> tuple[str, ...]:
        """Give the units from the country down to ``code`` as they stood on a day.

        A parent that has been replaced by then gives way to its successor.
        """
        known = self._lineages.get((code, on))
        if known is None:
            place = self.places[code]
            parent = self._standing(place.parent, on)
            known = (*(self.lineage(parent, on) if parent else ()), code)
            self._lineages[code, on] = known
        return known

    def _standing(self, code: str | None, on: date | None) -> str | None:
        while code and on and code in self._replaced and on >= self._replaced[code].on:
            code = self._replaced[code].successor
        return code

    def unit_at(self, code: str, level: str, on: date | None = None) -> str | None:
        """Give the unit of one level that holds ``code`` on a day, or None."""
        units = (unit for unit in self.lineage(code, on) if self.places[unit].level == level)
        return next(units, None)

    # -- texts ---------------------------------------------------------------

    def match(self, text: str, within: str | None = None, on: date | None = None) -> list[Match]:
        """Give the units a text may mean, likeliest first; empty when none comes near.

        ``within`` keeps to a unit and what lies under it; ``on`` to units valid that day.
        """
        key = (text, within, on)
        if key not in self._answers:
            found = self._find(text, within, on) or self._listed(text, within, on)
            self._answers[key] = tuple(found)
        return list(self._answers[key])

    def match_path(self, parts: Sequence[str], on: date | None = None) -> list[Match]:
        """Resolve parts from the widest to the narrowest to the narrowest unit that fits them.

        Empty parts are passed over. The first match is the answer; where the narrowest part lies
        elsewhere (a file may follow another list of districts) that place is the second.
        """
        steps: list[Match] = []
        unresolved: list[str] = []
        elsewhere: Match | None = None
        for part in filter(str.strip, parts):
            found = self._step(part, steps, on)
            if found is None:
                unresolved.append(part.strip())
                elsewhere = self._elsewhere(part, steps, on)
            else:
                steps.append(found)
                unresolved, elsewhere = [], None
        return _resolved(steps, unresolved, elsewhere)

    def _step(self, part: str, steps: list[Match], on: date | None) -> Match | None:
        scope = steps[-1].unit_code if steps else None
        found = self._sure(part, scope, on)
        if not found and scope and self._is_narrowest(scope):
            # A file may list as a district what is a town here: its neighbours lie beside it.
            found = self._sure(part, self.places[scope].parent, on)
        # A part may repeat a wider name (a district and its capital): the narrower unit is meant.
        deeper = [match for match in found if match.unit_code != scope]
        return next(iter(deeper or found), None)

    def _sure(self, part: str, within: str | None, on: date | None) -> list[Match]:
        found = self.match(part, within, on)
        return [match for match in found if match.confidence >= SURE_ENOUGH]

    def _is_narrowest(self, code: str) -> bool:
        return self._level(code) == max(self._depth.values(), default=0)

    def _elsewhere(self, part: str, steps: list[Match], on: date | None) -> Match | None:
        for step in reversed(steps[:-1]):
            if found := self._sure(part, step.unit_code, on):
                return found[0]
        return None

    def _find(self, text: str, within: str | None, on: date | None) -> list[Match]:
        asked = self._speller.reduced(text)
        if not asked.core or asked.vague:
            return []
        found = self._by_key(asked) or self._by_likeness(asked)
        held = [self._weighed(match, asked) for match in found if self._fits(match, within, on)]
        if not held and found and found[0].reason in ("sound", "name", "variant"):
            # The right name may lie outside the scope while a misspelt one lies inside it.
            near = self._by_likeness(asked)
            held = [self._weighed(match, asked) for match in near if self._fits(match, within, on)]
        return self._ranked(self._shared(held, on))

    def _listed(self, text: str, within: str | None, on: date | None) -> list[Match]:
        """Read "village, district, governorate" as a path from its end."""
        parts = [part for part in _LIST.split(text) if part.strip()]
        if len(parts) < 2:
            return []
        found = self.match_path(parts[::-1], on)
        return [match for match in found if self._fits(match, within, on)]

    def _fits(self, match: Match, within: str | None, on: date | None) -> bool:
        if not self.places[match.unit_code].valid.holds(on):
            return False
        return within is None or within in self.lineage(match.unit_code, on)

    def _weighed(self, match: Match, asked: Reduced) -> Match:
        if not asked.levels:
            return match
        whole = self._whole.get(asked.whole, ())
        if match.unit_code in whole if whole else self._has_level(match.unit_code, asked):
            return match
        return replace(match, confidence=match.confidence * OTHER_LEVEL)

    def _has_level(self, code: str, asked: Reduced) -> bool:
        return self.places[code].level in asked.levels

    def _shared(self, found: list[Match], on: date | None) -> list[Match]:
        """Lower matches whose name unrelated places share; a town in its district is no rival."""
        top = max((match.confidence for match in found), default=0.0)
        first = [match for match in found if match.confidence >= top - 0.02]
        rivals = {
            match.unit_code: sum(self._unrelated(match, other, on) for other in first)
            for match in first
        }
        return [
            replace(
                match,
                confidence=match.confidence * SHARED_NAME,
                params={**match.params, "rivals": rivals[match.unit_code]},
            )
            if rivals.get(match.unit_code)
            else match
            for match in found
        ]

    def _unrelated(self, match: Match, other: Match, on: date | None) -> bool:
        mine, theirs = match.unit_code, other.unit_code
        return mine not in self.lineage(theirs, on) and theirs not in self.lineage(mine, on)

    def _ranked(self, found: list[Match]) -> list[Match]:
        rounded = [replace(match, confidence=round(match.confidence, 3)) for match in found]
        return sorted(rounded, key=lambda m: (-m.confidence, self._level(m.unit_code), m.unit_code))

    def _level(self, code: str) -> int:
        return self._depth.get(self.places[code].level, 99)

    # -- the index of names ---------------------------------------------------

    def _index_names(self) -> None:
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._plain: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._core: dict[str, dict[str, str]] = defaultdict(dict)
        self._sounds: dict[str, dict[str, str]] = defaultdict(dict)
        for place in self.places.values():
            for text in place.label.texts.values():
                self._index(place.code, text, "name")
            for spelling in place.spellings:
                kind = "former_name" if spelling.kind == "former" else "variant"
                self._index(place.code, spelling.text, kind)
        self._cores = [core for core in self._core if len(core) >= SHORTEST_LIKENED]

    def _index(self, code: str, text: str, kind: str) -> None:
        name = self._speller.reduced(text)
        self._whole[name.whole].add(code)
        if name.levels:
            # The qualifier is part of this name ("Makhmur camp"): without it, it is less surely it.
            self._core[name.core].setdefault(code, text)
            self._plain[name.whole].setdefault(code, (kind, text))
            return
        self._plain[name.plain].setdefault(code, (kind, text))
        self._core[name.core].setdefault(code, text)
        for sound in name.sounds:
            self._sounds[sound].setdefault(code, text)

    def _by_key(self, asked: Reduced) -> list[Match]:
        exact = {
            code: Match(code, SURE[kind], kind, {"spelled": text})
            for plain in (asked.plain, asked.whole)
            for code, (kind, text) in self._plain.get(plain, {}).items()
        }
        for code, text in self._core.get(asked.core, {}).items():
            exact.setdefault(code, Match(code, SURE["spelling"], "spelling", {"spelled": text}))
        return list(exact.values())

    def _by_likeness(self, asked: Reduced) -> list[Match]:
        found: dict[str, Match] = {}
        for match in (*self._by_letters(asked), *self._by_sound(asked)):
            known = found.get(match.unit_code)
            if known is None or known.confidence < match.confidence:
                found[match.unit_code] = match
        return list(found.values())

    def _by_sound(self, asked: Reduced) -> Iterable[Match]:
        for sound in asked.sounds:
            for code, text in self._sounds.get(sound, {}).items():
                # Longer skeletons are rarer; three consonants fit by chance.
                sure = SURE["sound"] - (0.1 if len(sound) < 4 else 0.0)
                yield Match(code, sure, "sound", {"spelled": text})

    def _by_letters(self, asked: Reduced) -> Iterable[Match]:
        if len(asked.core) < SHORTEST_LIKENED:
            return
        near = process.extract(
            asked.core, self._cores, scorer=fuzz.ratio, score_cutoff=LIKENESS * 100, limit=8
        )
        for core, score, _ in near:
            likeness = round(score / 100, 3)
            for code, text in self._core[core].items():
                params: Params = {"spelled": text, "likeness": likeness}
                yield Match(code, likeness * 0.85, "close", params)

    # -- points ---------------------------------------------------------------

    def locate(self, lon: float, lat: float, on: date | None = None) -> Match | None:
        """Give the narrowest unit a point lies in, else the nearest known place; WGS 84 degrees.

        Without a boundary the reason is ``nearest`` and ``distance_km`` says how far the place
        is; the unit is the place, or one above it, by the country's NearestRule. None when
        nothing known is near enough, or the numbers are no coordinates.
        """
        found = self._points.inside(lon, lat, on)
        if found is not None:
            return self._inside(found, on)
        near = self._points.nearest(lon, lat, on)
        if near is None:
            return None
        place, kilometres = near
        steps, confidence = self._points.widened(kilometres)
        above = self.lineage(place, on)
        unit = above[max(0, len(above) - 1 - steps)] if len(above) > 1 else place
        params: Params = {"distance_km": round(kilometres, 1), "place": place}
        return Match(unit, confidence, "nearest", params)

    def _inside(self, found: tuple[str, ...], on: date | None) -> Match:
        code = found[0]
        standing = self._standing(code, on) or code
        if standing != code:
            # The boundary drawn is the predecessor's; the successor's may differ.
            return Match(standing, 0.7, "inside_predecessor", {"predecessor": code})
        if len(found) > 1:
            return Match(code, 0.6, "on_border", {"others": ", ".join(found[1:])})
        return Match(code, 1.0, "inside")


def _resolved(steps: list[Match], unresolved: list[str], elsewhere: Match | None) -> list[Match]:
    if not steps:
        return []
    last = steps[-1]
    confidence = round(min(step.confidence for step in steps), 3)
    if elsewhere is not None:
        params: Params = {**last.params, "unresolved": unresolved[-1], "found": elsewhere.unit_code}
        answer = Match(last.unit_code, round(confidence * CONFLICT, 3), "place_elsewhere", params)
        return [answer, replace(elsewhere, confidence=round(elsewhere.confidence * 0.7, 3))]
    if unresolved:
        params = {**last.params, "unresolved": unresolved[-1]}
        return [Match(last.unit_code, round(confidence * UNRESOLVED, 3), "parent_only", params)]
    return [replace(last, confidence=confidence)]
