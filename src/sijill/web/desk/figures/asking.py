"""What a figures page was asked: which figure, which period, as findings stood when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from sijill.analyse.figures.queries import casualty_tables, unverified_tables
from sijill.analyse.figures.tables import CasualtyTables
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.figures.periods import (
    Period,
    end_of_day,
    last_whole_quarter,
    read_period,
    today,
)

VERIFIED, UNVERIFIED = "verified", "unverified"


@dataclass(frozen=True)
class Question:
    """One question to the register; ``as_of`` None is now."""

    basis: str
    period: Period
    as_of: date | None = None

    def address(self, name: str = "figures", **changes: str) -> str:
        """The address of the same question, changed as said."""
        query = {"basis": self.basis, "period": self.period.key}
        if self.as_of:
            query["as_of"] = self.as_of.isoformat()
        return f"{reverse(name)}?{urlencode(query | changes)}"

    def answer(self, viewer: Viewer) -> CasualtyTables:
        """The tables. Raises as casualty_tables does."""
        ask = unverified_tables if self.basis == UNVERIFIED else casualty_tables
        moment = end_of_day(self.as_of) if self.as_of else None
        return ask(viewer, self.period.first, self.period.last, moment)


def read_question(given: QueryDict) -> Question:
    """The question in an address. Raises Problem figure.period, figure.as_of."""
    basis = UNVERIFIED if given.get("basis") == UNVERIFIED else VERIFIED
    return Question(basis, _period(given), _as_of(given.get("as_of", "").strip()))


def _period(given: QueryDict) -> Period:
    if year := given.get("year", "").strip():
        return read_period("-".join(filter(None, (year, given.get("part", "")))))
    if key := given.get("period", ""):
        return read_period(key)
    return last_whole_quarter(today())


def _as_of(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Problem("figure.as_of") from None
    return None if day >= today() else day
