"""What is known of an incident: facts, acts, information, and what may be done next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count

from sijill.record.incidents.enums import ConflictLink
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.incidents.queries import acts_of, information_of
from sijill.record.people.models import Person
from sijill.record.sources.queries import clusters
from sijill.reference.queries import terms
from sijill.trust.access.enums import Compartment, Permission
from sijill.trust.access.viewer import Viewer
from sijill.verify.policies import SUPPORTS
from sijill.verify.states import OPEN_TO_FINDINGS
from sijill.web.desk.incidents.incident_steps import steps
from sijill.web.desk.incidents.record_places import REASONS as PLACE_REASONS
from sijill.web.reasons import REASONS
from sijill.web.staff import colleagues, names_of

MOST_ACTS = 300


def overview(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The context of the first part of the page."""
    acts = acts_of(viewer, incident)
    return {
        **about(incident),
        **acts_context(acts),
        **information_context(information_of(viewer, incident)),
        **_doing(viewer, incident),
        "reasons": REASONS,
    }


def about(incident: Incident) -> dict[str, Any]:
    """Facts that need words: link to conflict, how sure the place is and why, compartments."""
    reason = incident.place_reason or {}
    code = str(reason.get("reason") or reason.get("code") or "")
    return {
        "conflict_link": ConflictLink(incident.conflict_link).label,
        "place_reason": PLACE_REASONS.get(code, ""),
        "place_sure": round((incident.place_confidence or 0) * 100),
        "has_address": incident.address_sealed is not None,
        "compartments": [Compartment(code).label for code in incident.compartments],
    }


def acts_context(acts: Sequence[Act]) -> dict[str, Any]:
    """The rows of the acts table: at most three hundred, with the counts of groups."""
    shown = acts[:MOST_ACTS]
    counts = _remaining(act.victim for act in shown)
    return {
        "acts": [{"act": act, "left": counts.get(act.victim_id)} for act in shown],
        "more_acts": len(acts) - len(shown),
        "has_groups": bool(counts),
    }


def _remaining(people: Iterable[Person]) -> dict[UUID, tuple[int, int, int]]:
    """Group → least, best and most without a name yet, in one query for all of them."""
    groups = {person.pk: person for person in people if person.kind == Person.Kind.GROUP}
    if not groups:
        return {}
    rows = Person.objects.filter(group__in=groups).values("group").annotate(members=Count("pk"))
    named = {row["group"]: row["members"] for row in rows}
    return {
        pk: tuple(  # type: ignore[misc]
            max(0, (count or 0) - named.get(pk, 0))
            for count in (group.count_least, group.count_best, group.count_most)
        )
        for pk, group in groups.items()
    }


def information_context(rows: Sequence[Information]) -> dict[str, Any]:
    """The rows of the information table, each with the number its source counts under."""
    sources = list(dict.fromkeys(row.source_id for row in rows))
    numbers = clusters(sources) if len(sources) > 1 else dict.fromkeys(sources, 1)
    shared = list(numbers.values())
    return {
        "information": [
            {
                "row": row,
                "cluster": numbers[row.source_id],
                "shared": shared.count(numbers[row.source_id]) > 1,
            }
            for row in rows
        ],
        "independent": independent(rows, numbers),
    }


def independent(rows: Iterable[Information], numbers: Mapping[UUID, int]) -> int:
    """How many independent sources support: each number counts once."""
    return len({numbers[row.source_id] for row in rows if row.stance_id == SUPPORTS})


def _doing(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The aside: steps of the case, whom it is given to, whether a finding may be proposed."""
    people = colleagues(incident.office_id) if viewer.may(Permission.ASSIGN) else []
    known = dict(people)
    if incident.assigned_to and incident.assigned_to not in known:
        known |= names_of([incident.assigned_to])
    taken = steps(viewer, incident)
    return {
        "steps": [step for step in taken if not step.why_not],
        "barred_steps": [step for step in taken if step.why_not],
        "closures": terms("closure"),
        "colleagues": people,
        "assigned_name": known.get(incident.assigned_to, "") if incident.assigned_to else "",
        "may_propose": viewer.may(Permission.ASSESS),
        "open_to_findings": incident.state in OPEN_TO_FINDINGS,
    }
