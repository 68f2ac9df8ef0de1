"""A figure's answer: frozen tables with everything needed to read them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sijill.analyse.figures.units import Basis, Count, Unit

UNKNOWN = "unknown"
"""Row or column of what is not known: the month, the place."""


@dataclass(frozen=True)
class Margin:
    """Counts of one measure by two breakdowns; rows and columns are keys, never labels.

    ``name``: month_place, sex_age or cause_status. Every margin of a measure adds up to the same
    total.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        """Everyone in the table."""
        return sum(map(sum, self.cells))

    def value(self, row: str, column: str) -> int:
        """One cell; raises ValueError when the table has no such row or column."""
        return self.cells[self.rows.index(row)][self.columns.index(column)]


@dataclass(frozen=True)
class Measure:
    """Killed or injured: the best count, the range that groups leave, and the margins.

    unplaced: counted nowhere in the tables, as it may or may not lie in the period.
    late: verified after the quarter in which it happened had ended.
    """

    name: str
    best: int
    least: int
    most: int
    late: int
    unplaced: int
    margins: tuple[Margin, ...]

    def margin(self, name: str) -> Margin:
        """The margin of this name; raises KeyError."""
        for margin in self.margins:
            if margin.name == name:
                return margin
        raise KeyError(name)


@dataclass(frozen=True)
class CasualtyTables:
    """The answer to a casualty figure for a period, as findings stood at a moment.

    ``drawn_at`` is the extraction time; ``ledger_size`` the size of the ledger's tree then.
    ``incomplete``: months of the period still filling up. ``caveats``: codes (figures.toml) of the
    sentences that must stand beside the numbers.
    """

    figure: str
    basis: Basis
    unit: Unit
    regime: str
    standard: str
    method_version: str
    start: date
    end: date
    moment: datetime
    drawn_at: datetime
    ledger_size: int
    measures: tuple[Measure, ...]
    incomplete: tuple[str, ...]
    caveats: tuple[str, ...]

    def measure(self, name: str) -> Measure:
        """``killed`` or ``injured``; raises KeyError."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(name)

    def count(self, measure: str) -> Count:
        """The best count of a measure, with its unit: safe to add."""
        return Count(self.measure(measure).best, self.unit, self.basis)


def as_plain(tables: CasualtyTables) -> dict[str, Any]:
    """The tables as JSON values."""
    plain = asdict(tables)
    for name in ("start", "end", "moment", "drawn_at"):
        plain[name] = plain[name].isoformat()
    return plain


def from_plain(plain: dict[str, Any]) -> CasualtyTables:
    """The tables back from ``as_plain``."""
    return CasualtyTables(
        **{
            **plain,
            "basis": Basis(plain["basis"]),
            "unit": Unit(plain["unit"]),
            "start": date.fromisoformat(plain["start"]),
            "end": date.fromisoformat(plain["end"]),
            "moment": datetime.fromisoformat(plain["moment"]),
            "drawn_at": datetime.fromisoformat(plain["drawn_at"]),
            "measures": tuple(_measure(measure) for measure in plain["measures"]),
            "incomplete": tuple(plain["incomplete"]),
            "caveats": tuple(plain["caveats"]),
        }
    )


def _measure(plain: dict[str, Any]) -> Measure:
    margins = tuple(
        Margin(
            margin["name"],
            tuple(margin["rows"]),
            tuple(margin["columns"]),
            tuple(tuple(line) for line in margin["cells"]),
        )
        for margin in plain["margins"]
    )
    return Measure(**{**plain, "margins": margins})
