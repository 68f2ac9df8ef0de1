"""Per field (node, counter), kept from the first row on: it cannot be added afterwards.

The counter is one sequence per node (a Lamport clock: merging raises it past what it has seen),
so of two writes to a field the one with the greater (counter, node) is the later, on every node
alike. ``{"*": [node, counter]}`` is the clock of every field not listed by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

SEQUENCE = "base_merge_counter"
EVERY = "*"


class Mergeable(models.Model):
    """A row two offices may hold copies of."""

    clocks = models.JSONField(default=dict, editable=False)
    # Whose version of the row this is: a history row then says who wrote what it kept.
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True


def next_counter() -> int:
    """The node's next counter value."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval('{SEQUENCE}')")
        return int(cursor.fetchone()[0])


def stamp_all(rows: Iterable[Mergeable], *, by: UUID) -> None:
    """Mark every field of new rows as written now by somebody; one counter for the batch."""
    mark: list[Any] = [settings.NODE, next_counter()]
    now = timezone.now()
    for row in rows:
        row.clocks, row.changed_at, row.changed_by = {EVERY: mark}, now, by


def stamp(row: Mergeable, fields: Iterable[str], *, by: UUID) -> None:
    """Mark some fields of a row as written now by somebody (the row is not saved)."""
    mark: list[Any] = [settings.NODE, next_counter()]
    row.clocks = {**row.clocks, **dict.fromkeys(fields, mark)}
    row.changed_at, row.changed_by = timezone.now(), by
