"""May this be written? Texts, codes and labels, checked before anything is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from sijill.base.dates import PartialDate
from sijill.record.incidents.entry import IncidentEntry
from sijill.record.incidents.enums import ConflictLink
from sijill.record.terms import checked_terms
from sijill.reference.models import Actor, PlaceUnit
from sijill.trust.access.enums import Compartment
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer

TITLE_LENGTH = 200
PRECISION = "precision_place"
SEPARATOR = "/"


def check_labels(entry: IncidentEntry, by: Viewer) -> None:
    """Refuse labels that would hide the record from its own author."""
    for compartment in entry.compartments:
        if compartment not in Compartment.values:
            raise Problem("incident.unknown_compartment", compartment=compartment)
        if compartment not in by.compartments:
            raise Problem("incident.compartment_not_yours", compartment=compartment)
    if entry.classification > by.clearance:
        raise Problem("incident.above_clearance")


def checked_title(title: str) -> str:
    """The title in one line. Raises Problem ``incident.no_title``, ``incident.long_title``."""
    line = " ".join(title.split())
    if not line:
        raise Problem("incident.no_title")
    if len(line) > TITLE_LENGTH:
        raise Problem("incident.long_title", most=TITLE_LENGTH)
    return line


def check_days(occurred: PartialDate, received_on: date) -> None:
    """Refuse days to come."""
    today = timezone.localdate()
    if occurred.earliest is not None and occurred.earliest > today:
        raise Problem("incident.future", day=occurred.earliest.isoformat())
    if received_on > today:
        raise Problem("incident.received_in_future", day=received_on.isoformat())


def check_conflict_link(value: str) -> None:
    """Refuse a link outside the list."""
    if value not in ConflictLink.values:
        raise Problem("incident.unknown_conflict_link", value=value)


def checked_place(code: str | None) -> tuple[PlaceUnit | None, str | None]:
    """The unit of a code, and the code of the first-level unit it lies in (None for a country).

    Raises Problem ``incident.unknown_place`` (place).
    """
    if not code:
        return None, None
    unit = PlaceUnit.objects.filter(pk=code).first()
    if unit is None:
        raise Problem("incident.unknown_place", place=code)
    return unit, area_of(unit)


def area_of(unit: PlaceUnit) -> str | None:
    """The second element of the path: the unit of the pack's first level."""
    path = unit.path.split(SEPARATOR)
    return path[1] if len(path) > 1 else None


def checked_precision(value: str) -> str:
    """The key of a place precision, from key or code alone; empty stays empty."""
    if not value:
        return ""
    key = value if value.startswith(f"{PRECISION}.") else f"{PRECISION}.{value}"
    checked_terms([(PRECISION, key)])
    return key


def check_actors(codes: Iterable[str]) -> None:
    """Refuse actors the pack does not know. Raises Problem ``incident.unknown_actor`` (actor)."""
    wanted = set(codes)
    missing = wanted - set(Actor.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing:
        raise Problem("incident.unknown_actor", actor=min(missing))
