"""Reading XLSX: one sheet, streamed; formulas by their stored values."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, BinaryIO

import openpyxl
from openpyxl.utils.datetime import from_excel, from_ISO8601

from sijill.intake.channels.spreadsheet import limits
from sijill.intake.channels.spreadsheet.delimited import cell_problem
from sijill.intake.channels.spreadsheet.headings import clean_headings, letters
from sijill.intake.channels.spreadsheet.rows import Layout, Reason, Row
from sijill.intake.channels.spreadsheet.sheet_xml import (
    RawCell,
    RawRow,
    Survey,
    merged_name,
    raw_rows,
    survey,
)
from sijill.trust.access.errors import Problem


class WorkbookTable:
    """One sheet of an XLSX file. Raises Problem when it cannot be read as a table at all."""

    def __init__(self, source: BinaryIO, *, sheet: str = "", header_row: int = 1) -> None:
        self._book = _opened(source)
        self._header_row = header_row
        sheets = tuple(found.title for found in self._worksheets() if _shown(found))
        self._sheet = self._chosen(sheet, sheets)
        self._survey = self._surveyed()
        headings, self._merged = self._headings()
        self.layout = Layout(
            "xlsx", headings, sheet=self._sheet.title, sheets=sheets, notes=self._notes()
        )

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Give the rows that are not blank, without the first ``after``."""
        return islice(self._all_rows(), after, None)

    def count(self) -> int:
        """At most how many rows there are: blank ones that the file lists are among them."""
        found = max(0, self._survey.rows - 1)
        if found > limits.ROWS:
            raise Problem("spreadsheet.too_many_rows", limit=limits.ROWS)
        return found

    # -- opening ---------------------------------------------------------------

    def _worksheets(self) -> list[Any]:
        return [found for found in self._book.worksheets if hasattr(found, "_worksheet_path")]

    def _chosen(self, wanted: str, shown: tuple[str, ...]) -> Any:
        if not shown:
            raise Problem("spreadsheet.no_sheet")
        name = wanted or shown[0]
        for found in self._worksheets():
            if found.title == name:
                return found
        raise Problem("spreadsheet.sheet_absent", sheet=name, sheets=", ".join(shown[:10]))

    def _surveyed(self) -> Survey:
        try:
            with self._sheet._get_source() as source:
                return survey(source)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise Problem("spreadsheet.damaged") from None

    def _headings(self) -> tuple[tuple[str, ...], dict[int, list[tuple[int, int, int, int]]]]:
        in_heading = [m for m in self._survey.merged if m[0] <= self._header_row <= m[1]]
        if in_heading:
            raise Problem("spreadsheet.merged_heading", range=merged_name(in_heading[0]))
        for row in self._raw():
            if row.number >= self._header_row:
                cells, _ = self._texts(row, self._survey.columns)
                return clean_headings(cells), _by_row(self._survey.merged, self._header_row)
        raise Problem("spreadsheet.no_heading", row=self._header_row)

    def _notes(self) -> tuple[Reason, ...]:
        ranges = [m for m in self._survey.merged if m[0] > self._header_row]
        if not ranges:
            return ()
        named = ", ".join(merged_name(found) for found in ranges[:5])
        return (Reason("sheet.merged", params=(("count", len(ranges)), ("ranges", named))),)

    # -- rows --------------------------------------------------------------------

    def _raw(self) -> Iterator[RawRow]:
        try:
            with self._sheet._get_source() as source:
                yield from raw_rows(source)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise Problem("spreadsheet.damaged") from None

    def _all_rows(self) -> Iterator[Row]:
        columns = self.layout.columns
        for raw in self._raw():
            if raw.number <= self._header_row:
                continue
            cells, problems = self._texts(raw, len(columns))
            problems += self._merge_problems(raw.number)
            if any(cells) or problems:
                yield Row(raw.number, tuple(cells), tuple(problems))

    def _texts(self, raw: RawRow, width: int) -> tuple[list[str], list[Reason]]:
        cells, problems = [""] * width, []
        for cell in raw.cells:
            text, code = self._text(cell)
            if cell.column > len(cells):
                if not text and not code:
                    continue
                cells += [""] * (cell.column - len(cells))
            cells[cell.column - 1] = text
            code = code or cell_problem(text)
            if code:
                problems.append(Reason(code, self._column(cell.column)))
        if len(cells) > width:
            params = (("found", len(cells)), ("columns", width))
            problems.append(Reason("row.too_many_cells", params=params))
        return cells, problems

    def _column(self, number: int) -> str:
        columns = getattr(self, "layout", None) and self.layout.columns
        return columns[number - 1] if columns and number <= len(columns) else letters(number)

    def _text(self, cell: RawCell) -> tuple[str, str]:
        """The text of a cell, and the code of what is wrong with it."""
        if cell.text is None:
            return "", "cell.formula_without_value" if cell.formula else ""
        if cell.kind == "e":
            return cell.text, "cell.error_value"
        if cell.kind == "s":
            return self._shared(cell.text)
        if cell.kind == "b":
            return ("TRUE" if cell.text == "1" else "FALSE"), ""
        if cell.kind in ("str", "inlineStr"):
            return cell.text, ""
        return self._number(cell)

    def _shared(self, index: str) -> tuple[str, str]:
        try:
            return str(self._sheet._shared_strings[int(index)]), ""
        except (IndexError, ValueError):
            return "", "cell.damaged"

    def _number(self, cell: RawCell) -> tuple[str, str]:
        text = cell.text or ""
        try:
            if cell.kind == "d":
                return _day(from_ISO8601(text)), ""
            number = float(text)
            if cell.style in self._book._date_formats:
                spans = cell.style in self._book._timedelta_formats
                return _day(from_excel(number, self._book.epoch, timedelta=spans)), ""
        except (ValueError, OverflowError, TypeError):
            return text, "cell.error_value"
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number)), ""
        return repr(number), ""

    def _merge_problems(self, number: int) -> list[Reason]:
        found = self._merged.get(number)
        if not found:
            return []
        return [Reason("row.merged", params=(("range", merged_name(found[0])),))]


def _opened(source: BinaryIO) -> Any:
    source.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
    except Problem:
        raise
    except Exception:
        # openpyxl answers a broken file with whatever error it stumbled over.
        raise Problem("spreadsheet.damaged") from None


def _shown(sheet: Any) -> bool:
    return getattr(sheet, "sheet_state", "visible") == "visible"


def _by_row(
    merged: tuple[tuple[int, int, int, int], ...], header_row: int
) -> dict[int, list[tuple[int, int, int, int]]]:
    rows: dict[int, list[tuple[int, int, int, int]]] = {}
    for found in merged:
        for number in range(max(found[0], header_row + 1), min(found[1], limits.ROWS + 10) + 1):
            rows.setdefault(number, []).append(found)
    return rows


def _day(value: object) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
