"""The one way of writing a publication's cells as bytes, and the digest over them.

The file a reader downloads is these bytes: whoever hashes the file has checked the figure.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass

TOTAL = "total"
"""Row or column key of a total; both for the grand total."""
WITHHELD = "withheld"
HEADING = ("measure", "margin", "row", "column", "value")


@dataclass(frozen=True, order=True)
class PublicCell:
    """One number of one margin of one measure (``killed``, ``injured``).

    ``row`` and ``column`` are keys, never labels: a month ``2021-05``, a unit's code, a term's
    key such as ``sex.woman``, or TOTAL. ``value`` None is withheld.
    """

    measure: str
    margin: str
    row: str
    column: str
    value: int | None


def canonical_bytes(cells: Iterable[PublicCell]) -> bytes:
    """The cells as CSV in UTF-8: heading, then rows in the order of their keys, each ended by LF.

    A withheld number is written ``withheld``, whatever the reason.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    # By the four keys: a value never decides the order.
    for cell in sorted(cells, key=lambda cell: (cell.measure, cell.margin, cell.row, cell.column)):
        value = WITHHELD if cell.value is None else cell.value
        writer.writerow((cell.measure, cell.margin, cell.row, cell.column, value))
    return text.getvalue().encode()


def digest_of(cells: Iterable[PublicCell]) -> str:
    """SHA-256 over the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(cells)).hexdigest()
