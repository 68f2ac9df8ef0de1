"""Every row of tests/spec/dates.md."""

from datetime import date

import pytest

from sijill.base.dates import Calendar, DateProblem, Precision, format, parse
from tests.base.spec_tables import Row, tables

KEPT, REFUSED = tables("dates.md")


def _day(cell: str) -> date | None:
    return None if cell == "–" else date.fromisoformat(cell)


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["entered"])
def test_entered_kept_and_shown(row: Row) -> None:
    found = parse(row["entered"], calendar=Calendar(row["calendar"]))

    assert (found.earliest, found.latest) == (_day(row["earliest"]), _day(row["latest"]))
    assert found.precision is Precision(row["precision"])
    assert found.calendar == row["calendar"]
    assert found.entered == row["entered"]
    shown = [format(found, language) for language in ("en", "ar", "ckb")]
    assert shown == [row["en"], row["ar"], row["ckb"]]


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["entered"])
def test_refused(row: Row) -> None:
    with pytest.raises(DateProblem) as raised:
        parse(row["entered"], calendar=Calendar(row["calendar"]))

    assert raised.value.code == row["code"]
    assert raised.value.params["entered"] == row["entered"]


def test_the_tables_cover_every_precision_and_calendar() -> None:
    assert {row["precision"] for row in KEPT} == set(Precision)
    assert {row["calendar"] for row in KEPT} == set(Calendar)


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["entered"])
def test_what_is_shown_in_english_reads_back(row: Row) -> None:
    found = parse(row["entered"], calendar=Calendar(row["calendar"]))
    again = parse(format(found, "en"))

    assert (again.earliest, again.latest) == (found.earliest, found.latest)
    assert again.estimated == found.estimated


@pytest.mark.parametrize("language", ["ar", "ckb"])
@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["entered"])
def test_what_is_shown_in_native_digits_reads_back(row: Row, language: str) -> None:
    found = parse(row["entered"], calendar=Calendar(row["calendar"]))
    again = parse(format(found, language, digits="native"))

    assert (again.earliest, again.latest) == (found.earliest, found.latest)
