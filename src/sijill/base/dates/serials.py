"""Dates that a spreadsheet stored as a count of days."""

import math
from datetime import date, timedelta

from sijill.base.dates.errors import DateProblem
from sijill.base.dates.partial import PartialDate

# Excel's calendar has a 29 February 1900 that never was: the days before it count from one later.
_FALSE_LEAP_DAY = 60
_LAST_SERIAL = 2_958_465  # 31 December 9999


def from_excel_serial(serial: float, *, epoch_1904: bool = False) -> PartialDate:
    """Read an Excel day number (the part after the point is the time, and dropped).

    ``epoch_1904`` is the workbook's own setting. ``entered`` keeps the number.
    Raises ``DateProblem``: ``date.not_a_serial`` for what is no day at all, ``date.no_such_day``
    for Excel's 29 February 1900.
    """
    first = 0 if epoch_1904 else 1
    if not math.isfinite(serial) or not first <= serial < _LAST_SERIAL + 1:
        raise DateProblem("date.not_a_serial", serial=str(serial))
    days = int(serial)
    entered = str(days) if days == serial else str(serial)
    if epoch_1904:
        return PartialDate.of_day(date(1904, 1, 1) + timedelta(days=days), entered=entered)
    if days == _FALSE_LEAP_DAY:
        raise DateProblem("date.no_such_day", day=29, month=2, year=1900, entered=entered)
    start = date(1899, 12, 31) if days < _FALSE_LEAP_DAY else date(1899, 12, 30)
    return PartialDate.of_day(start + timedelta(days=days), entered=entered)
