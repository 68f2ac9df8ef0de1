"""What a channel understood of one report. Frozen, so that record drafts from it unchanged."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sijill.base.dates import PartialDate
from sijill.intake.channels.spreadsheet.rows import Reason


@dataclass(frozen=True, slots=True)
class ParsedPlace:
    """Where. ``unit`` is the smallest unit known, ``area`` the one of the first level above it.

    reason: {"code": how it was found, …}. ``unmatched`` is the spelling (with the names above
    it) that nobody knows yet; the report then waits in the place queue under it.
    """

    unit: str | None = None
    area: str | None = None
    precision: str = "precision_place.unknown"
    confidence: float | None = None
    reason: dict[str, Any] = field(default_factory=dict)
    longitude: float | None = None
    latitude: float | None = None
    unmatched: str = ""

    def to_json(self) -> dict[str, Any]:
        """What is known of the place, as JSON."""
        found: dict[str, Any] = {
            "unit": self.unit,
            "area": self.area,
            "precision": self.precision,
            "confidence": self.confidence,
            "reason": self.reason,
            "longitude": self.longitude,
            "latitude": self.latitude,
            "unmatched": self.unmatched,
        }
        return {name: value for name, value in found.items() if value not in (None, "", {})}


@dataclass(frozen=True, slots=True)
class ParsedActor:
    """Who is said to have done it. ``reason``: how the label was understood."""

    code: str
    degree: str
    certainty: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ParsedGroup:
    """Victims counted but not named."""

    least: int
    best: int
    most: int
    act: str
    status: str
    sex: str
    age: str
    by: tuple[ParsedActor, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """One named victim. ``names`` as record/people keeps them; sealed wherever it is stored."""

    names: tuple[dict[str, Any], ...]
    act: str
    status: str
    sex: str
    age_group: str
    age_years: int | None = None
    born: PartialDate | None = None
    by: tuple[ParsedActor, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """One report understood. ``notes``: what was taken with a reservation."""

    title: str
    summary: str
    occurred: PartialDate
    place: ParsedPlace
    kind: str
    cause: str
    office: str
    language: str
    cite: str = ""
    conflict_link: str = ""
    groups: tuple[ParsedGroup, ...] = ()
    persons: tuple[ParsedPerson, ...] = ()
    notes: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As it is sealed beside the report."""
        found: dict[str, Any] = {
            "title": self.title,
            "summary": self.summary,
            "occurred": date_json(self.occurred),
            "place": self.place.to_json(),
            "kind": self.kind,
            "cause": self.cause,
            "office": self.office,
            "language": self.language,
            "cite": self.cite,
        }
        if self.groups:
            found["groups"] = [asdict(group) for group in self.groups]
        if self.persons:
            found["persons"] = [_person_json(person) for person in self.persons]
        if self.notes:
            found["notes"] = [note.to_json() for note in self.notes]
        return found


def date_json(partial: PartialDate) -> dict[str, Any]:
    """A partial date as JSON."""
    return {
        "from": _day(partial.earliest),
        "to": _day(partial.latest),
        "precision": str(partial.precision),
        "estimated": partial.estimated,
        "entered": partial.entered,
        "calendar": str(partial.calendar),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _person_json(person: ParsedPerson) -> dict[str, Any]:
    found: dict[str, Any] = {
        "names": list(person.names),
        "act": person.act,
        "status": person.status,
        "sex": person.sex,
        "age_group": person.age_group,
        "age_years": person.age_years,
        "by": [asdict(actor) for actor in person.by],
    }
    if person.born is not None:
        found["born"] = date_json(person.born)
    return found
