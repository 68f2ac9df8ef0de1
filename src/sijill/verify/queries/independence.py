"""How many sources are really one: counted from declared dependence only (R1.10)."""

from __future__ import annotations

from collections.abc import Iterable

from sijill.record.incidents.models import Information
from sijill.record.sources.queries import clusters


def independent_count(information: Iterable[Information]) -> int:
    """How many independent sources stand behind pieces of information."""
    return len(set(clusters({piece.source_id for piece in information}).values()))
