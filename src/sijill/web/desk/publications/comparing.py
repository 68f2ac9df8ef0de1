"""What the public will see beside what was counted, and the proof that withheld stays withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.methods.disclosure import Cell, Mark, Suppressed
from sijill.publish.canonical import TOTAL
from sijill.publish.suppression import Measures, cells_of
from sijill.web.public.grids import Grid, Line, grids
from sijill.web.public.words import breakdown_label, key_label, measure_label


@dataclass(frozen=True)
class Beside:
    """One number: as counted, as published (None is withheld), and why it is withheld."""

    counted: int | None
    public: int | None
    small: bool = False

    @property
    def withheld(self) -> bool:
        return self.public is None


@dataclass(frozen=True)
class Row:
    """A row of a comparison."""

    label: str
    numbers: tuple[Beside, ...]


@dataclass(frozen=True)
class Comparison:
    """One table as published with the counted numbers behind its marks."""

    grid: Grid
    rows: tuple[Row, ...]
    total: Row

    @property
    def withheld(self) -> int:
        return sum(number.withheld for row in (*self.rows, self.total) for number in row.numbers)


@dataclass(frozen=True)
class Range:
    """What a reader can conclude about one withheld number; ``high`` None: no limit."""

    measure: str
    row: str
    column: str
    low: int
    high: int | None


@dataclass(frozen=True)
class Proof:
    """The audit in numbers: how many are withheld, how far each stays open at the least.

    ``width`` is the number of persons between lowest and highest; None when nothing limits them.
    """

    withheld: int
    width: int | None
    unavoidable: int
    ranges: tuple[Range, ...]


def comparisons(found: Measures, names: tuple[str, ...]) -> list[Comparison]:
    """Every table of every measure, compared."""
    public = cells_of(found, names)
    tables = {
        (measure, name): table
        for measure, own in found.items()
        for name, table in zip(names, own, strict=True)
    }
    return [
        _comparison(shown, tables[measure, shown.margin])
        for measure in found
        for shown in grids(public, measure)
    ]


def _comparison(shown: Grid, table: Suppressed) -> Comparison:
    numbers = dict(_by_key(table))
    turned = shown.lines and (shown.lines[0].key not in table.table.rows)

    def row(line: Line) -> Row:
        keys = [(column, line.key) if turned else (line.key, column) for column in shown.keys]
        return Row(line.label, tuple(numbers[key] for key in keys))

    return Comparison(shown, tuple(row(line) for line in shown.lines), row(shown.total))


def _by_key(table: Suppressed) -> Iterable[tuple[tuple[str, str], Beside]]:
    for cell in table.table:
        mark = table.marks.get(cell)
        yield (
            _keys(table, cell),
            Beside(table.table[cell], table.published(cell), mark in (Mark.PRIMARY, Mark.ABSENCE)),
        )


def _keys(table: Suppressed, cell: Cell) -> tuple[str, str]:
    row = TOTAL if cell.row is None else table.table.rows[cell.row]
    return row, TOTAL if cell.column is None else table.table.columns[cell.column]


def proof_of(plain: dict[str, Any], found: Measures) -> Proof:
    """The proof kept with a publication, in words of its tables."""
    bounds = plain["bounds"]
    ranges = tuple(_range(bound, found) for bound in bounds)
    width = plain["width"]
    return Proof(len(bounds), None if width is None else int(width), plain["unavoidable"], ranges)


def _range(bound: list[Any], found: Measures) -> Range:
    measure, at, row, column, low, high = bound
    shown = _keys(found[measure][at], Cell(row, column))
    return Range(
        measure_label(measure),
        key_label(shown[0]),
        key_label(shown[1]),
        low,
        None if high is None else int(high),
    )


def differences_said(found: Iterable[list[str]], names: Sequence[str]) -> list[str]:
    """Numbers of earlier releases that a reader could subtract, in words."""
    return [
        f"{reference}: {measure_label(measure)}, {breakdown_label(names[int(at)].split('_')[0])}: "
        f"{key_label(row)} × {key_label(column)}"
        for reference, measure, at, row, column in found
    ]
