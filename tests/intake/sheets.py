"""Spreadsheets the tests make themselves, good and bad."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook

MAPPING: dict[str, Any] = {
    "format": 1,
    "code": "partner",
    "title": "A partner's list",
    "stream": "partner",
    "language": "en",
    "key": {"columns": ["id"]},
    "occurred": {"start": "date"},
    "place": {"path": ["governorate", "place"]},
    "kind": {"default": "incident.attack"},
    "side": [{"key": "a", "column": "actor"}],
    "group": [{"best": "killed", "act": "act.killing", "status": "status.civilian", "by": ["a"]}],
    "source": {"name": "A synthetic partner"},
    "text": {"title": "{kind}, {place}, {date}"},
    "office": {"by": "place"},
}
HEADING = ("id", "date", "governorate", "place", "actor", "killed")
GOOD = ("1", "2016-04-03", "Ninewa", "Mosul", "IS", "3")


def csv_bytes(rows: Iterable[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    """Rows as CSV, quoted throughout."""
    lines = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def good_rows(count: int, start: int = 1) -> list[tuple[str, ...]]:
    """A heading and rows that every reader takes."""
    rows = [
        (str(n), f"2016-04-{n % 28 + 1:02}", "Ninewa", "Mosul", "IS", str(n % 5))
        for n in range(start, start + count)
    ]
    return [HEADING, *rows]


def workbook(fill: Callable[[Any], None]) -> io.BytesIO:
    """A workbook whose only sheet ``fill`` fills."""
    book = Workbook()
    fill(book.active)
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    return made


def sheet_of(rows: Iterable[Sequence[Any]]) -> io.BytesIO:
    """Rows as XLSX."""

    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(list(row))

    return workbook(fill)


def rewritten(
    made: io.BytesIO, change: Callable[[str], str], member: str = r"sheet1\.xml$"
) -> io.BytesIO:
    """The same archive with one member's text changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if re.search(member, name):
                content = change(content.decode()).encode()
            after.writestr(name, content)
    out.seek(0)
    return out
