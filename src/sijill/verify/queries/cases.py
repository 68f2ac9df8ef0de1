"""Where a case may go next, and which cases nobody touched for too long (R1.14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sijill.record.incidents.models import Incident
from sijill.record.incidents.overdue import overdue_days, overdue_on
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.portfolios import capacities
from sijill.verify.access import can_move
from sijill.verify.states import CLOSED, STATES


@dataclass(frozen=True)
class NextState:
    """One step this person may take: the state (vocabulary ``state``) and what it asks for."""

    state: str
    needs_reason: bool
    needs_closure_reason: bool


@dataclass(frozen=True)
class OverdueCase:
    """A case without activity: for how many days, and how many its state allows."""

    incident: Incident
    idle: int
    allowed: int


def next_states(viewer: Viewer, incident: Incident) -> list[NextState]:
    """The steps the table allows from here, for this person."""
    table = STATES.get(incident.state, {})
    held = {wanted: capacities(viewer, wanted) for wanted in {m.permission for m in table.values()}}
    return [
        NextState(to, move.reason, to == CLOSED)
        for to, move in table.items()
        if can_move(viewer, incident, move, held[move.permission])
    ]


def overdue_cases(viewer: Viewer, on: date | None = None, limit: int = 50) -> list[OverdueCase]:
    """Open cases idle for longer than their state allows, the longest first."""
    today = on or timezone.localdate()
    days = overdue_days()
    rows = Incident.objects.filter(overdue_on(today)).order_by("last_activity", "pk")[:limit]
    return [OverdueCase(row, (today - row.last_activity).days, days[row.state]) for row in rows]
