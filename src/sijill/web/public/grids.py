"""From published cells to tables as people read them: headings, rows, totals, withheld marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijill.publish.canonical import TOTAL, PublicCell
from sijill.web.public.words import breakdown_label, key_label, measure_label, order_of

BREAKDOWNS_OF = {
    "month_governorate": ("month", "governorate"),
    "month_place": ("month", "place"),
    "sex_age": ("sex", "age"),
    "sex_age_group": ("sex", "age_group"),
    "cause_status": ("cause", "status"),
}
WIDEST = 13


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
    """One margin of one measure. ``lines`` are without the total row, which is ``total``."""

    key: str
    measure: str
    margin: str
    caption: str
    heading: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    total: Line
    withheld: int

    @property
    def by_row(self) -> list[tuple[str, str, int | None]]:
        """Key, label and total of each row."""
        return [(line.key, line.label, line.numbers[-1].value) for line in self.lines]


def breakdowns_of(margin: str) -> tuple[str, str]:
    """The two breakdowns of a margin named ``<one>_<other>``."""
    if margin in BREAKDOWNS_OF:
        return BREAKDOWNS_OF[margin]
    first, _sign, second = margin.replace(" × ", "_").replace(".", "_").partition("_")
    return first, second


def grids(cells: Iterable[PublicCell], measure: str) -> list[Grid]:
    """The tables of a measure, in the order in which their margins first appear."""
    margins: dict[str, list[PublicCell]] = {}
    for cell in cells:
        if cell.measure == measure:
            margins.setdefault(cell.margin, []).append(cell)
    return [grid(measure, margin, found) for margin, found in margins.items()]


def grid(measure: str, margin: str, cells: Sequence[PublicCell]) -> Grid:
    """One table; turned round when it would be wider than a page is and shorter than wide."""
    values = {(cell.row, cell.column): cell.value for cell in cells}
    rows = _keys(cell.row for cell in cells)
    columns = _keys(cell.column for cell in cells)
    names = breakdowns_of(margin)
    if len(columns) > WIDEST and len(rows) < len(columns):
        values = {(column, row): value for (row, column), value in values.items()}
        rows, columns, names = columns, rows, (names[1], names[0])
    return _laid_out(measure, margin, names, rows, columns, lambda pair: values.get(pair, 0))


def _keys(found: Iterable[str]) -> list[str]:
    """The keys without the total, in reading order."""
    return sorted({key for key in found if key != TOTAL}, key=order_of)


def _laid_out(
    measure: str, margin: str, names: tuple[str, str], rows: list[str], columns: list[str],
    value: Callable[[tuple[str, str]], int | None],
) -> Grid:
    heads = [key_label(column) for column in columns]
    full = [*columns, TOTAL]

    def line(row: str) -> Line:
        shown = zip(full, [*heads, _("Total")], strict=True)
        numbers = tuple(Number(value((row, column)), head) for column, head in shown)
        return Line(row, key_label(row), numbers)

    lines, total = tuple(line(row) for row in rows), line(TOTAL)
    words = {
        "measure": measure_label(measure), "rows": breakdown_label(names[0]),
        "columns": breakdown_label(names[1]),
    }
    return Grid(
        key=f"{measure}-{margin}".replace("_", "-"), measure=measure,
        margin=margin, heading=_("%(measure)s by %(rows)s") % words,
        caption=_("%(measure)s: %(rows)s × %(columns)s") % words,
        corner=breakdown_label(names[0]), columns=tuple(heads), lines=lines, total=total,
        withheld=sum(number.withheld for one in (*lines, total) for number in one.numbers),
    )
