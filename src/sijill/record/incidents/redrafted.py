"""A report came again with other content: the draft follows, unless a person has worked on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import models

from sijill.intake.reception import Received
from sijill.record.incidents.drafted import LEAD, Drafted, Drafts
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
)
from sijill.record.incidents.search_words import refresh_search
from sijill.record.people.models import Person
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.actions import ask

CHANGED = "report.changed"  # the request on the worklist
# What drafting itself hangs on an incident; anything else that points at it is a person's work.
_KEPT = {
    "id",
    "office",
    "compartments",
    "classification",
    "created_at",
    "created_by",
    "reference",
    "state",
    "address_sealed",
    "sealed_version",
    "key_epoch",
    "wrapped_key",
    "assigned_to",
    "closure_reason",
}
_FIELDS = [f.name for f in Incident._meta.concrete_fields if f.name not in _KEPT]
_OWN = {"Act", "Information", "IncidentReport", "SearchEntry", "Involvement", "NameKey"}


def redraft(received: Sequence[Received], drafts: Drafts, *, by: Viewer) -> int:
    """Bring drafts in step with reports that changed; returns how many were written over.

    Where somebody has worked on an incident, it stays, and a request says that the report it
    rests on has changed.
    """
    if not received:
        return 0
    incidents = _drafted_from([found.pk for found in received])
    touched = _touched([incident for held in incidents.values() for incident in held])
    over: list[tuple[Incident, Received]] = []
    for found in received:
        held = incidents.get(found.pk, [])
        if len(held) == 1 and held[0].pk not in touched:
            over.append((held[0], found))
            continue
        for incident in held:
            ask(CHANGED, incident, needs=Permission.RECORD, by=by)
    for alike in _by_labels(over):
        _write_over(alike, drafts)
    return len(over)


def _drafted_from(reports: Iterable[UUID]) -> dict[UUID, list[Incident]]:
    links = IncidentReport.objects.filter(report__in=list(reports)).select_related("incident")
    found: dict[UUID, list[Incident]] = defaultdict(list)
    for link in links:
        found[link.report_id].append(link.incident)
    return found


def _by_labels(
    over: Sequence[tuple[Incident, Received]],
) -> list[list[tuple[Incident, Received]]]:
    """Drafts that stand under the same labels, together."""
    groups: dict[tuple[int, tuple[str, ...]], list[tuple[Incident, Received]]] = defaultdict(list)
    for incident, found in over:
        groups[incident.classification, tuple(incident.compartments)].append((incident, found))
    return list(groups.values())


def _write_over(over: Sequence[tuple[Incident, Received]], drafts: Drafts) -> None:
    keys = [incident.pk for incident, _ in over]
    acts = Act.objects.filter(incident__in=keys)
    people = list(acts.values_list("victim", flat=True))
    Involvement.objects.filter(act__incident__in=keys).delete()
    acts.delete()
    Person.objects.filter(pk__in=people).delete()
    Information.objects.filter(incident__in=keys).delete()
    mark = drafts.hang(
        [Drafted(incident.pk, incident.reference, found) for incident, found in over]
    )
    for incident, found in over:
        for name, value in {**drafts.fields(found), **mark}.items():
            setattr(incident, name, value)
    incidents = [incident for incident, _ in over]
    Incident.objects.bulk_create(
        incidents, update_conflicts=True, unique_fields=["id"], update_fields=_FIELDS
    )
    refresh_search(incidents)


def _touched(incidents: Sequence[Incident]) -> set[UUID]:
    """Incidents on which a person has worked.

    A draft and everything under it bear one moment of writing; whatever bears another, or points
    at it from another room, is somebody's work.
    """
    written = {incident.pk: incident.changed_at for incident in incidents}
    touched = {
        held.pk
        for held in incidents
        if held.state != LEAD or held.assigned_to or set(held.clocks) != {"*"}
    }
    acts = list(
        Act.objects.filter(incident__in=written).values_list(
            "pk", "incident", "changed_at", "victim", "victim__changed_at"
        )
    )
    touched |= {inc for _, inc, at, _, victim_at in acts if {at, victim_at} != {written[inc]}}
    told = Information.objects.filter(incident__in=written).values_list("incident", "changed_at")
    touched |= {incident for incident, at in told if at != written[incident]}
    involved = Involvement.objects.filter(act__incident__in=written).values_list(
        "act__incident", "changed_at"
    )
    touched |= {incident for incident, at in involved if at != written[incident]}
    touched |= _pointed_at(Incident, {pk: pk for pk in written})
    touched |= _pointed_at(Act, {act: incident for act, incident, *_ in acts})
    return touched | _pointed_at(Person, {row[3]: row[1] for row in acts})


def _pointed_at(model: type[models.Model], incident_of: dict[UUID, UUID]) -> set[UUID]:
    """Incidents of the rows that anything but drafting itself refers to."""
    found: set[UUID] = set()
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other.__name__ in _OWN or hasattr(other, "pgh_tracked_model"):
            continue
        name = relation.field.name
        rows = other._default_manager.filter(**{f"{name}__in": list(incident_of)})
        found |= {incident_of[key] for key in rows.values_list(name, flat=True)}
    return found
