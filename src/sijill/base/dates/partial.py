"""A date known in part: the days it may be, how precise that is, and what was entered."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sijill.base.dates.calendars import Calendar, month_span, to_gregorian, year_span
from sijill.base.dates.errors import DateProblem


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


_ENDS = {
    Precision.BEFORE: (False, True),
    Precision.AFTER: (True, False),
    Precision.UNKNOWN: (False, False),
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The Gregorian days a date may be, both ends included, and how it was given.

    ``earliest`` is None for ``before``, ``latest`` for ``after``, both for ``unknown``. A month or
    year of another calendar keeps that precision over its Gregorian days.
    Raises ``DateProblem``: ``date.range_reversed``, or ``date.impossible`` when the ends do not
    fit the precision.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    estimated: bool = False
    entered: str = ""
    calendar: Calendar = Calendar.GREGORIAN

    def __post_init__(self) -> None:
        ends = (self.earliest is not None, self.latest is not None)
        if ends != _ENDS.get(self.precision, (True, True)):
            raise DateProblem("date.impossible", precision=str(self.precision))
        if self.earliest is None or self.latest is None:
            return
        if self.earliest > self.latest:
            raise DateProblem(
                "date.range_reversed",
                earliest=self.earliest.isoformat(),
                latest=self.latest.isoformat(),
            )
        if self.precision is Precision.DAY and self.earliest != self.latest:
            raise DateProblem("date.impossible", precision=str(self.precision))

    @classmethod
    def of_day(
        cls, day: date, *, estimated: bool = False, entered: str | None = None
    ) -> "PartialDate":
        """Make a date known to the day."""
        plain = date(day.year, day.month, day.day)
        shown = plain.isoformat() if entered is None else entered
        return cls(plain, plain, Precision.DAY, estimated, shown)

    @classmethod
    def of(
        cls,
        year: int,
        month: int | None = None,
        day: int | None = None,
        *,
        calendar: Calendar = Calendar.GREGORIAN,
        estimated: bool = False,
        entered: str | None = None,
    ) -> "PartialDate":
        """Make a date of a year, a month or a day of a calendar, as precise as what is given."""
        parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
        shown = "-".join(parts) if entered is None else entered
        if month is None:
            return cls(*year_span(calendar, year), Precision.YEAR, estimated, shown, calendar)
        if day is None:
            first, last = month_span(calendar, year, month)
            return cls(first, last, Precision.MONTH, estimated, shown, calendar)
        found = to_gregorian(calendar, year, month, day)
        return cls(found, found, Precision.DAY, estimated, shown, calendar)

    @classmethod
    def between(
        cls, first: date, last: date, *, estimated: bool = False, entered: str | None = None
    ) -> "PartialDate":
        """Make a range, both ends included."""
        shown = f"{first.isoformat()}..{last.isoformat()}" if entered is None else entered
        return cls(first, last, Precision.RANGE, estimated, shown)

    @classmethod
    def before(cls, day: date, *, entered: str | None = None) -> "PartialDate":
        """Make a date known to be earlier than a day."""
        shown = f"before {day.isoformat()}" if entered is None else entered
        return cls(None, day - timedelta(days=1), Precision.BEFORE, False, shown)

    @classmethod
    def after(cls, day: date, *, entered: str | None = None) -> "PartialDate":
        """Make a date known to be later than a day."""
        shown = f"after {day.isoformat()}" if entered is None else entered
        return cls(day + timedelta(days=1), None, Precision.AFTER, False, shown)

    @classmethod
    def unknown(cls, entered: str = "") -> "PartialDate":
        """Make a date of which nothing is known."""
        return cls(None, None, Precision.UNKNOWN, False, entered)

    @property
    def day(self) -> date | None:
        """The day when it is known to the day, else None."""
        return self.earliest if self.precision is Precision.DAY else None


def overlaps(a: PartialDate, b: PartialDate) -> bool:
    """Say whether the two may be the same day. An unknown date overlaps nothing: list it apart."""
    if Precision.UNKNOWN in (a.precision, b.precision):
        return False
    return _starts_by(a, b) and _starts_by(b, a)


def within(inner: PartialDate, outer: PartialDate) -> bool:
    """Say whether every day ``inner`` may be lies in ``outer``, so that it surely belongs there."""
    if Precision.UNKNOWN in (inner.precision, outer.precision):
        return False
    starts = outer.earliest is None or (
        inner.earliest is not None and inner.earliest >= outer.earliest
    )
    ends = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return starts and ends


def _starts_by(a: PartialDate, b: PartialDate) -> bool:
    return a.earliest is None or b.latest is None or a.earliest <= b.latest
