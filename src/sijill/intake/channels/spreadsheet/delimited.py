"""Reading CSV: quoted line breaks kept, rows streamed, nothing guessed silently."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from sijill.intake.channels.spreadsheet import limits
from sijill.intake.channels.spreadsheet.encodings import find_encoding
from sijill.intake.channels.spreadsheet.formats import as_text
from sijill.intake.channels.spreadsheet.headings import clean_headings, letters
from sijill.intake.channels.spreadsheet.rows import Layout, Reason, Row
from sijill.trust.access.errors import Problem

DELIMITERS = ",;\t|"
LOOKED_AT = 40
# A cell longer than this is no cell: a quote was opened and never closed.
RUNAWAY = 1_000_000

csv.field_size_limit(RUNAWAY)


class DelimitedTable:
    """A CSV file. Raises Problem when it cannot be read as one at all."""

    def __init__(
        self, source: BinaryIO, *, encoding: str = "", delimiter: str = "", header_row: int = 1
    ) -> None:
        self._source, self._header_row = source, header_row
        found = find_encoding(source, encoding)
        self._delimiter = delimiter or self._sniffed(found)
        self._encoding = found
        headings = next(islice(self._records(), header_row - 1, None), None)
        if headings is None:
            raise Problem("spreadsheet.no_heading", row=header_row)
        columns = clean_headings(headings)
        self.layout = Layout("csv", columns, encoding=found, delimiter=self._delimiter)

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Give the rows that are not blank, without the first ``after``."""
        return islice(self._all_rows(), after, None)

    def count(self) -> int:
        """How many rows there are; raises Problem beyond the limit, or for a runaway quote."""
        total = 0
        for number, record in enumerate(self._records(), start=1):
            if number > self._header_row and any(record):
                total += 1
                if total > limits.ROWS:
                    raise Problem("spreadsheet.too_many_rows", limit=limits.ROWS)
        return total

    def _all_rows(self) -> Iterator[Row]:
        columns = self.layout.columns
        width = len(columns)
        for number, record in enumerate(self._records(), start=1):
            if number > self._header_row and any(record):
                yield Row(number, _fitted(record, width), _problems(record, columns))

    def _records(self) -> Iterator[list[str]]:
        yield from _parsed(as_text(self._source, self._encoding), self._delimiter)

    def _sniffed(self, encoding: str) -> str:
        """The delimiter under which the first rows have the same number of cells, and most."""
        best, best_score = ",", 0.0
        for candidate in DELIMITERS:
            records = list(islice(_lenient(as_text(self._source, encoding), candidate), LOOKED_AT))
            widths = Counter(len(record) for record in records if any(record))
            if not widths:
                continue
            width, times = widths.most_common(1)[0]
            score = (width > 1) * (times / sum(widths.values())) * (1 + min(width, 50) / 100)
            if score > best_score:
                best, best_score = candidate, score
        return best


def _parsed(text: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(text, delimiter=delimiter)
    opened_at = 1
    try:
        for record in reader:
            yield record
            opened_at = reader.line_num + 1
    except csv.Error:
        raise Problem("spreadsheet.open_quote", line=opened_at) from None


def _lenient(text: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from _parsed(text, delimiter)
    except Problem:
        return


def _fitted(record: list[str], width: int) -> tuple[str, ...]:
    # Cells beyond the last heading are kept: the row is sealed as it was received.
    return tuple(record) if len(record) >= width else (*record, *[""] * (width - len(record)))


def _problems(record: list[str], columns: tuple[str, ...]) -> tuple[Reason, ...]:
    found = []
    width = len(columns)
    if len(record) != width:
        params = (("found", len(record)), ("columns", width))
        if len(record) < width:
            found.append(Reason("row.too_few_cells", params=params))
        elif any(record[width:]):
            found.append(Reason("row.too_many_cells", params=params))
    for place, cell in enumerate(record):
        code = cell_problem(cell)
        if code:
            name = columns[place] if place < width else letters(place + 1)
            found.append(Reason(code, name))
    return tuple(found)


def cell_problem(cell: str) -> str:
    """What is wrong with a cell whatever it means, or an empty text."""
    if len(cell) > limits.CELL:
        return "cell.too_long"
    if cell.isalnum():
        return ""
    if "\0" in cell:
        return "cell.nul"
    return "cell.damaged" if "\ufffd" in cell else ""
