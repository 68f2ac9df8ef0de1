"""Partial dates in words. The words are data by language; a pack may bring its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

from sijill.base.dates.errors import DateProblem
from sijill.base.dates.months import MONTHS
from sijill.base.dates.partial import PartialDate
from sijill.base.text.folding import ARABIC_DIGITS

Digits = Literal["latin", "native"]
Unit = Literal["day", "month", "year"]  # in alphabetical order from small to large
T = TypeVar("T")

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language sets dates: patterns with ``{day}``, ``{month}``, ``{year}`` or ``{date}``."""

    day: str
    month: str
    year: str
    between: str  # {first}, {last}
    before: str
    after: str
    about: str
    unknown: str
    native_digits: str = "0123456789"


WORDINGS: Final[dict[str, Wording]] = {
    "en": Wording(
        day="{day} {month} {year}",
        month="{month} {year}",
        year="{year}",
        between="{first} to {last}",
        before="before {date}",
        after="after {date}",
        about="about {date}",
        unknown="date unknown",
    ),
    "ar": Wording(
        day="{day} {month} {year}",
        month="{month} {year}",
        year="{year}",
        between="من {first} إلى {last}",
        before="قبل {date}",
        after="بعد {date}",
        about="حوالي {date}",
        unknown="تاريخ غير معروف",
        native_digits=ARABIC_DIGITS,
    ),
    "ckb": Wording(
        day="{day}ی {month}ی {year}",
        month="{month}ی {year}",
        year="{year}",
        between="لە {first} تا {last}",
        before="پێش {date}",
        after="دوای {date}",
        about="نزیکەی {date}",
        unknown="بەروار نەزانراوە",
        native_digits=ARABIC_DIGITS,
    ),
}


def format(
    partial: PartialDate,
    language: str,
    *,
    digits: Digits = "latin",
    variant: str | None = None,
    months: Sequence[str] | None = None,
    wording: Wording | None = None,
) -> str:
    """Say a partial date in a language, in Gregorian months, no more precisely than it is known.

    ``variant`` picks among ``MONTHS[language]`` (default the first: Iraqi names in Arabic).
    ``months`` (twelve names) and ``wording`` serve a language these tables lack.
    Raises ``DateProblem`` ``date.no_wording`` for an unknown language or variant.
    """
    words = wording or _known(WORDINGS, language)
    kinds = {} if months else _known(MONTHS, language)
    names = months or _known(kinds, variant or next(iter(kinds)))
    said = _said(partial, words, names)
    if digits == "native":
        said = said.translate(str.maketrans("0123456789", words.native_digits))
    return said


def _known(table: dict[str, T], key: str) -> T:
    if key not in table:
        raise DateProblem("date.no_wording", language=key)
    return table[key]


def _said(partial: PartialDate, words: Wording, names: Sequence[str]) -> str:
    about = words.about if partial.estimated else "{date}"

    def one(day: date, unit: Unit) -> str:
        pattern = {"day": words.day, "month": words.month, "year": words.year}[unit]
        said = pattern.format(day=day.day, month=names[day.month - 1], year=day.year)
        return about.format(date=said)

    first, last = partial.earliest, partial.latest
    if first and last:
        # Both ends in the unit they share: whole years, whole months, else days.
        unit: Unit = "day" if first == last else min(_unit_starting(first), _unit_ending(last))
        start, end = one(first, unit), one(last, unit)
        return start if start == end else words.between.format(first=start, last=end)
    if last:
        day = last + _ONE_DAY
        return words.before.format(date=one(day, _unit_starting(day)))
    if first:
        day = first - _ONE_DAY
        return words.after.format(date=one(day, _unit_ending(day)))
    return words.unknown


def _unit_starting(day: date) -> Unit:
    """Name the largest unit that begins on a day."""
    return "day" if day.day > 1 else "month" if day.month > 1 else "year"


def _unit_ending(day: date) -> Unit:
    """Name the largest unit that ends on a day."""
    return _unit_starting(day + _ONE_DAY)
