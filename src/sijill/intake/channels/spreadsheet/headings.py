"""The heading row: every column has one name, and one only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sijill.intake.channels.spreadsheet import limits
from sijill.trust.access.errors import Problem


def clean_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Trim headings, without NUL characters, and drop empty ones at the end.

    A nameless column between named ones is called by its letter, as ``(C)``. Raises Problem:
    ``spreadsheet.too_many_columns``, ``spreadsheet.no_heading``, ``spreadsheet.heading_twice``.
    """
    # Headings are kept in the open, in mappings and reasons, where no NUL can be.
    names = [" ".join(cell.replace("\ufeff", "").replace("\0", "").split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > limits.COLUMNS:
        raise Problem("spreadsheet.too_many_columns", found=len(names), limit=limits.COLUMNS)
    if not names:
        raise Problem("spreadsheet.no_heading", row=1)
    named = [name or f"({letters(place)})" for place, name in enumerate(names, start=1)]
    twice = [name for name, times in Counter(named).items() if times > 1]
    if twice:
        raise Problem("spreadsheet.heading_twice", columns=", ".join(twice[:5]))
    return tuple(named)


def letters(number: int) -> str:
    """The letters by which a spreadsheet program calls a column: 1 is A, 28 is AB."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_number(letters: str) -> int:
    """The number of a column by its letters, however many."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
