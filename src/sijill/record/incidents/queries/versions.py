"""Every version of an incident and of what hangs on it: two queries, whatever they hold.

The rows of five tables come as JSON objects in one union, their old versions in another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import JSONObject

from sijill.record.incidents.models import Act, Incident, Information, Involvement
from sijill.record.people.models import Person

Field = Any
"""A column of a history table (a concrete field)."""

TRACKED: dict[str, type[models.Model]] = {
    model.__name__.lower(): model for model in (Incident, Act, Person, Involvement, Information)
}

# Kept by the machine, or told elsewhere.
SILENT = {
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
STAMPS = ("changed_at", "changed_by")


@dataclass(frozen=True)
class Version:
    """One version of one row: who wrote it when, and its fields by column.

    sealed: the version of what is under seal; its content is in no history.
    """

    kind: str
    key: UUID
    at: datetime
    by: UUID | None
    sealed: int
    values: Mapping[str, Any]


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """The columns of a table whose changes are told."""
    events = TRACKED[kind].pgh_event_model._meta.concrete_fields  # type: ignore[attr-defined]
    return tuple(
        field for field in events if field.name not in SILENT and not field.name.startswith("pgh_")
    )


def versions_of(incident: Incident) -> Iterator[Version]:
    """Old versions in the order they were replaced, then each row as it is now."""
    rows = _rows(incident)
    old = [
        _as_json(kind, TRACKED[kind].pgh_event_model.objects.filter(pgh_obj__in=held), "pgh_obj")  # type: ignore[attr-defined]
        .annotate(at=F("pgh_id"))
        .values_list("its_kind", "its_key", "its_values", "at")
        for kind, held in rows.items()
    ]
    for kind, key, version, _ in old[0].union(*old[1:], all=True).order_by("at"):
        yield _version(kind, key, version)
    now = [
        _as_json(kind, held, "pk").values_list("its_kind", "its_key", "its_values")
        for kind, held in rows.items()
    ]
    for kind, key, version in now[0].union(*now[1:], all=True):
        yield _version(kind, key, version)


def _rows(incident: Incident) -> dict[str, QuerySet[Any]]:
    """What is told of, within the viewer's sight."""
    acts = Act.objects.filter(incident=incident)
    return {
        "incident": Incident.objects.filter(pk=incident.pk),
        "act": acts,
        "person": Person.objects.filter(pk__in=acts.values("victim")),
        "involvement": Involvement.objects.filter(act__in=acts),
        "information": Information.objects.filter(incident=incident),
    }


def _as_json(kind: str, rows: QuerySet[Any], key: str) -> QuerySet[Any]:
    names = [field.attname for field in fields_of(kind)]
    sealed = "sealed_version" if hasattr(TRACKED[kind], "sealed_version") else Value(0)
    columns = {name: F(name) for name in (*names, *STAMPS)}
    return rows.order_by().annotate(
        its_kind=Value(kind), its_key=F(key), its_values=JSONObject(**columns, sealed=sealed)
    )


def _version(kind: str, key: UUID, version: Mapping[str, Any]) -> Version:
    """JSON knows no days and ids: each column makes its own of what it was given."""
    model: Any = TRACKED[kind]._meta
    at, by = (model.get_field(name).to_python(version[name]) for name in STAMPS)
    values = {
        field.attname: field.target_field.to_python(version[field.attname])
        if field.is_relation
        else field.to_python(version[field.attname])
        for field in fields_of(kind)
    }
    return Version(kind, key, at, by, version["sealed"], values)
