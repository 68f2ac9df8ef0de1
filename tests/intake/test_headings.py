"""Headings are kept in the open, in mappings and reasons: they hold what a database can."""

from __future__ import annotations

from sijill.intake.channels.spreadsheet.headings import clean_headings


def test_headings_lose_marks_and_nul_characters() -> None:
    assert clean_headings(["\ufeffid", " da\0te\n", "", "\0", "x", ""]) == (
        "id",
        "date",
        "(C)",
        "(D)",
        "x",
    )
