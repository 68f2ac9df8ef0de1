"""What one recording holds, as plain data: who did what to whom, and who told us.

Codes are keys of terms (``act.killing``), places and actors by their own codes. Titles and
summaries are neutral text that cites people by code; accounts are as told, and are sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sijill.base.dates import PartialDate
from sijill.record.people.naming import Given
from sijill.record.people.registration import Counts
from sijill.record.terms import NOT_ASKED, UNKNOWN
from sijill.trust.access.enums import Classification


@dataclass(frozen=True)
class VictimEntry:
    """One victim (known by ``person``, or new) or one group, and the acts they suffered.

    names: a typed name, or a list of names in ordered parts. counts: least, best, most of a
    group. Sex, age and status are those at the time. age_years None with a group of ages left
    out is "not asked"; a stated age fills the group of ages.
    """

    person: UUID | None = None
    names: Given = None
    kind: str = "person"
    counts: Counts | None = None
    sex: str = UNKNOWN
    age_group: str = ""
    age_years: int | None = None
    status: str = UNKNOWN
    acts: tuple[str, ...] = ()
    cause: str = NOT_ASKED
    note: str = ""


@dataclass(frozen=True)
class PerpetratorEntry:
    """Who is said to have done it: in record_incident, every act of the incident."""

    actor: str
    unit: str = ""
    degree: str = "degree.unknown"
    certainty: str = "certainty.alleged"
    claimed: bool = False
    denied: bool = False
    person: UUID | None = None


@dataclass(frozen=True)
class InformationEntry:
    """What one source says. source None: a new source of ``new_source_kind`` is registered.

    reliability: the source's letter as it stands now; credibility: the number of this piece.
    """

    source: UUID | None = None
    new_source_kind: str = "source.person"
    new_source_description: str = ""
    reliability: str = "reliability.f"
    credibility: str = "credibility.6"
    proximity: str = "proximity.unknown"
    stance: str = "stance.supports"
    question: str = "question.act_occurred"
    material: str = "material.testimony"
    account: str = ""
    summary: str = ""
    language: str = ""
    received_on: date | None = None
    report: UUID | None = None


@dataclass(frozen=True)
class IncidentEntry:
    """One incident with everything that was entered on one screen.

    compartments: only those the recorder names; nothing is hidden from its author by itself.
    place_precision: a term of ``precision_place`` (its code alone will do).
    """

    title: str
    occurred: PartialDate = field(default_factory=PartialDate.unknown)
    summary: str = ""
    place: str | None = None
    place_precision: str = ""
    address: str = ""
    kind: str | None = None
    conflict_link: str = ""
    victims: tuple[VictimEntry, ...] = ()
    perpetrators: tuple[PerpetratorEntry, ...] = ()
    information: tuple[InformationEntry, ...] = ()
    reports: tuple[UUID, ...] = ()
    received_on: date | None = None
    compartments: tuple[str, ...] = ()
    classification: int = Classification.CONFIDENTIAL
    longitude: float | None = None
    latitude: float | None = None
