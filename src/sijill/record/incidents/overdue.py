"""After how many silent days a case of each state is overdue (R1.14)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

SHIPPED = Path(__file__).parent / "overdue.toml"


@lru_cache
def overdue_days() -> dict[str, int]:
    """Days by state; the pack's own ``overdue.toml`` overrides what it names."""
    days = tomllib.loads(SHIPPED.read_text())["days"]
    own = Path(settings.PACK) / "overdue.toml"
    if own.exists():
        days |= tomllib.loads(own.read_text())["days"]
    return {str(state): int(count) for state, count in days.items()}


def overdue_on(today: date) -> Q:
    """The condition on incidents: silent for longer than their state allows."""
    condition = Q(pk__in=[])
    for state, days in overdue_days().items():
        condition |= Q(state=state, last_activity__lt=today - timedelta(days=days))
    # Said once more as the partial index ``incident_silent`` says it.
    return condition & ~Q(state="closed")
