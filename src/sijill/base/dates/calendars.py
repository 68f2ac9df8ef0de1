"""The calendars people date by, and the Gregorian days they stand for.

Hijri follows the Umm al-Qura calendar. In Iraq a month begins when the moon is seen, so the true
day can be one or two away: parsing marks Hijri dates as estimated. The Kurdish solar year begins at
Newroz, has the months of the Persian solar year, and counts from 700 BC (Persian year + 1321).
"""

import calendar as gregorian
from datetime import date
from enum import StrEnum

import jdatetime
from hijridate import Hijri

from sijill.base.dates.errors import DateProblem

KURDISH_ERA = 1321


class Calendar(StrEnum):
    """A calendar in which a date can be entered."""

    GREGORIAN = "gregorian"
    HIJRI = "hijri"
    KURDISH = "kurdish"


# Beyond these a year is a slip or belongs to another calendar. Hijri: the reach of the tables.
YEARS: dict[Calendar, tuple[int, int]] = {
    Calendar.GREGORIAN: (1800, 2200),
    Calendar.HIJRI: (1343, 1500),
    Calendar.KURDISH: (2500, 2900),
}


def check_year(calendar: Calendar, year: int) -> None:
    """Refuse a year that the calendar cannot mean (``date.year_out_of_range``)."""
    first, last = YEARS[calendar]
    if not first <= year <= last:
        raise DateProblem(
            "date.year_out_of_range", year=year, calendar=str(calendar), first=first, last=last
        )


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """Give the number of days of a month; refuses what is not a month (``date.no_such_month``)."""
    check_year(calendar, year)
    if not 1 <= month <= 12:
        raise DateProblem("date.no_such_month", month=month)
    if calendar is Calendar.HIJRI:
        return int(Hijri(year, month, 1).month_length())
    if calendar is Calendar.KURDISH:
        leap = bool(jdatetime.date(year - KURDISH_ERA, 1, 1).isleap())
        return 31 if month <= 6 else 30 if month <= 11 or leap else 29
    return gregorian.monthrange(year, month)[1]


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Convert a day; refuses a day the month does not have (``date.no_such_day``)."""
    length = month_length(calendar, year, month)
    if not 1 <= day <= length:
        raise DateProblem("date.no_such_day", day=day, month=month, year=year)
    if calendar is Calendar.HIJRI:
        found = Hijri(year, month, day).to_gregorian()
        return date(found.year, found.month, found.day)
    if calendar is Calendar.KURDISH:
        return _plain(jdatetime.date(year - KURDISH_ERA, month, day).togregorian())
    return date(year, month, day)


def _plain(found: date) -> date:
    return date(found.year, found.month, found.day)


def month_span(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """Give the first and last Gregorian day of a month."""
    last = month_length(calendar, year, month)
    return to_gregorian(calendar, year, month, 1), to_gregorian(calendar, year, month, last)


def year_span(calendar: Calendar, year: int) -> tuple[date, date]:
    """Give the first and last Gregorian day of a year."""
    return month_span(calendar, year, 1)[0], month_span(calendar, year, 12)[1]
