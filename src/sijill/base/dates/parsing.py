"""From what a person typed, or a spreadsheet held, to a partial date."""

import re
from dataclasses import replace
from typing import Final

from sijill.base.dates.calendars import Calendar, month_length
from sijill.base.dates.errors import DateProblem
from sijill.base.dates.months import month_spellings, plain
from sijill.base.dates.partial import PartialDate, Precision
from sijill.base.text import normalise

# A whole paragraph in a date column is refused before any pattern works on it.
LONGEST_DATE: Final = 100

_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"(?<=\d)(?:t|,?\s+)\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[ap]m|z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?")
_YEAR_LAST: Final = re.compile(r"(?:(\d{1,2})\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*(\d{4})")
_TWO_DIGIT_YEAR: Final = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")
_NO_YEAR: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_NAMED: Final = re.compile(
    r"(?:(?P<day>\d{1,2})\s*(?:st|nd|rd|th|ي)?(?: of)?[\s/,-]*)?"
    r"(?P<month>[^\W\d_][^\d,،/]*?)[\s/,،.-]*(?P<year>\d{4})"
)
_NAMED_MONTH_FIRST: Final = re.compile(
    r"(?P<month>[^\W\d_][^\d,،/]*?)[\s.-]*(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s,،]+(?P<year>\d{4})"
)
_NAMED_NO_YEAR: Final = re.compile(r"\d{1,2}\s+[^\W\d_][^\d]*|[^\W\d_][^\d]*\s+\d{1,2}")

_UNKNOWN: Final = frozenset(
    normalise(written)
    for written in (
        *("", "?", "-", "–", "n/a", "na", "unk", "unknown", "not known", "date unknown"),
        *("مجهول", "غير معروف", "غير معلوم", "تاريخ غير معروف"),
        *("نەزانراو", "نادیار", "بەروار نەزانراوە"),
    )
)


def _openings(*written: str) -> re.Pattern[str]:
    words = sorted((normalise(word) for word in written), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?=[\s\d.]|$)\.?\s*")


_ABOUT: Final = _openings(
    *("about", "around", "approximately", "approx", "circa", "ca", "c", "~", "c."),
    *("حوالي", "نحو", "تقريبا", "قرابة", "نزیکەی", "دەوروبەری", "لە دەوروبەری"),
)
_ABOUT_AFTER: Final = re.compile(rf"\s*(?:\(?\?\)?|\(?{normalise('تقريبا')}\)?|\(estimated\))$")
_BEFORE: Final = _openings("before", "prior to", "<", "قبل", "پێش")
_AFTER: Final = _openings("after", "later than", ">", "بعد", "دوای", "پاش")
_UNTIL: Final = _openings(
    "until", "up to", "by", "no later than", "<=", "حتى", "لغاية", "تا", "هەتا"
)
_SINCE: Final = _openings("since", "from", "not before", ">=", "منذ", "من", "لە")
_BETWEEN: Final = re.compile(
    rf"(?:from|between|{normalise('من')}|{normalise('بين')}|{normalise('لە')}"
    rf"|{normalise('لە نێوان')})\s+(.+?)\s+"
    rf"(?:to|and|until|{normalise('إلى')}|{normalise('حتى')}|و|{normalise('تا')})\s*(.+)"
)
_TO: Final = re.compile(
    rf"\s*\.\.+\s*|\s+(?:to|–|—|-|{normalise('إلى')}|{normalise('تا')})\s+|\s*[–—]\s*"
)
_ISO_SLASH: Final = re.compile(r"(\d{4}(?:-\d\d?){0,2})\s*/\s*(\d{4}(?:-\d\d?){0,2})")
_TWO_YEARS: Final = re.compile(r"(\d{4})\s*-\s*(\d{4})")

# Signs that name the era after a year: hijri "هـ", the Christian era, the Kurdish year.
_ERAS: Final = (
    (Calendar.HIJRI, re.compile(r"\s*(?:ه|هجري|هجريه|ah|a\.h\.)$")),
    (Calendar.GREGORIAN, re.compile(r"\s*(?:م|ميلادي|ميلاديه|ad|ce|a\.d\.)$")),
    (Calendar.KURDISH, re.compile(rf"\s*(?:{normalise('کوردی')}|{normalise('ی کوردی')})$")),
)
_SPELLINGS: Final = {calendar: month_spellings(calendar) for calendar in Calendar}


def parse(
    text: str, *, calendar: Calendar = Calendar.GREGORIAN, month_first: bool = False
) -> PartialDate:
    """Read a date as precisely as it was given, and no more.

    ``calendar`` is the one meant by bare numbers; a month name or era of another calendar decides
    for itself. ``03/04/2016`` is 3 April, or 4 March with ``month_first``; a date that fits only
    the other order is refused, because in a column it shows that all are in the other order.
    A time of day is dropped; the day is the one written, whatever the zone. Hijri dates count as
    estimated (see ``calendars``). Raises ``DateProblem``; ``params["entered"]`` is the text.
    """
    try:
        plain_day = _plain_day(text) if calendar is Calendar.GREGORIAN else None
        found = plain_day or _read(_prepared(text), calendar, month_first)
    except DateProblem as problem:
        raise DateProblem(problem.code, **{**problem.params, "entered": text}) from None
    return replace(found, entered=text)


def _plain_day(text: str) -> PartialDate | None:
    """Read what most spreadsheets hold, an ISO day, the short way."""
    if not _ISO_DAY.fullmatch(text):
        return None
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:])
    return PartialDate.of(year, month, day, entered=text)


def _prepared(text: str) -> str:
    return normalise(text).strip(" ،,;")


def _read(text: str, calendar: Calendar, month_first: bool) -> PartialDate:
    if text in _UNKNOWN:
        return PartialDate.unknown()
    if len(text) > LONGEST_DATE:
        raise DateProblem("date.not_understood")
    about = _ABOUT.match(text)
    trimmed = _ABOUT_AFTER.sub("", text[about.end() :] if about else text)
    if trimmed != text:
        return replace(_read(trimmed, calendar, month_first), estimated=True)
    ends = _range_ends(text)
    if ends:
        return _between(*(_read(end, calendar, month_first) for end in ends))
    for opening, bound in _BOUNDS:
        found = opening.match(text)
        if found:
            return _bounded(_read(text[found.end() :], calendar, month_first), bound)
    return _single(text, calendar, month_first)


_BOUNDS: Final = ((_BEFORE, "before"), (_AFTER, "after"), (_UNTIL, "until"), (_SINCE, "since"))


def _range_ends(text: str) -> tuple[str, str] | None:
    for pattern in (_BETWEEN, _ISO_SLASH, _TWO_YEARS):
        found = pattern.fullmatch(text)
        if found:
            return found[1], found[2]
    parts = _TO.split(text)
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _between(first: PartialDate, last: PartialDate) -> PartialDate:
    if first.earliest is None or last.latest is None:
        raise DateProblem("date.not_understood")
    estimated = first.estimated or last.estimated
    return PartialDate(first.earliest, last.latest, Precision.RANGE, estimated, "", first.calendar)


def _bounded(inner: PartialDate, bound: str) -> PartialDate:
    first, last = inner.earliest, inner.latest
    if first is None or last is None:
        raise DateProblem("date.not_understood")
    if bound == "before":
        made = PartialDate.before(first)
    elif bound == "after":
        made = PartialDate.after(last)
    elif bound == "until":
        made = PartialDate(None, last, Precision.BEFORE)
    else:
        made = PartialDate(first, None, Precision.AFTER)
    return replace(made, estimated=inner.estimated, calendar=inner.calendar)


def _single(text: str, calendar: Calendar, month_first: bool) -> PartialDate:
    text = _TIME.sub("", text)
    for era, sign in _ERAS:
        found = sign.search(text)
        if found and text[: found.start()][-1:].isdigit():
            text, calendar = text[: found.start()], era
    return _numeric(text, calendar, month_first) or _named(text, calendar) or _refused(text)


def _numeric(text: str, calendar: Calendar, month_first: bool) -> PartialDate | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        year, month, day = (int(part) if part else None for part in found.group(1, 3, 4))
        return _dated(calendar, year or 0, month, day)
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    year, second = int(found[3]), int(found[2])
    if found[1] is None:
        return _dated(calendar, year, second, None)
    day, month = (second, int(found[1])) if month_first else (int(found[1]), second)
    if month > 12 >= day:
        raise DateProblem("date.no_such_month", month=month, month_first=month_first)
    return _dated(calendar, year, month, day)


def _named(text: str, calendar: Calendar) -> PartialDate | None:
    for pattern in (_NAMED_MONTH_FIRST, _NAMED):
        found = pattern.fullmatch(text)
        known = _month(found["month"], calendar) if found else None
        if found and known:
            day = int(found["day"]) if found["day"] else None
            return _dated(known[0], int(found["year"]), known[1], day)
    return None


def _month(name: str, calendar: Calendar) -> tuple[Calendar, int] | None:
    """Find a month name: first in the calendar meant, then in the others."""
    spelled = plain(name)
    # Sorani joins the year to the month with a final ya.
    for key in (spelled, spelled.removesuffix("ي"), spelled.removesuffix(" of")):
        for candidate in (calendar, *Calendar):
            if key in _SPELLINGS[candidate]:
                return candidate, _SPELLINGS[candidate][key]
    return None


def _dated(calendar: Calendar, year: int, month: int | None, day: int | None) -> PartialDate:
    sighted = calendar is Calendar.HIJRI
    return PartialDate.of(year, month, day, calendar=calendar, estimated=sighted, entered="")


def _refused(text: str) -> PartialDate:
    found = _NO_YEAR.fullmatch(text)
    if found:
        day, month = int(found[1]), int(found[2])
        # In a leap year, so that 29 February is only missing its year.
        if month <= 12 and not 1 <= day <= month_length(Calendar.GREGORIAN, 2000, max(month, 1)):
            raise DateProblem("date.no_such_day", day=day, month=month)
        raise DateProblem("date.no_year")
    if _TWO_DIGIT_YEAR.fullmatch(text):
        raise DateProblem("date.two_digit_year")
    if _NAMED_NO_YEAR.fullmatch(text) and _month(re.sub(r"\d+", "", text), Calendar.GREGORIAN):
        raise DateProblem("date.no_year")
    raise DateProblem("date.not_understood")
