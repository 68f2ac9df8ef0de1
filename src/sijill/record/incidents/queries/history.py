"""What changed on a case, field by field, newest first (R1.16: who, when, from what to what)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries.field_labels import LABELS, SEALED
from sijill.record.incidents.queries.versions import Field, Version, fields_of, versions_of
from sijill.reference.models import Actor, PlaceUnit, Term
from sijill.reference.queries import term
from sijill.trust.access.viewer import Viewer

Names = Mapping[tuple[type, str], Mapping[str, str]]


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
    before_names: Mapping[str, str] | None = None
    after_names: Mapping[str, str] | None = None
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
    """Every change to an incident, its acts, victims, involvements and information.

    At most four queries, however much there is: rows, their old versions, places, actors.
    """
    versions: dict[tuple[str, UUID], list[Version]] = defaultdict(list)
    for version in versions_of(incident):
        versions[version.kind, version.key].append(version)
    pairs = [pair for row in versions.values() for pair in pairwise(row)]
    names = _names_of(pairs)
    changes = [_change(before, after, names) for before, after in pairs]
    told = [change for change in changes if change.fields]
    return sorted(told, key=lambda change: change.at, reverse=True)


def _change(before: Version, after: Version, names: Names) -> Change:
    """From one version of a row to the next."""
    fields = [_told(field, before, after, names) for field in _differing(before, after)]
    if before.sealed != after.sealed:
        fields.append(FieldChange("sealed", SEALED[after.kind], sealed=True))
    return Change(after.at, after.by, after.kind, after.key, tuple(fields))


def _differing(before: Version, after: Version) -> Iterator[Field]:
    for field in fields_of(after.kind):
        if before.values[field.attname] != after.values[field.attname]:
            yield field


def _told(field: Field, before: Version, after: Version, names: Names) -> FieldChange:
    old, new = before.values[field.attname], after.values[field.attname]
    named = field.related_model
    return FieldChange(
        field.name,
        LABELS.get(field.name, field.name),
        old,
        new,
        names.get((named, old)),
        names.get((named, new)),
    )


def _names_of(pairs: Sequence[tuple[Version, Version]]) -> Names:
    """Names of the codes that changed: terms from memory, places and actors in a query each."""
    codes: dict[type, set[str]] = defaultdict(set)
    for before, after in pairs:
        for field in _differing(before, after):
            given = {version.values[field.attname] for version in (before, after)}
            codes[field.related_model] |= given - {None} if field.related_model else set()
    found: dict[tuple[type, str], Mapping[str, str]] = {
        (Term, key): texts for key in codes[Term] if (texts := _term_texts(key))
    }
    for model in (PlaceUnit, Actor):
        if codes[model]:
            rows = model._default_manager.filter(pk__in=codes[model])
            found |= {(model, code): names for code, names in rows.values_list("pk", "names")}
    return found


def _term_texts(key: str) -> Mapping[str, str]:
    """The labels of a term; none when it is gone, and its key is shown."""
    try:
        return term(key).label.texts
    except KeyError:
        return {}
