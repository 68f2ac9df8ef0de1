"""One row through a mapping: everything it says as fields, or every reason why not."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sijill.base.dates import Calendar, DateProblem, PartialDate, Precision, parse
from sijill.base.dates import format as in_words
from sijill.base.text import normalise
from sijill.intake.channels.spreadsheet.actors import ActorFinder, SideFound, attributed
from sijill.intake.channels.spreadsheet.counts import CountProblem, read_count, share_bounds
from sijill.intake.channels.spreadsheet.mapping import Choice, FileMapping, Group, Side
from sijill.intake.channels.spreadsheet.mapping_file import fill
from sijill.intake.channels.spreadsheet.persons import read_person
from sijill.intake.channels.spreadsheet.places import PlaceFinder
from sijill.intake.channels.spreadsheet.rows import Reason, Row
from sijill.intake.parsed import Parsed, ParsedGroup, ParsedPlace
from sijill.trust.access.errors import Problem

DATES_REMEMBERED = 10_000
EARLIEST = date(1900, 1, 1)
TITLE = 200
STATE, NON_STATE, OTHER = "state", "non_state", "other"


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of one row. ``parsed`` is None exactly when there are ``reasons``.

    shown: field → what was understood, for previews (empty otherwise).
    """

    parsed: Parsed | None
    reasons: tuple[Reason, ...]
    key: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Surroundings:
    """What reading needs of the world: places, actors, offices and labels.

    office_of: unit, day → code of the office that takes the row, with a note where it is not the
    one that covers the unit.
    """

    places: PlaceFinder
    actors: ActorFinder
    office_of: Callable[[str | None], tuple[str, Reason | None]]
    label: Callable[[str], str]
    today: date


class Interpreter:
    """Reads rows of one file under one mapping. Raises Problem when the file lacks a column."""

    def __init__(self, mapping: FileMapping, columns: tuple[str, ...], world: Surroundings) -> None:
        self._mapping, self._world = mapping, world
        at = {name: place for place, name in enumerate(columns)}
        missing = [name for name in mapping.columns if name not in at]
        if missing:
            raise Problem("mapping.columns_absent", columns=", ".join(missing[:10]))
        self._at = at
        self._sides: dict[str, Side] = {side.key: side for side in mapping.sides}
        self._dates: OrderedDict[tuple[str, str], PartialDate | DateProblem] = OrderedDict()
        self._calendar = Calendar(mapping.occurred.calendar)
        used = " ".join((mapping.texts.title, mapping.texts.summary, mapping.sender.cite))
        self._safe = [name for name in mapping.texts.safe if f"{{{name}}}" in used and name in at]

    def read(self, row: Row, *, show: bool = False) -> Understood:
        """Understand a row. Never raises for what a cell holds: every fault becomes a reason."""
        return _Reading(self, row, show).understood()

    def cell(self, row: Row, column: str) -> str:
        """The trimmed text of a cell."""
        return row.cells[self._at[column]].strip() if column else ""

    def date(self, start: str, end: str) -> PartialDate:
        """A date from one or two cells, remembered. Raises DateProblem."""
        key = (start, end)
        known = self._dates.get(key)
        if known is None:
            try:
                known = self._parsed_date(start, end)
            except DateProblem as problem:
                known = problem
            self._dates[key] = known
            if len(self._dates) > DATES_REMEMBERED:
                self._dates.popitem(last=False)
        if isinstance(known, DateProblem):
            raise known
        return known

    def _parsed_date(self, start: str, end: str) -> PartialDate:
        first = self._one_date(start)
        if end and end != start:
            last = self._one_date(end)
            if first.earliest != last.latest and first.earliest and last.latest:
                made = PartialDate.between(first.earliest, last.latest, entered=f"{start} – {end}")
                first = replace(made, estimated=first.estimated or last.estimated)
        if self._mapping.occurred.estimated:
            first = replace(first, estimated=True)
        if first.earliest and first.earliest > self._world.today:
            raise DateProblem("date.in_future")
        if first.latest and first.latest < EARLIEST:
            raise DateProblem("date.year_out_of_range")
        return first

    def _one_date(self, text: str) -> PartialDate:
        if len(text) == 10 and text[4] == text[7] == "-" and self._calendar is Calendar.GREGORIAN:
            try:
                return PartialDate.of_day(date.fromisoformat(text))
            except ValueError:
                pass
        month_first = self._mapping.occurred.order == "month_first"
        return parse(text, calendar=self._calendar, month_first=month_first)


class _Reading:
    """The reading of one row: collects reasons, notes and what to show."""

    def __init__(self, interpreter: Interpreter, row: Row, show: bool) -> None:
        self._i, self._row, self._show = interpreter, row, show
        self._mapping, self._world = interpreter._mapping, interpreter._world
        self._reasons: list[Reason] = list(row.problems)
        self._notes: list[Reason] = []
        self._shown: dict[str, str] = {}

    def understood(self) -> Understood:
        if self._reasons and len(self._row.cells) < len(self._i._at):
            return Understood(None, tuple(self._reasons))
        key = self._key()
        occurred = self._occurred()
        place = self._place(occurred.earliest if occurred else None)
        kind = self._term(self._mapping.kind, "kind")
        cause = self._term(self._mapping.cause, "cause")
        sides = self._found_sides(occurred.earliest if occurred else None)
        groups = self._groups(sides)
        persons = self._persons(sides, occurred)
        if self._reasons or occurred is None:
            return Understood(None, tuple(self._reasons), key, self._shown)
        office, note = self._world.office_of(place.area)
        if self._mapping.office.fixed:
            office, note = self._mapping.office.fixed, None
        if note is not None:
            self._notes.append(note)
        title, summary, cite = self._texts(occurred, place, kind)
        parsed = Parsed(
            title=title,
            summary=summary,
            occurred=occurred,
            place=place,
            kind=kind,
            cause=cause,
            office=office,
            language=self._mapping.language,
            cite=cite,
            conflict_link=self._mapping.conflict_link,
            groups=groups,
            persons=persons,
            notes=tuple(self._notes),
        )
        return Understood(parsed, (), key, self._shown)

    # -- fields ------------------------------------------------------------------

    def _cell(self, column: str) -> str:
        return self._i.cell(self._row, column)

    def _wrong(self, code: str, column: str, **params: Any) -> None:
        self._reasons.append(Reason(code, column, tuple(sorted(params.items()))))

    def _say(self, name: str, value: str) -> None:
        if self._show:
            self._shown[name] = value

    def _key(self) -> tuple[str, ...]:
        parts = tuple(self._cell(column) for column in self._mapping.key.columns)
        for column, part in zip(self._mapping.key.columns, parts, strict=True):
            if not part:
                self._wrong("key.missing", column)
            self._say("key", part)
        return parts

    def _occurred(self) -> PartialDate | None:
        when = self._mapping.occurred
        start, end = self._cell(when.start), self._cell(when.end)
        try:
            found = self._i.date(start or end, end)
        except DateProblem as problem:
            self._wrong(problem.code, self._faulty_date(start, end), **_safe(problem.params))
            return None
        self._say("occurred.start", _in_figures(found))
        return found

    def _faulty_date(self, start: str, end: str) -> str:
        when = self._mapping.occurred
        if not end:
            return when.start
        try:
            self._i.date(start, "")
        except DateProblem:
            return when.start
        return when.end

    def _place(self, on: date | None) -> ParsedPlace:
        where = self._mapping.place
        longitude = self._degrees(where.longitude, 180)
        latitude = self._degrees(where.latitude, 90)
        for column, other in (
            (where.longitude, where.latitude),
            (where.latitude, where.longitude),
        ):
            if not self._cell(column) and self._cell(other):
                self._wrong("place.half_a_point", column)
        path = [self._cell(column) for column in where.path]
        found = self._world.places.find(path, longitude, latitude, on)
        code = str(found.reason.get("code", ""))
        if found.unmatched:
            self._notes.append(
                Reason("place.waits", where.path[-1] if where.path else where.longitude)
            )
        if self._show:
            name = self._world.places.name_of(found.unit, self._mapping.language)
            self._say("place", f"{name} ({code}, {found.confidence})" if name else code)
        return found

    def _degrees(self, column: str, limit: int) -> float | None:
        text = self._cell(column)
        if not text:
            return None
        try:
            value = float(text if text.isascii() else normalise(text).replace("\u066b", "."))
        except ValueError:
            self._wrong("place.not_a_number", column)
            return None
        if not math.isfinite(value) or abs(value) > limit:
            self._wrong("place.outside_world", column)
            return None
        return value

    def _term(self, choice: Choice, name: str) -> str:
        text = self._cell(choice.column)
        key = choice.values.get(" ".join(text.casefold().split()), "") or choice.default
        if not key:
            self._wrong("value.not_in_mapping", choice.column, field=name)
        self._say(name, key)
        return key

    def _found_sides(self, on: date | None) -> dict[str, tuple[Side, SideFound]]:
        found = {}
        for key, side in self._i._sides.items():
            what = self._world.actors.find(side, self._cell(side.column), on)
            found[key] = (side, what)
            if what.reason in ("actor.unknown", "actor.ambiguous"):
                self._notes.append(Reason(what.reason, side.column))
            self._say(f"side.{key}", what.actor or what.reason)
        return found

    def _groups(self, sides: Mapping[str, tuple[Side, SideFound]]) -> tuple[ParsedGroup, ...]:
        groups = self._mapping.groups
        if not groups:
            return ()
        counts = [self._counts(group) for group in groups]
        if any(count is None for count in counts):
            return ()
        bounds = self._shared([count for count in counts if count is not None])
        made = [
            ParsedGroup(
                *bound,
                act=group.act,
                status=self._status(group, sides),
                sex=group.sex,
                age=group.age,
                by=attributed(group.by, sides),
            )
            for group, bound in zip(groups, bounds, strict=True)
            if bound[2] > 0
        ]
        return tuple(made)

    def _counts(self, group: Group) -> tuple[int, int, int] | None:
        found = [self._count(column) for column in (group.least, group.best, group.most)]
        if None in found:
            return None
        least, best, most = found
        if best == -1:
            best = max(least or 0, 0)
        least = best if least == -1 else least
        most = best if most == -1 else most
        if not (least or 0) <= (best or 0) <= (most or 0):
            self._wrong("count.out_of_order", group.best)
            return None
        return least or 0, best or 0, most or 0

    def _count(self, column: str) -> int | None:
        """A count, -1 where no count is given, None where the cell is wrong."""
        try:
            found = read_count(self._cell(column))
        except CountProblem as problem:
            self._wrong(problem.code, column)
            return None
        if column:
            self._say(f"count.{column}", "" if found is None else str(found))
        return -1 if found is None else found

    def _shared(self, counts: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        total = self._mapping.total
        if not total.least and not total.most:
            return counts
        least, most = self._count(total.least), self._count(total.most)
        if least is None or most is None:
            return counts
        best = [count[1] for count in counts]
        whole = sum(best)
        low = whole if least == -1 else least
        high = whole if most == -1 else most
        if not low <= whole <= high:
            # The file disagrees with itself: its own counts widen the bounds, and that is noted.
            self._notes.append(Reason("count.outside_bounds", total.least or total.most))
            low, high = min(low, whole), max(high, whole)
        rest = next((n for n, group in enumerate(self._mapping.groups) if group.takes_rest), None)
        return share_bounds(best, low, high, rest)

    def _status(self, group: Group, sides: Mapping[str, tuple[Side, SideFound]]) -> str:
        if not group.status_of:
            return group.status
        what = sides[group.status_of][1]
        if what.known and what.state_agent is not None:
            return group.statuses.get(STATE if what.state_agent else NON_STATE, group.status)
        return group.statuses.get(OTHER, group.status)

    def _persons(
        self, sides: Mapping[str, tuple[Side, SideFound]], occurred: PartialDate | None
    ) -> Any:
        rules = self._mapping.person
        if rules is None:
            return ()
        found = read_person(
            rules,
            self._cell,
            self._wrong,
            self._term,
            attributed(rules.by, sides),
            occurred,
            self._mapping,
        )
        return (found,) if found is not None else ()

    # -- texts -------------------------------------------------------------------

    def _texts(self, occurred: PartialDate, place: ParsedPlace, kind: str) -> tuple[str, str, str]:
        language, texts = self._mapping.language, self._mapping.texts
        words = {name: self._cell(name) for name in self._i._safe}
        words |= {
            "place": self._world.places.name_of(place.unit, language) or place.unmatched or "?",
            "area": self._world.places.name_of(place.area, language),
            "date": _date_text(occurred, language),
            "kind": self._world.label(kind),
        }
        title, summary, cite = (
            fill(template, words)
            for template in (texts.title, texts.summary, self._mapping.sender.cite)
        )
        return title[:TITLE] or words["kind"], summary[:5000], cite[:500]


def _date_text(found: PartialDate, language: str) -> str:
    """In words of the file's language: figures alone turn round after Arabic letters."""
    try:
        return in_words(found, language)
    except DateProblem:
        return _in_figures(found)


def _in_figures(found: PartialDate) -> str:
    if found.precision is Precision.DAY and found.earliest:
        return found.earliest.isoformat()
    first = found.earliest.isoformat() if found.earliest else "…"
    last = found.latest.isoformat() if found.latest else "…"
    if found.precision is Precision.MONTH:
        return first[:7]
    if found.precision is Precision.YEAR:
        return first[:4]
    return f"{first} – {last}"


def _safe(params: Mapping[str, Any]) -> dict[str, Any]:
    # What was entered is a cell: reasons never hold one.
    return {name: value for name, value in params.items() if name != "entered"}
