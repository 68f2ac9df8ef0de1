"""Partial dates beyond the worked tables: order, births, ages, serials, overlaps, other packs."""

import dataclasses
import itertools
import random
from datetime import date, timedelta

import pytest

from sijill.base.dates import (
    Calendar,
    DateProblem,
    PartialDate,
    Precision,
    Wording,
    age_on,
    as_birth,
    birth,
    format,
    from_excel_serial,
    overlaps,
    parse,
    within,
)


def test_day_comes_first_unless_told() -> None:
    assert parse("03/04/2016").day == date(2016, 4, 3)
    assert parse("03/04/2016", month_first=True).day == date(2016, 3, 4)
    assert parse("11/19/2016", month_first=True).day == date(2016, 11, 19)


def test_a_day_that_is_not_says_which() -> None:
    with pytest.raises(DateProblem) as raised:
        parse("31/02/2016")

    assert raised.value.params == {"day": 31, "month": 2, "year": 2016, "entered": "31/02/2016"}


def test_no_day_is_made_up() -> None:
    for text in ("2016", "2016-11", "تشرين الثاني 2016", "before 2016", "c. 2015", "1437هـ"):
        assert parse(text).day is None


def test_every_day_of_a_century_reads_back_in_every_language() -> None:
    chance = random.Random(8)
    for _ in range(400):
        day = date(1950, 1, 1) + timedelta(days=chance.randrange(36_500))
        known = PartialDate.of_day(day)
        for language in ("en", "ar", "ckb"):
            assert parse(format(known, language)).day == day


def test_months_of_other_calendars_follow_one_another() -> None:
    for calendar, years in ((Calendar.HIJRI, range(1400, 1450)), (Calendar.KURDISH, (2715, 2716))):
        months = [PartialDate.of(y, m, calendar=calendar) for y in years for m in range(1, 13)]
        for before, after in itertools.pairwise(months):
            assert before.latest and after.earliest
            assert after.earliest - before.latest == timedelta(days=1)


@pytest.mark.parametrize(
    ("kurdish", "gregorian"),
    [
        ("2716-01-01", date(2016, 3, 20)),
        ("2720-01-01", date(2020, 3, 20)),
        ("2721-01-01", date(2021, 3, 21)),
        ("2726-01-01", date(2026, 3, 21)),
    ],
)
def test_kurdish_years_begin_at_newroz(kurdish: str, gregorian: date) -> None:
    assert parse(kurdish, calendar=Calendar.KURDISH).day == gregorian


def test_hijri_is_estimated_and_the_others_are_not() -> None:
    assert parse("1437-09-10", calendar=Calendar.HIJRI).estimated
    assert not parse("2716-01-01", calendar=Calendar.KURDISH).estimated
    assert not parse("2016-01-01").estimated


@pytest.mark.parametrize("text", ["1 July 1980", "01/07/1980", "1980-07-01", "١ تموز ١٩٨٠"])
def test_registry_births_keep_only_the_year(text: str) -> None:
    born = birth(text)

    assert born.precision is Precision.YEAR
    assert (born.earliest, born.latest) == (date(1980, 1, 1), date(1980, 12, 31))
    assert born.entered == text


def test_registry_defaults_come_from_the_caller() -> None:
    assert birth("1 July 1980", registry_defaults=()).day == date(1980, 7, 1)
    assert birth("1/1/1980", registry_defaults={(1, 1)}).precision is Precision.YEAR
    assert birth("2 July 1980").day == date(1980, 7, 2)
    assert as_birth(from_excel_serial(29403)).precision is Precision.YEAR  # 1 July 1980


@pytest.mark.parametrize(
    ("born", "when", "age"),
    [
        ("2000-06-15", "2016-06-14", (15, 15)),
        ("2000-06-15", "2016-06-15", (16, 16)),
        ("2000", "2016-06-15", (15, 16)),
        ("2000-02-29", "2017-02-28", (16, 16)),
        ("1998..2000", "2016", (15, 18)),
        ("before 2000", "2016-01-01", (16, None)),
        ("after 2000", "2016-01-01", (0, 15)),
        ("unknown", "2016-01-01", (0, None)),
        ("2016", "2016-03-01", (0, 0)),
    ],
)
def test_age(born: str, when: str, age: tuple[int, int | None]) -> None:
    assert age_on(parse(born), parse(when)) == age


def test_age_on_a_plain_date_and_before_birth() -> None:
    assert age_on(parse("2000"), date(2016, 12, 31)) == (16, 16)
    with pytest.raises(DateProblem) as raised:
        age_on(parse("2017"), date(2016, 12, 31))
    assert raised.value.code == "date.born_later"


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (42693, date(2016, 11, 19)),
        (42693.99, date(2016, 11, 19)),
    ],
)
def test_excel_serials(serial: float, day: date) -> None:
    assert from_excel_serial(serial).day == day
    assert from_excel_serial(serial).entered == str(serial)


def test_excel_workbooks_counting_from_1904() -> None:
    assert from_excel_serial(0, epoch_1904=True).day == date(1904, 1, 1)
    assert from_excel_serial(42693 - 1462, epoch_1904=True).day == date(2016, 11, 19)


@pytest.mark.parametrize(
    ("serial", "code"),
    [
        (60, "date.no_such_day"),
        (0.5, "date.not_a_serial"),
        (-3, "date.not_a_serial"),
        (float("nan"), "date.not_a_serial"),
        (1000000000000.0, "date.not_a_serial"),
    ],
)
def test_numbers_that_are_no_day(serial: float, code: str) -> None:
    with pytest.raises(DateProblem) as raised:
        from_excel_serial(serial)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("a", "b", "may_meet", "inside"),
    [
        ("2016-11-19", "2016-11", True, True),
        ("2016-11", "2016-11-19", True, False),
        ("2016", "2016-06..2017-06", True, False),
        ("2015", "2016", False, False),
        ("before 2016", "2015-12-31", True, False),
        ("before 2016", "2016-01-01", False, False),
        ("before 2015", "before 2016", True, True),
        ("after 2016", "after 2015", True, True),
        ("after 2016", "2017", True, False),
        ("2017-05-01", "after 2016", True, True),
        ("unknown", "2016", False, False),
        ("2016", "unknown", False, False),
    ],
)
def test_overlaps_and_within(a: str, b: str, may_meet: bool, inside: bool) -> None:
    assert overlaps(parse(a), parse(b)) is may_meet
    assert overlaps(parse(b), parse(a)) is may_meet
    assert within(parse(a), parse(b)) is inside


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        (None, None, Precision.DAY),
        (date(2016, 1, 1), date(2016, 1, 2), Precision.DAY),
        (date(2016, 1, 1), None, Precision.BEFORE),
        (date(2016, 1, 1), None, Precision.RANGE),
        (date(2016, 1, 1), date(2016, 1, 1), Precision.UNKNOWN),
        (date(2016, 1, 2), date(2016, 1, 1), Precision.RANGE),
    ],
)
def test_impossible_dates_cannot_be_made(
    earliest: date | None, latest: date | None, precision: Precision
) -> None:
    with pytest.raises(DateProblem):
        PartialDate(earliest, latest, precision)


def test_makers() -> None:
    day = date(2016, 3, 5)
    assert PartialDate.of_day(day) == parse("2016-03-05")
    assert PartialDate.of(2016, 3) == parse("2016-03")
    assert PartialDate.of(2016) == parse("2016")
    assert PartialDate.between(day, date(2016, 3, 9)) == parse("2016-03-05..2016-03-09")
    assert PartialDate.before(day) == parse("before 2016-03-05")
    assert PartialDate.after(day) == parse("after 2016-03-05")
    assert PartialDate.unknown() == parse("")
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse("2016").estimated = True  # type: ignore[misc]


def test_digits_and_month_variants() -> None:
    day = parse("2016-11-19")
    assert format(day, "ar", digits="native") == "١٩ تشرين الثاني ٢٠١٦"
    assert format(day, "ar", variant="common") == "19 نوفمبر 2016"
    assert format(day, "en", digits="native") == "19 November 2016"


def test_a_pack_brings_its_own_language() -> None:
    wording = Wording(
        day="{year} {month} {day}",
        month="{year} {month}",
        year="{year}",
        between="{first}–{last}",
        before="<{date}",
        after=">{date}",
        about="~{date}",
        unknown="?",
    )
    names = [f"m{number}" for number in range(1, 13)]

    assert format(parse("2016-11-19"), "xx", months=names, wording=wording) == "2016 m11 19"
    with pytest.raises(DateProblem) as raised:
        format(parse("2016"), "xx")
    assert raised.value.code == "date.no_wording"


def test_long_nonsense_is_refused_at_once() -> None:
    for text in ("من " * 5000, "1 " * 5000, "a" * 100_000, "2016-" * 5000):
        with pytest.raises(DateProblem):
            parse(text)
