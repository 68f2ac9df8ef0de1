"""Periods of counting as people choose them: a year, a quarter, a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sijill.reference.queries import pack
from sijill.trust.access.errors import Problem
from sijill.web.public.lists import stretch

WRITTEN = re.compile(r"(\d{4})(?:-(?:[Qq]([1-4])|(\d{1,2})))?")
MONTHS = {f"{month:02}" for month in range(1, 13)}


@dataclass(frozen=True)
class Period:
    """A year, a quarter or a month; ``key`` is ``2024``, ``2024-Q1`` or ``2024-05``."""

    key: str
    first: date
    last: date

    @property
    def label(self) -> str:
        """The period in words."""
        return stretch(self.first, self.last)

    @property
    def year(self) -> str:
        """The year of the key."""
        return self.key[:4]

    @property
    def part(self) -> str:
        """What follows the year in the key: empty, ``Q1`` or ``05``."""
        return self.key[5:]


def read_period(text: str) -> Period:
    """A period from its key. Raises Problem figure.period."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        raise Problem("figure.period")
    year, quarter, month = (int(part) if part else None for part in match.groups())
    if year is None or not 1900 <= year <= 2200:
        raise Problem("figure.period")
    if quarter:
        return _months(f"{year:04}-Q{quarter}", year, quarter * 3 - 2, 3)
    if month is None:
        return _months(f"{year:04}", year, 1, 12)
    if not 1 <= month <= 12:
        raise Problem("figure.period")
    return _months(f"{year:04}-{month:02}", year, month, 1)


def _months(key: str, year: int, first: int, count: int) -> Period:
    after = first + count
    end = date(year + 1, 1, 1) if after > 12 else date(year, after, 1)
    return Period(key, date(year, first, 1), end - timedelta(days=1))


def today() -> date:
    """The day it is in the country of the pack."""
    return datetime.now(_zone()).date()


def _zone() -> ZoneInfo:
    return ZoneInfo(pack().rules.timezone)


def end_of_day(day: date) -> datetime:
    """The last moment of a day in the country of the pack."""
    return datetime.combine(day, time.max, _zone())


def last_whole_quarter(day: date) -> Period:
    """The quarter that ended before the one the day lies in."""
    before = date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    return read_period(f"{before.year}-Q{(before.month + 2) // 3}")


def presets(day: date) -> list[tuple[str, Period]]:
    """Periods one asks for most, with their names."""
    month = day.replace(day=1) - timedelta(days=1)
    return [
        (_("Last month"), read_period(f"{month:%Y-%m}")),
        (_("Last quarter"), last_whole_quarter(day)),
        (_("This year"), read_period(f"{day.year}")),
        (_("Last year"), read_period(f"{day.year - 1}")),
    ]


def parts() -> list[tuple[str, str]]:
    """The choices beside a year: key and words."""
    quarters = [
        (f"Q{number}", _("Quarter %(number)s") % {"number": number}) for number in range(1, 5)
    ]
    months = [(key, _month_name(key)) for key in sorted(MONTHS)]
    return [("", _("Whole year")), *quarters, *months]


def _month_name(key: str) -> str:
    # Any year serves: only the name of the month is kept.
    said = read_period(f"2001-{key}").label
    return said.replace("2001", "").strip()
