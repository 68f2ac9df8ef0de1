"""Births and ages from partial dates."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final

from sijill.base.dates.calendars import Calendar
from sijill.base.dates.errors import DateProblem
from sijill.base.dates.parsing import parse
from sijill.base.dates.partial import PartialDate, Precision

# (month, day) that registries write when only the year of a birth was known (R8.07).
REGISTRY_DEFAULTS: Final = frozenset({(7, 1)})


def birth(
    text: str,
    *,
    calendar: Calendar = Calendar.GREGORIAN,
    month_first: bool = False,
    registry_defaults: Collection[tuple[int, int]] = REGISTRY_DEFAULTS,
) -> PartialDate:
    """Parse a date of birth; a registry default day leaves only its year, with what was entered."""
    parsed = parse(text, calendar=calendar, month_first=month_first)
    return as_birth(parsed, registry_defaults=registry_defaults)


def as_birth(
    partial: PartialDate,
    *,
    registry_defaults: Collection[tuple[int, int]] = REGISTRY_DEFAULTS,
) -> PartialDate:
    """Take the false day from a birth on a registry default (Gregorian ``(month, day)`` pairs)."""
    day = partial.day
    if day is None or partial.calendar is not Calendar.GREGORIAN:
        return partial
    if (day.month, day.day) not in registry_defaults:
        return partial
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return replace(partial, earliest=first, latest=last, precision=Precision.YEAR)


def age_on(birth: PartialDate, when: PartialDate | date) -> tuple[int, int | None]:
    """Give the least and greatest age in completed years; greatest None when nothing bounds it.

    Raises ``DateProblem`` ``date.born_later`` when the birth is surely after ``when``.
    """
    at = when if isinstance(when, PartialDate) else PartialDate.of_day(when)
    if birth.earliest and at.latest and birth.earliest > at.latest:
        raise DateProblem(
            "date.born_later", birth=birth.earliest.isoformat(), when=at.latest.isoformat()
        )
    least = _years(birth.latest, at.earliest) if birth.latest and at.earliest else 0
    greatest = _years(birth.earliest, at.latest) if birth.earliest and at.latest else None
    return max(0, least), greatest


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
