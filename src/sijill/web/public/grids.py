"""From published cells to tables as people read them: headings, rows, totals, withheld marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sijill.publish.canonical import TOTAL, PublicCell
from sijill.web.design.charts import on_two_lines
from sijill.web.public.words import (
    MONTH,
    breakdown_label,
    key_label,
    measure_label,
    order_of,
)

BREAKDOWNS_OF = {
    "month_place": ("month", "place"),
    "sex_age": ("sex", "age"),
    "cause_status": ("cause", "status"),
}
WIDEST = 13
HEADING = 18  # letters of a column's heading on one line
Values = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True)
class Number:
    """One number as shown; ``value`` None is withheld."""

    value: int | None
    column: str = ""

    @property
    def withheld(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Line:
    """A row: its key, its label, its numbers in the order of the columns, its total last."""

    key: str
    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Grid:
    """One margin of one measure. ``lines`` are without the total row, which is ``total``.

    ``keys`` are those of the columns, the total last; ``columns`` their labels without it.
    ``empty``: labels of rows and columns in which nobody was counted, left out of the table.
    """

    key: str
    measure: str
    margin: str
    caption: str
    heading: str
    corner: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line
    withheld: int
    empty: tuple[str, ...] = ()


def breakdowns_of(margin: str) -> tuple[str, str]:
    """The two breakdowns of a margin named ``<one>_<other>``."""
    if margin in BREAKDOWNS_OF:
        return BREAKDOWNS_OF[margin]
    first, _sign, second = margin.replace(" × ", "_").replace(".", "_").partition("_")
    return first, second


def grids(
    cells: Iterable[PublicCell], measure: str, remarks: Mapping[str, str] | None = None
) -> list[Grid]:
    """The tables of a measure, in the order in which their margins first appear.

    ``remarks``: what to say beside a row's or column's label, by key.
    """
    margins: dict[str, list[PublicCell]] = {}
    for cell in cells:
        if cell.measure == measure:
            margins.setdefault(cell.margin, []).append(cell)
    return [grid(measure, margin, found, remarks or {}) for margin, found in margins.items()]


def grid(
    measure: str, margin: str, cells: Sequence[PublicCell], remarks: Mapping[str, str]
) -> Grid:
    """One table; turned round when it would be wider than a page is and shorter than wide."""
    values = {(cell.row, cell.column): cell.value for cell in cells}
    every = _keys(cell.row for cell in cells), _keys(cell.column for cell in cells)
    labels = {key: _label(key, remarks) for key in (*every[0], *every[1], TOTAL)}
    rows, columns = (_filled(values, keys, at) for at, keys in enumerate(every))
    unseen = {key for keys in every for key in keys if key not in (*rows, *columns)}
    names = breakdowns_of(margin)
    if len(columns) > WIDEST and len(rows) < len(columns):
        values = {(column, row): value for (row, column), value in values.items()}
        rows, columns, names = columns, rows, (names[1], names[0])
    found = _laid_out(measure, margin, names, (rows, columns), labels, values)
    return replace(
        found, empty=tuple(dict.fromkeys(labels[key] for key in sorted(unseen, key=order_of)))
    )


def _keys(found: Iterable[str]) -> list[str]:
    """The keys without the total, in reading order."""
    return sorted({key for key in found if key != TOTAL}, key=order_of)


def _label(key: str, remarks: Mapping[str, str]) -> str:
    return f"{key_label(key)} ({remarks[key]})" if key in remarks else key_label(key)


def _filled(values: Values, names: list[str], at: int) -> list[str]:
    """The keys of rows (at 0) or columns (at 1) with anybody in them; months always stay."""
    filled = {pair[at] for pair, value in values.items() if value != 0}
    return [name for name in names if name in filled or MONTH.fullmatch(name)]


def _laid_out(
    measure: str,
    margin: str,
    names: tuple[str, str],
    keys: tuple[list[str], list[str]],
    labels: Mapping[str, str],
    values: Values,
) -> Grid:
    rows, columns = keys

    def line(row: str) -> Line:
        found = tuple(
            Number(values.get((row, column), 0), labels[column]) for column in (*columns, TOTAL)
        )
        return Line(row, labels[row], found)

    lines, total = tuple(line(row) for row in rows), line(TOTAL)
    words = {
        "measure": measure_label(measure),
        "rows": breakdown_label(names[0]),
        "columns": breakdown_label(names[1]),
    }
    return Grid(
        key=f"{measure}-{margin}".replace("_", "-"),
        measure=measure,
        margin=margin,
        heading=_("%(measure)s by %(rows)s") % words,
        caption=_("%(measure)s: %(rows)s × %(columns)s") % words,
        corner=words["rows"],
        keys=(*columns, TOTAL),
        columns=tuple(on_two_lines(labels[column], HEADING) for column in columns),
        lines=lines,
        total=total,
        withheld=sum(number.withheld for one in (*lines, total) for number in one.numbers),
    )
