"""What a presence says of itself, and what of that was valid on a given day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sijill.reference.labels import EMPTY, Label
from sijill.reference.periods import Period


@dataclass(frozen=True)
class Statement:
    """One sentence or heading of the profile, with the days it was valid and its source."""

    kind: str
    key: str
    label: Label
    detail: Label
    valid: Period
    source: str
    order: int = 0
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A dated value that is not prose, such as the year established (``"2003"``)."""

    key: str
    value: str
    valid: Period
    source: str
    note: str = ""


@dataclass(frozen=True)
class Mandate:
    """One mandate period; ``valid`` follows the stated terms, ``adopted`` is the decision's day."""

    resolution: str
    year: int
    adopted: date
    label: Label
    valid: Period
    source: str
    note: str = ""


@dataclass(frozen=True)
class Office:
    """A field office. An unknown opening is ``None`` with ``opened_note`` as what to show."""

    code: str
    prefix: str
    place: str
    label: Label
    opened: date | None
    closed: date | None
    opened_note: Label
    source: str
    order: int = 0
    note: str = ""

    @property
    def open_days(self) -> Period:
        return Period(self.opened, self.closed)


@dataclass(frozen=True)
class Coverage:
    """The units one office answers for, for a time."""

    office: str
    units: tuple[str, ...]
    valid: Period
    source: str
    note: str = ""


@dataclass(frozen=True)
class SpokenLanguage:
    """A language of the country: its direction and standing."""

    key: str
    label: Label
    direction: str
    status: str
    source: str


@dataclass(frozen=True)
class Presence:
    """Everything recorded of one presence, over all its time."""

    key: str
    began: date
    ended: date | None
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    mandates: tuple[Mandate, ...]
    offices: tuple[Office, ...]
    coverage: tuple[Coverage, ...]
    languages: tuple[SpokenLanguage, ...]


@dataclass(frozen=True)
class Profile:
    """A presence as it stood on one day. Empty parts were not recorded for that day."""

    on: date
    began: bool
    ended: Statement | None
    ended_on: date | None
    statements: tuple[Statement, ...]
    facts: Mapping[str, str]
    mandate: Mandate | None
    offices: tuple[Office, ...]
    closed_offices: tuple[Office, ...]
    languages: tuple[SpokenLanguage, ...]

    def of_kind(self, kind: str) -> tuple[Statement, ...]:
        """Give the statements of one kind in their order: ``pillar``, ``shift``, ``paragraph``…"""
        return tuple(statement for statement in self.statements if statement.kind == kind)

    def says(self, kind: str) -> Label:
        """Give the label of a kind that has one statement at a time, else an empty label."""
        found = self.of_kind(kind)
        return found[0].label if found else EMPTY

    @property
    def established(self) -> str | None:
        return self.facts.get("established")

    @property
    def last_reviewed(self) -> str | None:
        """A year or a year and month, as ``2021-05``."""
        return self.facts.get("last_reviewed")


class HasPresence(Protocol):
    @property
    def presence(self) -> Presence: ...


def profile_at(pack: HasPresence, on: date) -> Profile:
    """Give only what was valid on ``on``.

    After the presence has ended, ``ended`` is the statement that says so and ``ended_on`` the last
    day; ask again with ``ended_on`` for the presence as it was then.
    """
    presence = pack.presence
    held = [statement for statement in presence.statements if statement.valid.holds(on)]
    is_over = presence.ended is not None and on > presence.ended
    return Profile(
        on=on,
        began=presence.began <= on,
        ended=next((statement for statement in held if statement.kind == "ended"), None),
        ended_on=presence.ended if is_over else None,
        statements=tuple(sorted(held, key=lambda statement: (statement.kind, statement.order))),
        facts={fact.key: fact.value for fact in presence.facts if fact.valid.holds(on)},
        mandate=next((mandate for mandate in presence.mandates if mandate.valid.holds(on)), None),
        offices=tuple(
            office
            for office in presence.offices
            if presence.began <= on and office.open_days.holds(on)
        ),
        closed_offices=tuple(
            office for office in presence.offices if office.closed and office.closed < on
        ),
        languages=presence.languages,
    )


def office_for(pack: HasPresence, unit: str, on: date) -> Office | None:
    """Give the office that answers for a unit on a day, or None when none does."""
    presence = pack.presence
    codes = {
        coverage.office
        for coverage in presence.coverage
        if unit in coverage.units and coverage.valid.holds(on)
    }
    return next((office for office in presence.offices if office.code in codes), None)
