"""Registering a person or a group, and naming somebody known so far by code."""

from __future__ import annotations

from typing import Any

from sijill.base.merge import stamp
from sijill.record.people.models import Person
from sijill.record.people.name_index import file_names
from sijill.record.people.naming import Given, as_names
from sijill.record.people.registration import Counts, enter_person
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.sealed import open_sealed
from sijill.trust.ledger.actions import action, commit_to


@action("person.register", permission=Permission.RECORD)
def register_person(
    *,
    by: Viewer,
    sex: str,
    names: Given = None,
    kind: str = Person.Kind.PERSON,
    counts: Counts | None = None,
    birth_year: int | None = None,
    details: dict[str, Any] | None = None,
    group: Person | None = None,
    office: str | None = None,
) -> Person:
    """Register a person, or a group with least, best and most counts.

    A member of a group who suffered its acts is entered by incidents.actions.name_member, which
    gives them acts of their own; here only the belonging is noted. Problems: enter_person.
    """
    return enter_person(
        by=by,
        sex=sex,
        names=names,
        kind=kind,
        counts=counts,
        birth_year=birth_year,
        details=details,
        group=group,
        office=office,
    )


@action("person.name", permission=Permission.RECORD)
def name_person(
    *, by: Viewer, person: Person, names: Given, details: dict[str, Any] | None = None
) -> Person:
    """Write the names of a person anew (all of them), sealed under a fresh key.

    details None keeps what is sealed there: it is opened once, under a leaf, to be sealed again.
    Raises Problem ``name.empty``, ``name.of_a_group``, ``name.unknown_kind``.
    """
    fresh = Person.objects.select_for_update().filter(pk=person.pk).first()
    if fresh is None:
        raise Absent("record.absent")
    written = as_names(names)
    if not written:
        raise Problem("name.empty")
    if fresh.kind == Person.Kind.GROUP:
        raise Problem("name.of_a_group", reference=fresh.reference)
    kept = _kept_details(fresh, by) if details is None else details
    fresh.seal(names=written, details=kept)
    fresh.named = True
    stamp(fresh, ["names", "details", "named"], by=by.account)
    fresh.save()
    file_names(fresh, written)
    commit_to("person", fresh.pk, {"names": written, "details": kept})
    return fresh


def _kept_details(person: Person, by: Viewer) -> dict[str, Any] | None:
    if person.details_sealed is None:
        return None
    opened = open_sealed([person], ["details"], code="person.seal_again", viewer=by)
    details: dict[str, Any] | None = opened[person.pk]["details"]
    return details
