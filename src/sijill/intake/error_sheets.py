"""The error sheet: every row that could not be taken, as received, with its reasons in words.

Cells that a spreadsheet program would run as a formula are made harmless by an apostrophe
(OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from sijill.intake.actions.imports import keep_error_sheet, mapping_of
from sijill.intake.channels.spreadsheet.reader import open_table
from sijill.intake.files import open_file, store_pieces
from sijill.intake.models import ImportRun, RejectedRow
from sijill.intake.reading import options_of
from sijill.intake.sentences import reason_text
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.keys.sealed import open_sealed

BATCH = 500
PIECE = 64 * 1024
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# What a workbook cannot hold at all.
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def error_rows(viewer: Viewer, run: ImportRun, language: str) -> Iterator[list[str]]:
    """Give the heading, then each rejected row: its number, its cells, its reasons in words.

    Opening the rows is recorded in the ledger, five hundred a leaf. Raises Denied.
    """
    viewer.check(Permission.IMPORT)
    columns = _columns(run)
    # Never yield inside override: the caller would go on in the sheet's language.
    with override(language):
        heading = [_("Row"), *columns, _("What to correct")]
    yield heading
    last = -1
    while True:
        with bind(viewer):
            rows = list(
                RejectedRow.objects.filter(run=run, row_number__gt=last).order_by("row_number")[
                    :BATCH
                ]
            )
            opened = open_sealed(
                rows,
                ["received"],
                code="import.open_rejected",
                viewer=viewer,
                about=("import_run", str(run.pk)),
            )
        if not rows:
            return
        with override(language):
            found = [_line(row, opened[row.pk]["received"], len(columns)) for row in rows]
        yield from found
        last = rows[-1].row_number


def error_sheet(viewer: Viewer, run: ImportRun, language: str, form: str) -> Iterator[bytes]:
    """The error sheet as the bytes of a CSV or XLSX file."""
    rows = error_rows(viewer, run, language)
    if form == "csv":
        return _as_csv(rows)
    if form == "xlsx":
        return _as_xlsx(rows, language)
    raise Problem("import.unknown_form", form=form)


def make_error_sheet(*, by: Viewer, run: UUID, language: str, form: str) -> ImportRun:
    """Make an error sheet and keep it sealed in the vault (a job does this)."""
    with bind(by):
        held = ImportRun.objects.select_related("mapping").filter(pk=run).first()
    if held is None:
        raise Absent("record.absent")
    stored = store_pieces(error_sheet(by, held, language, form), held.office_id)
    return keep_error_sheet(
        by=by, run=run, name=f"{language}.{form}", address=stored.address, size=stored.size
    )


def open_error_sheet(
    viewer: Viewer, run: ImportRun, language: str, form: str
) -> io.BufferedReader | None:
    """An error sheet that was made since the last row was rejected, or None.

    The file can be sent after the transaction has closed: it reads no table.
    """
    viewer.check(Permission.IMPORT)
    found = run.error_sheets.get(f"{language}.{form}")
    if found is None or found.get("rows") != run.rejected_rows:
        return None
    return open_file(found["key"])


def neutral(cell: str) -> str:
    """A cell that no spreadsheet program runs as a formula."""
    plain = cell.translate(_CONTROL)
    return f"'{plain}" if plain.startswith(DANGEROUS) else plain


def _columns(run: ImportRun) -> Sequence[str]:
    with open_file(run.vault_key) as source:
        options = options_of(mapping_of(run.mapping)) if run.mapping else None
        return open_table(source, options).layout.columns


def _line(row: RejectedRow, cells: list[str], width: int) -> list[str]:
    """Cells beyond the last heading stay, after the reasons' column has found its place."""
    within = [*cells[:width], *[""] * (width - len(cells))]
    return [str(row.row_number), *within, _reasons(row.reasons), *cells[width:]]


def _reasons(reasons: Iterable[dict[str, Any]]) -> str:
    return " ".join(reason_text(reason) for reason in reasons)


def _as_csv(rows: Iterable[list[str]]) -> Iterator[bytes]:
    # With a byte-order mark, so that spreadsheet programs see Arabic letters.
    yield b"\xef\xbb\xbf"
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        if held.tell() > PIECE:
            yield held.getvalue().encode("utf-8", "replace")
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode("utf-8", "replace")


def _as_xlsx(rows: Iterable[list[str]], language: str) -> Iterator[bytes]:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    sheet.sheet_view.rightToLeft = language in ("ar", "ckb")
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, neutral(text)[:32_000])
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    while piece := made.read(PIECE):
        yield piece
