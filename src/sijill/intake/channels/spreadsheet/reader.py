"""Opening a spreadsheet of whatever form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from sijill.intake.channels.spreadsheet.delimited import DelimitedTable
from sijill.intake.channels.spreadsheet.formats import form_of
from sijill.intake.channels.spreadsheet.rows import Table
from sijill.intake.channels.spreadsheet.workbook import WorkbookTable


@dataclass(frozen=True)
class FileOptions:
    """What a mapping says of the file itself; empty means: find out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 1


def open_table(source: BinaryIO, options: FileOptions | None = None) -> Table:
    """Open a CSV or XLSX file for reading.

    Limits and format are checked before anything is parsed. Raises Problem, in every case with
    a code that says what to do.
    """
    options = options or FileOptions()
    if form_of(source) == "xlsx":
        return WorkbookTable(source, sheet=options.sheet, header_row=options.header_row)
    return DelimitedTable(
        source,
        encoding=options.encoding,
        delimiter=options.delimiter,
        header_row=options.header_row,
    )
