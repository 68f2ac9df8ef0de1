"""A table as a spreadsheet file: no cell of it is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(value: object) -> str:
    """A cell as text; one that a spreadsheet would calculate gets an apostrophe before it."""
    text = "" if value is None else str(value)
    if isinstance(value, int) or not text.startswith(FORMULA_SIGNS):
        return text
    return f"'{text}"


def sheet(rows: Iterable[Iterable[object]]) -> bytes:
    """CSV in UTF-8 with a byte-order mark, so that Arabic opens right in every spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([[neutral(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")
