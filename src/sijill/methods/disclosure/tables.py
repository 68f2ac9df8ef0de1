"""A two-way table of counts, its cells and totals, and the marks that withhold some of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from sijill.methods.disclosure.errors import DisclosureError


@dataclass(frozen=True)
class Cell:
    """A place in a table by row and column number from 0; None stands for the total."""

    row: int | None
    column: int | None


GRAND_TOTAL = Cell(None, None)


class Mark(StrEnum):
    """Why a number is withheld. Never published: readers see one and the same mark for all."""

    PRIMARY = "primary"
    """A small count: 1 to threshold - 1 (0 to threshold - 1 when zeros are protected)."""
    ABSENCE = "absence"
    """A zero that would give away that one small cell holds the whole of its row or column."""
    SECONDARY = "secondary"
    """A count at or above the threshold that would reveal a small one."""


@dataclass(frozen=True)
class Withheld:
    """One number kept back, and why."""

    cell: Cell
    mark: Mark


@dataclass(frozen=True)
class Bound:
    """What can be concluded about one withheld number of table number `table`.

    `low` and `high` are inclusive; `high` is None where nothing limits the number.
    """

    cell: Cell
    low: int
    high: int | None
    table: int = 0

    @property
    def width(self) -> float:
        """High minus low; infinity where nothing limits the number."""
        return float("inf") if self.high is None else self.high - self.low


@dataclass(frozen=True)
class Table:
    """Counts of people by two breakdowns; totals follow from the cells.

    Raises DisclosureError `disclosure.shape`, `disclosure.labels` or `disclosure.negative`.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(line) for line in self.cells}
        if (
            not (self.rows and self.columns)
            or len(self.cells) != len(self.rows)
            or widths != {len(self.columns)}
        ):
            raise _shape(self)
        if any(len(set(labels)) < len(labels) for labels in (self.rows, self.columns)):
            raise _labels()
        if any(count < 0 for line in self.cells for count in line):
            raise _negative()

    def __getitem__(self, cell: Cell) -> int:
        """Return the count in a cell or total."""
        return self._numbers[cell]

    def __iter__(self) -> Iterator[Cell]:
        """Go through all cells, then row totals, column totals and the grand total."""
        return iter(self._numbers)

    @property
    def grand_total(self) -> int:
        """Everyone counted in the table."""
        return self._numbers[GRAND_TOTAL]

    @cached_property
    def _numbers(self) -> dict[Cell, int]:
        numbers = {
            Cell(r, c): count for r, line in enumerate(self.cells) for c, count in enumerate(line)
        }
        numbers |= {Cell(r, None): sum(line) for r, line in enumerate(self.cells)}
        columns = zip(*self.cells, strict=True)
        numbers |= {Cell(None, c): sum(line) for c, line in enumerate(columns)}
        numbers[GRAND_TOTAL] = sum(sum(line) for line in self.cells)
        return numbers

    def lines(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Go through every sum of the table: a total and the cells that add up to it."""
        rows, columns = range(len(self.rows)), range(len(self.columns))
        for r in rows:
            yield Cell(r, None), [Cell(r, c) for c in columns]
        for c in columns:
            yield Cell(None, c), [Cell(r, c) for r in rows]
        yield GRAND_TOTAL, [Cell(r, None) for r in rows]
        yield GRAND_TOTAL, [Cell(None, c) for c in columns]


@dataclass(frozen=True)
class Suppressed:
    """A table with some of its numbers withheld, ready to be published through `grid`."""

    table: Table
    threshold: int
    withheld: tuple[Withheld, ...]
    protect_zeros: bool = False

    @cached_property
    def marks(self) -> dict[Cell, Mark]:
        """The mark of each withheld cell."""
        return {entry.cell: entry.mark for entry in self.withheld}

    def published(self, cell: Cell) -> int | None:
        """Return the count as readers see it: None where it is withheld."""
        return None if cell in self.marks else self.table[cell]

    def grid(self) -> tuple[tuple[int | None, ...], ...]:
        """Return the rows as published, totals last in each row and in the last row."""
        rows = (*range(len(self.table.rows)), None)
        columns = (*range(len(self.table.columns)), None)
        return tuple(tuple(self.published(Cell(r, c)) for c in columns) for r in rows)


def suppressed(
    table: Table, threshold: int, marks: dict[Cell, Mark], *, protect_zeros: bool = False
) -> Suppressed:
    """Return the table with these marks, in the table's own order."""
    withheld = tuple(Withheld(cell, marks[cell]) for cell in table if cell in marks)
    return Suppressed(table, threshold, withheld, protect_zeros)


def _shape(table: Table) -> DisclosureError:
    return DisclosureError(
        "disclosure.shape",
        f"The counts do not fill {len(table.rows)} rows by {len(table.columns)} columns: "
        "give one count for each pair of labels.",
        rows=len(table.rows),
        columns=len(table.columns),
    )


def _labels() -> DisclosureError:
    return DisclosureError(
        "disclosure.labels",
        "Two rows or two columns carry the same label: add them up or name them apart.",
    )


def _negative() -> DisclosureError:
    return DisclosureError(
        "disclosure.negative",
        "A table of people holds no count below zero: correct the figure.",
    )
