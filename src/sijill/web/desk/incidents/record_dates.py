"""A date as somebody types it, and how it was understood, said back in their language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import (
    Calendar,
    DateProblem,
    PartialDate,
    Precision,
    age_on,
    as_birth,
    format,
    parse,
)

CALENDARS: tuple[tuple[str, str | Promise], ...] = (
    (Calendar.GREGORIAN.value, _("Gregorian")),
    (Calendar.HIJRI.value, _("Hijri")),
    (Calendar.KURDISH.value, _("Kurdish solar")),
)

KNOWN: dict[Precision, str | Promise] = {
    Precision.DAY: _("day known"),
    Precision.MONTH: _("month known, day not"),
    Precision.YEAR: _("year known, month and day not"),
    Precision.RANGE: _("between two days"),
    Precision.BEFORE: _("an end known, no beginning"),
    Precision.AFTER: _("a beginning known, no end"),
    Precision.UNKNOWN: _("not known"),
}

ADVICE: dict[str, str | Promise] = {
    "date.no_such_day": _("That month has no day %(day)s. Check the day, or write only the month."),
    "date.no_such_month": _(
        "There is no month %(month)s. Write day, month, year, such as 19/11/2016."
    ),
    "date.two_digit_year": _("Write the year with four digits, such as 2016."),
    "date.year_out_of_range": _(
        "The year %(year)s does not fit this calendar. Check the year, or choose another calendar."
    ),
    "date.range_reversed": _("The end comes before the beginning. Write the earlier date first."),
    "date.future": _("This day is still to come. Check the year."),
    "date.born_later": _("This birth is later than the incident. Check both dates."),
}
GENERAL = _(
    "This was not understood as a date. Write 19/11/2016, November 2016, 2016, "
    "“before March 2016”, or “unknown”."
)
_NO_YEAR = re.compile(r"\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*")


@dataclass(frozen=True)
class Reading:
    """A date as understood; ``year_assumed`` says which year was filled in for want of one."""

    date: PartialDate
    year_assumed: int | None = None

    def in_words(self) -> str:
        """The date and how much of it is known: "19 November 2016, day known"."""
        said = [format(self.date, get_language() or "en")]
        if self.date.precision is not Precision.UNKNOWN:
            said.append(str(KNOWN[self.date.precision]))
        if self.year_assumed:
            said.append(str(_("no year was written: %(year)s taken") % {"year": self.year_assumed}))
        return str(_(", ")).join(said)


def read_date(text: str, calendar: str = "gregorian", today: date | None = None) -> Reading:
    """Understand a typed date. A day and month alone are the last such day up to today.

    Raises DateProblem, also ``date.future`` for a day still to come.
    """
    now = today or timezone.localdate()
    meant = Calendar(calendar) if calendar in set(Calendar) else Calendar.GREGORIAN
    try:
        reading = Reading(parse(text, calendar=meant))
    except DateProblem as problem:
        if problem.code != "date.no_year" or meant is not Calendar.GREGORIAN:
            raise
        reading = _with_year(text, now)
    if reading.date.earliest is not None and reading.date.earliest > now:
        raise DateProblem("date.future", entered=text)
    return reading


def _with_year(text: str, today: date) -> Reading:
    for year in (today.year, today.year - 1):
        found = parse(f"{text.strip()}{_joint(text)}{year}")
        if found.earliest is None or found.earliest <= today:
            return Reading(found, year)
    raise DateProblem("date.no_year", entered=text)


def _joint(text: str) -> str:
    """What stands before the year: a slash after "19/11", a blank after "19 November"."""
    from sijill.base.text import normalise

    return "/" if _NO_YEAR.fullmatch(normalise(text)) else " "


def advice(problem: DateProblem) -> str:
    """What is wrong with a date and what to write instead."""
    sentence = ADVICE.get(problem.code, GENERAL)
    return str(sentence) % problem.params if "%(" in str(sentence) else str(sentence)


@dataclass(frozen=True)
class Age:
    """Age at the time: completed years where certain, else a group of ages."""

    years: int | None = None
    group: str = ""


def read_age(text: str, occurred: PartialDate | None) -> Age:
    """Understand "34", or a date of birth such as 1/7/1961 (a registry default: the year only).

    Raises DateProblem when it is neither.
    """
    from sijill.base.text import normalise

    plain = normalise(text).strip()
    if not plain:
        return Age()
    if plain.isdigit() and len(plain) <= 3:
        return _stated(int(plain), text)
    born = as_birth(parse(text))
    when: PartialDate | date = timezone.localdate()
    if occurred is not None and occurred.precision is not Precision.UNKNOWN:
        when = occurred
    least, greatest = age_on(born, when)
    if least == greatest:
        return _stated(least, text)
    if least >= ADULT:
        return Age(group="age.adult")
    return Age(group="age.child" if greatest is not None and greatest < ADULT else "")


ADULT, OLDEST = 18, 120


def _stated(years: int, entered: str) -> Age:
    if years > OLDEST:
        raise DateProblem("age.too_old", entered=entered)
    return Age(years=years)
