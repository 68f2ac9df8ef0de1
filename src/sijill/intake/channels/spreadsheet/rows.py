"""What a reader gives: a table, its columns and its rows, each cell as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row, or one of its cells, could not be taken (or was taken with a reservation).

    ``params`` hold column names, codes and numbers, never the content of a cell.
    """

    code: str
    column: str = ""
    params: tuple[tuple[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As stored beside a rejected row."""
        found: dict[str, Any] = {"code": self.code}
        if self.column:
            found["column"] = self.column
        if self.params:
            found["params"] = dict(self.params)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One row as received. ``number`` is the row's number in the file as a spreadsheet program
    shows it (the heading is usually 1); ``problems`` are those of the row itself, whatever the
    mapping: a formula without a value, a cell too long."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How the file was found to be written."""

    form: str  # "csv" or "xlsx"
    columns: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    notes: tuple[Reason, ...] = field(default=())


class Table(Protocol):
    """A file that can be read again and again, row by row, in little memory."""

    layout: Layout

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Give the rows that are not blank, in order, without the first ``after``."""

    def count(self) -> int:
        """How many rows ``rows`` gives (for a workbook: at most that many)."""
