"""The moment a reader asks about: a year, a month or a day, written in any way we read dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sijill.base.dates import DateProblem, PartialDate, Precision, parse

PRECISE_ENOUGH = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True)
class Asked:
    """What was asked: ``day`` is the last day of it; ``wrong`` when it cannot be read as a date."""

    text: str
    day: date | None = None
    when: PartialDate | None = None
    wrong: bool = False


def asked(text: str) -> Asked:
    """Read ``2021-05``, ``May 2021``, ``2021`` or a day; empty text asks for nothing."""
    text = text.strip()
    if not text:
        return Asked("")
    try:
        when = parse(text)
    except DateProblem:
        return Asked(text[:40], wrong=True)
    if when.precision not in PRECISE_ENOUGH or when.latest is None:
        return Asked(text[:40], wrong=True)
    return Asked(text, when.latest, when)
