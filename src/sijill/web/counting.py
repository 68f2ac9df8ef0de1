"""Counts that stop at a thousand, several in one query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db.models import CharField, QuerySet, Value

MOST = 1000


def capped_counts(rows: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each query has, at most ``MOST + 1`` (shown as "1,000+"); one query for all."""
    parts = [
        found.order_by()
        .annotate(counted=Value(name, output_field=CharField()))
        .values_list("counted", flat=True)[: MOST + 1]
        for name, found in rows.items()
    ]
    if not parts:
        return {}
    counted = Counter(parts[0] if len(parts) == 1 else parts[0].union(*parts[1:], all=True))
    return {name: counted.get(name, 0) for name in rows}


def capped(count: int) -> str:
    """A count as shown."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
