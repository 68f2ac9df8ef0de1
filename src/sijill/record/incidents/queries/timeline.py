"""What happened on a case, in one line of time: steps, information, acts, and who looked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sijill.record.incidents.models import Act, Incident, Information, Transition
from sijill.record.people.models import Person
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import ACTIONS
from sijill.trust.ledger.models import Leaf


@dataclass(frozen=True)
class Moment:
    """One thing that happened. ``kind`` says what ``about`` holds:

    recorded (), moved (from, to, reason, closure), received (information, source, received_on),
    acts (count), looked (action, people, reason): the last says that names were opened, and by
    whom, never what was read.
    """

    at: datetime
    by: UUID | None
    kind: str
    about: dict[str, Any] = field(default_factory=dict)


def timeline_of(viewer: Viewer, incident: Incident) -> list[Moment]:
    """Everything that happened on the case, newest first. Findings are told by verify."""
    moments = [
        Moment(incident.created_at, incident.created_by, "recorded"),
        *_moves(incident),
        *_information(incident),
        *_acts(incident),
        *_looks(incident),
    ]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def _moves(incident: Incident) -> Iterator[Moment]:
    for row in Transition.objects.filter(incident=incident):
        yield Moment(
            row.created_at,
            row.created_by,
            "moved",
            {
                "from": row.from_state,
                "to": row.to_state,
                "reason": row.reason,
                "closure": row.closure_reason_id,
            },
        )


def _information(incident: Incident) -> Iterator[Moment]:
    for row in Information.objects.filter(incident=incident).select_related("source"):
        yield Moment(
            row.created_at,
            row.created_by,
            "received",
            {
                "information": row.pk,
                "source": row.source.reference,
                "received_on": row.received_on,
                "proximity": row.proximity_id,
            },
        )


def _acts(incident: Incident) -> Iterator[Moment]:
    """Acts written within one second by one person are one moment."""
    written: dict[tuple[datetime, UUID], int] = defaultdict(int)
    for at, by in Act.objects.filter(incident=incident).values_list("created_at", "created_by"):
        written[at.replace(microsecond=0), by] += 1
    for (at, by), count in written.items():
        yield Moment(at, by, "acts", {"count": count})


def _looks(incident: Incident) -> Iterator[Moment]:
    """Leaves about this incident that no action wrote: openings, read where they are committed."""
    leaves = Leaf.objects.using("journal").filter(
        subjects__kind="incident", subjects__key=str(incident.pk)
    )
    found = [
        (leaf, json.loads(bytes(leaf.body)))
        for leaf in leaves.exclude(action__in=list(ACTIONS)).distinct()
    ]
    known = _in_sight({key for _, body in found for kind, key in body["on"] if kind == "person"})
    for leaf, body in found:
        yield Moment(
            leaf.at,
            leaf.by,
            "looked",
            {
                "action": leaf.action,
                "people": sum(kind == "person" and key in known for kind, key in body["on"]),
                "reason": body.get("said", {}).get("reason", ""),
            },
        )


def _in_sight(people: set[str]) -> set[str]:
    """Those of them whom the viewer may know of: a count tells of nobody hidden."""
    rows = Person.objects.filter(pk__in=people) if people else Person.objects.none()
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
