"""The first rows of a file as they would be understood, cell by cell, before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from sijill.intake.channels.spreadsheet.interpreter import Interpreter, Surroundings, Understood
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.reader import FileOptions, open_table
from sijill.intake.channels.spreadsheet.rows import Layout, Reason, Row

SHOWN = 20
SAMPLED = 500


@dataclass(frozen=True)
class CellView:
    """One cell: its text, the fields that read it, what was understood, and what is wrong.

    outcome: ``read``, ``rejected``, ``noted`` (taken with a reservation) or ``unused``.
    """

    column: str
    text: str
    fields: tuple[str, ...]
    outcome: str
    understood: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class RowView:
    """One row. ``title`` is the text a drafted incident would bear; empty when rejected."""

    number: int
    cells: tuple[CellView, ...]
    accepted: bool
    title: str = ""
    place: Mapping[str, Any] | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A file at a glance. The sampled numbers are of the first five hundred rows.

    reasons: code → how many sampled rows it rejects. guessed: a definition to begin from, when no
    mapping was given.
    """

    layout: Layout
    total: int
    rows: tuple[RowView, ...]
    sampled: int = 0
    accepted: int = 0
    unmatched: int = 0
    reasons: Mapping[str, int] | None = None
    guessed: Mapping[str, Any] | None = None


def preview_with(
    source: BinaryIO, mapping: FileMapping, options: FileOptions, world: Surroundings
) -> Preview:
    """Read the start of a file under a mapping. Raises Problem when the file cannot be read."""
    table = open_table(source, options)
    interpreter = Interpreter(mapping, table.layout.columns, world)
    fields = _fields_by_column(mapping)
    shown: list[RowView] = []
    codes: Counter[str] = Counter()
    accepted = unmatched = sampled = 0
    for row in islice(table.rows(), SAMPLED):
        found = interpreter.read(row, show=len(shown) < SHOWN)
        sampled += 1
        accepted += found.parsed is not None
        unmatched += bool(found.parsed and found.parsed.place.unmatched)
        codes.update({reason.code for reason in found.reasons})
        if len(shown) < SHOWN:
            shown.append(_view(row, found, table.layout.columns, fields))
    return Preview(
        table.layout, table.count(), tuple(shown), sampled, accepted, unmatched, dict(codes)
    )


def preview_plain(source: BinaryIO, guessed: Any) -> Preview:
    """Read the start of a file without a mapping; guessed(columns, rows) proposes one."""
    table = open_table(source)
    rows = list(islice(table.rows(), SAMPLED))
    views = tuple(
        RowView(
            row.number,
            tuple(_plain(row, table.layout.columns)),
            not row.problems,
            reasons=row.problems,
        )
        for row in rows[:SHOWN]
    )
    return Preview(
        table.layout, table.count(), views, len(rows), guessed=guessed(table.layout.columns, rows)
    )


def _plain(row: Row, columns: Sequence[str]) -> list[CellView]:
    wrong = {reason.column for reason in row.problems}
    return [
        CellView(column, text, (), "rejected" if column in wrong else "unused")
        for column, text in zip(columns, row.cells, strict=False)
    ]


def _view(
    row: Row, found: Understood, columns: Sequence[str], fields: Mapping[str, tuple[str, ...]]
) -> RowView:
    notes = found.parsed.notes if found.parsed else ()
    cells = []
    for column, text in zip(columns, row.cells, strict=False):
        wrong = tuple(reason for reason in found.reasons if reason.column == column)
        noted = tuple(reason for reason in notes if reason.column == column)
        used = fields.get(column, ())
        outcome = "rejected" if wrong else "noted" if noted else "read" if used else "unused"
        said = _understood(column, used, found)
        cells.append(CellView(column, text, used, outcome, said, wrong + noted))
    place = found.parsed.place.to_json() if found.parsed else None
    return RowView(
        row.number,
        tuple(cells),
        found.parsed is not None,
        found.parsed.title if found.parsed else "",
        place,
        tuple(reason for reason in found.reasons if not reason.column),
    )


def _understood(column: str, fields: Sequence[str], found: Understood) -> str:
    said = [found.shown.get(f"count.{column}", "")]
    for field in fields:
        name = "place" if field.startswith("place.") else field
        said.append(found.shown.get(name, ""))
    return "; ".join(dict.fromkeys(filter(None, said)))


def _fields_by_column(mapping: FileMapping) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, column in mapping.fields:
        found[column] = (*found.get(column, ()), field)
    return found
