"""Casualty tables of a period, as findings stood at a moment, for one viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from sijill.analyse.figures.categories import categories, category
from sijill.analyse.figures.declared import Figure, figure
from sijill.analyse.figures.known import known_answer, remember, version
from sijill.analyse.figures.queries.counting import Row, casualty_rows
from sijill.analyse.figures.tables import UNKNOWN, CasualtyTables, Margin, Measure
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import first_level
from sijill.trust.access.enums import Compartment, Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer, bind

VERIFIED, UNVERIFIED = "casualties", "casualties_unverified"
LONGEST = 120


def casualty_tables(
    viewer: Viewer,
    start: date,
    end: date,
    moment: datetime | None = None,
    *,
    fresh: bool = False,
) -> CasualtyTables:
    """Verified casualties from start to end, both days included.

    moment: findings as they stood then. Without one: now, and an answer worked out before is given
    again while nothing it rests on has changed (known.py); fresh works it out anyway.

    Raises Denied without Permission.FIGURES; Problem figure.period_reversed,
    figure.period_too_long.
    """
    return _answer(viewer, figure(VERIFIED), start, end, moment, fresh=fresh)


def unverified_tables(
    viewer: Viewer,
    start: date,
    end: date,
    moment: datetime | None = None,
    *,
    fresh: bool = False,
) -> CasualtyTables:
    """Casualties recorded but not verified: an answer of its own, never added to the verified.

    Acts found unfounded or outside the mandate are in neither. Raises as casualty_tables.
    """
    return _answer(viewer, figure(UNVERIFIED), start, end, moment, fresh=fresh)


def months_of(start: date, end: date) -> list[date]:
    """The first day of each month that the period touches."""
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    numbers = range(start.month - 1, start.month - 1 + count)
    return [date(start.year + n // 12, n % 12 + 1, 1) for n in numbers]


def _answer(
    viewer: Viewer, asked: Figure, start: date, end: date, moment: datetime | None, *, fresh: bool
) -> CasualtyTables:
    viewer.check(Permission.FIGURES)
    if end < start:
        raise Problem("figure.period_reversed")
    if len(months_of(start, end)) > LONGEST:
        raise Problem("figure.period_too_long", months=LONGEST)
    with bind(viewer):
        known = None if fresh or moment else known_answer(viewer, asked, start, end)
        if known is not None:
            return known
        # Before the rows are read: what comes in between makes the answer newer than it claims.
        drawn = version()
        tables = _counted(viewer, asked, start, end, moment or timezone.now(), drawn.size)
    if moment is None:
        remember(by=viewer, asked=asked, tables=tables, drawn=drawn)
    return tables


def _counted(
    viewer: Viewer, asked: Figure, start: date, end: date, moment: datetime, size: int
) -> CasualtyTables:
    months = months_of(start, end)
    rows = casualty_rows(asked, start, end, months, moment)
    names = [f"{month:%Y-%m}" for month in months]
    measures = tuple(_measure(name, rows, names, start, end) for name in asked.measures)
    today = timezone.localdate()
    incomplete = tuple(
        name
        for name, month in zip(names, months, strict=True)
        if _last_day(month) > today - timedelta(days=asked.incomplete_days)
    )
    facts = _facts(viewer, measures, incomplete, any(row.groups for row in rows))
    return CasualtyTables(
        figure=asked.code,
        basis=asked.basis,
        unit=asked.unit,
        regime=asked.regime,
        standard=asked.standard,
        method_version=asked.method_version,
        start=start,
        end=end,
        moment=moment,
        drawn_at=timezone.now(),
        ledger_size=size,
        measures=measures,
        incomplete=incomplete,
        caveats=tuple(c.code for c in asked.caveats if c.when == "always" or facts[c.when]),
    )


def _last_day(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _facts(
    viewer: Viewer, measures: tuple[Measure, ...], incomplete: tuple[str, ...], groups: bool
) -> dict[str, bool]:
    """What the caveats of figures.toml may depend on."""
    offices = set(Office.objects.values_list("code", flat=True))
    return {
        "incomplete": bool(incomplete),
        "unplaced": any(measure.unplaced for measure in measures),
        "groups": groups,
        "late": any(measure.late for measure in measures),
        "some_offices": not offices <= viewer.offices,
        "some_compartments": not set(Compartment) <= viewer.compartments,
    }


def _measure(name: str, rows: list[Row], months: list[str], start: date, end: date) -> Measure:
    own = [row for row in rows if row.killed == (name == "killed")]
    placed = [row for row in own if row.placed]
    whole = [row for row in placed if row.margin == "month_place"]
    labels = [UNKNOWN, *months]
    places = _places(start, end, {row.keys[1] for row in whole})
    return Measure(
        name=name,
        best=sum(row.best for row in whole),
        least=sum(row.least for row in whole),
        most=sum(row.most for row in whole),
        late=sum(row.late for row in whole),
        unplaced=sum(r.best for r in own if not r.placed and r.margin == "month_place"),
        margins=(
            _margin(
                "month_place",
                placed,
                (*months, UNKNOWN),
                places,
                lambda key: labels[key],
                lambda key: key or UNKNOWN,
            ),
            _margin(
                "sex_age",
                placed,
                categories("sex"),
                categories("age"),
                lambda key: category("sex", key),
                lambda key: category("age", key),
            ),
            _margin(
                "cause_status",
                placed,
                categories("cause"),
                categories("status"),
                lambda key: category("cause", key),
                lambda key: category("status", key),
            ),
        ),
    )


def _places(start: date, end: date, found: Iterable[str | None]) -> tuple[str, ...]:
    """First-level units that existed on some day of the period, then unknown."""
    units = PlaceUnit.objects.filter(level=first_level()).order_by("code")
    codes = [
        unit.code
        for unit in units
        if (unit.valid_from is None or unit.valid_from <= end)
        and (unit.valid_to is None or unit.valid_to >= start)
    ]
    # A row placed in a unit of another time or level is shown where it was placed, never lost.
    codes += sorted({code for code in found if code} - set(codes))
    return (*codes, UNKNOWN)


def _margin(
    name: str,
    rows: list[Row],
    heads: tuple[str, ...],
    columns: tuple[str, ...],
    row_of: Callable[..., str],
    column_of: Callable[..., str],
) -> Margin:
    cells = {(head, column): 0 for head in heads for column in columns}
    for row in rows:
        if row.margin == name:
            cells[row_of(row.keys[0]), column_of(row.keys[1])] += row.best
    table = tuple(tuple(cells[head, column] for column in columns) for head in heads)
    return Margin(name, heads, columns, table)
