"""What changed on a case, field by field, newest first (R1.16: who, when, from what to what)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import models

from sijill.record.incidents.models import Act, Incident, Information, Involvement
from sijill.record.incidents.queries.field_labels import LABELS, SEALED
from sijill.record.people.models import Person
from sijill.reference.models import Actor, PlaceUnit, Term
from sijill.trust.access.viewer import Viewer

# Kept by the machine, or told elsewhere.
_SILENT = {
    "changed_at",
    "changed_by",
    "sort_day",
    "last_activity",
    "created_at",
    "created_by",
    "id",
    "sealed_version",
    "key_epoch",
    "place_confidence",
    "place_reason",
}
_NAMED = (Term, PlaceUnit, Actor)


@dataclass(frozen=True)
class FieldChange:
    """One field, before and after. label: in the reader's language (lazy).

    Terms, places and actors are given as their codes, with their names by language beside them.
    sealed: something under seal changed; what it was is in no history.
    """

    field: str
    label: Any
    before: Any = None
    after: Any = None
    before_names: dict[str, str] | None = None
    after_names: dict[str, str] | None = None
    sealed: bool = False


@dataclass(frozen=True)
class Change:
    """One writing: when, by whom, to which record (kind, id), and its fields."""

    at: datetime
    by: UUID | None
    kind: str
    key: UUID
    fields: tuple[FieldChange, ...]


def history_of(viewer: Viewer, incident: Incident) -> list[Change]:
    """Every change to an incident, its acts, victims, involvements and information."""
    acts = list(Act.objects.filter(incident=incident))
    victims = Person.objects.filter(pk__in={act.victim_id for act in acts})
    held: list[Sequence[models.Model]] = [
        list(Incident.objects.filter(pk=incident.pk)),
        acts,
        list(victims),
        list(Involvement.objects.filter(act__in=acts)),
        list(Information.objects.filter(incident=incident)),
    ]
    raw = [change for rows in held if rows for change in _changes(rows)]
    names = _names_of(raw)
    changes = [_named(change, names) for change in raw]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _changes(rows: Sequence[Any]) -> Iterator[Change]:
    """From version to version of each row: history holds the old ones, the row the last."""
    model = type(rows[0])
    events = model.pgh_event_model
    old: dict[UUID, list[Any]] = defaultdict(list)
    for event in events.objects.filter(pgh_obj__in=[row.pk for row in rows]).order_by("pgh_id"):
        old[event.pgh_obj_id].append(event)
    for row in rows:
        versions = [*old[row.pk], row]
        for before, after in pairwise(versions):
            fields = tuple(_differences(events, before, after))
            if fields:
                kind = model.__name__.lower()
                yield Change(after.changed_at, after.changed_by, kind, row.pk, fields)


def _differences(events: Any, before: Any, after: Any) -> Iterator[FieldChange]:
    for field in events._meta.concrete_fields:
        name = field.name
        if name in _SILENT or name.startswith("pgh_"):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield FieldChange(name, LABELS.get(name, name), old, new)
    if getattr(before, "sealed_version", 0) != getattr(after, "sealed_version", 0):
        kind = events.pgh_tracked_model.__name__.lower()
        yield FieldChange("sealed", SEALED[kind], sealed=True)


def _names_of(changes: Sequence[Change]) -> dict[Any, dict[str, str]]:
    """Names of every code that occurs, one query a kind of thing."""
    codes = {
        value
        for change in changes
        for field in change.fields
        for value in (field.before, field.after)
        if isinstance(value, str)
    }
    found: dict[Any, dict[str, str]] = {}
    for model in _NAMED:
        column = "labels" if model is Term else "names"
        found |= dict(model._default_manager.filter(pk__in=codes).values_list("pk", column))
    return found


def _named(change: Change, names: dict[Any, dict[str, str]]) -> Change:
    fields = tuple(
        FieldChange(
            f.field, f.label, f.before, f.after, _of(names, f.before), _of(names, f.after), f.sealed
        )
        for f in change.fields
    )
    return Change(change.at, change.by, change.kind, change.key, fields)


def _of(names: dict[Any, dict[str, str]], value: Any) -> dict[str, str] | None:
    return names.get(value) if isinstance(value, str) else None
