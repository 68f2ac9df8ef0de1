"""What stood at a moment, and what a case has been found to be."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from sijill.record.incidents.models import Incident
from sijill.verify.models import Standing
from sijill.verify.policies import OCCURRED


def stood(moment: datetime) -> Q:
    """The condition that a standing held at a moment: from its confirmation until superseded."""
    return Q(since__lte=moment) & (Q(until=None) | Q(until__gt=moment))


def standing_at(incident: Incident, moment: datetime | None = None) -> QuerySet[Standing]:
    """The confirmed findings of an incident that stood at a moment (now)."""
    held = stood(moment or timezone.now())
    return Standing.objects.filter(held, incident=incident).select_related("finding")


def outcomes_at(incident: Incident, moment: datetime | None = None) -> dict[str, frozenset[str]]:
    """For each regime, the outcomes that stood on whether the acts happened.

    Usually one; several where single acts of the incident were found apart.
    """
    found: dict[str, set[str]] = {}
    for standing in standing_at(incident, moment).filter(question=OCCURRED):
        found.setdefault(standing.regime, set()).add(standing.outcome)
    return {regime: frozenset(outcomes) for regime, outcomes in found.items()}
