"""One sheet's XML, read as a stream: a quick look over it first, then row by row.

openpyxl's own reader keeps an empty element per row and cannot tell a formula without a value
from an empty cell, so the rows are read here; openpyxl gives styles, dates and shared texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from sijill.intake.channels.spreadsheet import limits
from sijill.intake.channels.spreadsheet.headings import column_number, letters
from sijill.trust.access.errors import Problem

PIECE = 256 * 1024
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+)\d')
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_PLACE = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Survey:
    """What a quick look finds: how wide and long the sheet is, and its merged ranges
    (first row, last row, first column, last column)."""

    rows: int
    columns: int
    merged: tuple[tuple[int, int, int, int], ...] = ()


def survey(source: IO[bytes]) -> Survey:
    """Look over the bytes of a sheet without parsing it; raises Problem beyond the limits."""
    rows, widest = 0, 0
    seen: set[bytes] = set()
    merged: list[tuple[int, int, int, int]] = []
    for block in _whole_tags(source):
        rows += len(_ROW.findall(block))
        for name in set(_CELL.findall(block)) - seen:
            seen.add(name)
            widest = max(widest, column_number(name.decode()))
        merged += [_range(found) for found in _MERGED.finditer(block)]
        if widest > limits.COLUMNS:
            raise Problem("spreadsheet.too_many_columns", found=widest, limit=limits.COLUMNS)
        if rows > limits.ROWS + 1000:
            raise Problem("spreadsheet.too_many_rows", limit=limits.ROWS)
        covered = sum(bottom - top + 1 for top, bottom, _, _ in merged)
        if len(merged) > limits.MERGED_RANGES or covered > limits.MERGED_ROWS:
            raise Problem("spreadsheet.merged_everywhere", found=len(merged))
    return Survey(rows, widest, tuple(merged))


def _whole_tags(source: IO[bytes]) -> Iterator[bytes]:
    """Blocks cut before a tag, so that none is ever halved."""
    held = b""
    while piece := source.read(PIECE):
        block = held + piece
        cut = block.rfind(b"<")
        cut = cut if cut > 0 else len(block)
        yield block[:cut]
        held = block[cut:]
    yield held


def _range(found: re.Match[bytes]) -> tuple[int, int, int, int]:
    left, top, right, bottom = found.groups()
    return int(top), int(bottom), column_number(left.decode()), column_number(right.decode())


@dataclass(slots=True)
class RawCell:
    """A cell as the file holds it: column, type letter, style, text, and whether a formula."""

    column: int
    kind: str = "n"
    style: int = 0
    text: str | None = None
    formula: bool = False


@dataclass
class RawRow:
    """A row as the file holds it."""

    number: int
    cells: list[RawCell] = field(default_factory=list)


class _Target:
    """Receives the parser's events and collects finished rows; keeps nothing else."""

    def __init__(self) -> None:
        self.done: list[RawRow] = []
        self._row: RawRow | None = None
        self._cell: RawCell | None = None
        self._last_row = 0
        self._taking = False
        self._phonetic = 0
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "c" and self._row is not None:
            self._start_cell(attributes)
        elif name in ("v", "t") and self._cell is not None:
            self._taking = self._phonetic == 0
        elif name == "row":
            self._last_row = int(attributes.get("r") or self._last_row + 1)
            self._row = RawRow(self._last_row)
        elif name == "f" and self._cell is not None:
            self._cell.formula = True
        elif name == "rPh":
            self._phonetic += 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        row = self._row
        if row is None:
            return
        found = _PLACE.match(attributes.get("r", ""))
        before = row.cells[-1].column if row.cells else 0
        column = column_number(found[1]) if found else before + 1
        if column > limits.COLUMNS:
            raise Problem("spreadsheet.too_many_columns", found=column, limit=limits.COLUMNS)
        self._cell = RawCell(column, attributes.get("t", "n"), int(attributes.get("s", 0)))
        self._text = []

    def data(self, text: str) -> None:
        if self._taking:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in ("v", "t"):
            self._taking = False
        elif name == "c" and self._cell is not None and self._row is not None:
            self._cell.text = "".join(self._text) if self._text else None
            self._row.cells.append(self._cell)
            self._cell = None
        elif name == "row" and self._row is not None:
            self.done.append(self._row)
            self._row = None
        elif name == "rPh":
            self._phonetic -= 1

    def close(self) -> None:
        return None


def raw_rows(source: IO[bytes]) -> Iterator[RawRow]:
    """Read rows as the file holds them; raises Problem ``spreadsheet.damaged`` for broken XML."""
    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    feed: Callable[[bytes], None] = parser.feed
    try:
        while piece := source.read(PIECE):
            feed(piece)
            yield from target.done
            target.done.clear()
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, EOFError):
        raise Problem("spreadsheet.damaged") from None
    yield from target.done


def merged_name(found: tuple[int, int, int, int]) -> str:
    """A range as a spreadsheet program writes it."""
    top, bottom, left, right = found
    return f"{letters(left)}{top}:{letters(right)}{bottom}"
