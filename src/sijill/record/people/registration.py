"""Entering people inside a running action (one leaf may cover an incident and its people)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sijill.base.merge import stamp_all
from sijill.record.people.models import Person
from sijill.record.people.name_index import file_names
from sijill.record.people.naming import Given, as_names
from sijill.record.references import PERSON, save_with_reference
from sijill.record.terms import checked_terms
from sijill.trust.access.errors import Problem
from sijill.trust.access.models import Protected
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import commit_to

Counts = tuple[int, int, int]
EARLIEST_BIRTH = 1850


def enter_person(
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
    like: Protected | None = None,
) -> Person:
    """Enter one person or group; part of the calling action's leaf.

    like: the row whose labels the person takes (the incident). counts: least, best, most.
    Raises Problem: ``term.*``, ``name.*``, ``person.group_counts``, ``person.counts_of_one``,
    ``person.not_a_group``, ``person.birth_year``.
    """
    checked_terms([("sex", sex)])
    written = as_names(names)
    _check_counts(kind, counts)
    _check_birth(birth_year)
    person = Person(
        sex_id=sex,
        kind=kind,
        birth_year=birth_year,
        named=bool(written),
        group=_checked_group(group),
        created_by=by.account,
    )
    person.count_least, person.count_best, person.count_most = counts or (None, None, None)
    _label(person, by, office, like)
    if written or details:
        person.seal(names=written or None, details=details)
    stamp_all([person], by=by.account)
    save_with_reference(person, PERSON)
    file_names(person, written)
    commit_to("person", person.pk, _said_of(person, written, details))
    return person


def _said_of(person: Person, names: Any, details: Any) -> dict[str, Any]:
    """What the leaf commits to (hashed under a salt, never readable)."""
    return {
        "reference": person.reference,
        "sex": person.sex_id,
        "kind": person.kind,
        "counts": [person.count_least, person.count_best, person.count_most],
        "names": names,
        "details": details,
    }


def _label(person: Person, by: Viewer, office: str | None, like: Protected | None) -> None:
    if like is not None:
        person.labels_of(like)
        return
    by.check_office(office or by.office)
    person.office_id = office or by.office


def _check_counts(kind: str, counts: Counts | None) -> None:
    if kind == Person.Kind.GROUP:
        if counts is None or not 0 <= counts[0] <= counts[1] <= counts[2] or counts[2] == 0:
            raise Problem("person.group_counts")
    elif kind != Person.Kind.PERSON:
        raise Problem("person.unknown_kind", kind=kind)
    elif counts is not None:
        raise Problem("person.counts_of_one")


def _check_birth(year: int | None) -> None:
    if year is not None and not EARLIEST_BIRTH <= year <= timezone.localdate().year:
        raise Problem("person.birth_year", year=year)


def _checked_group(group: Person | None) -> Person | None:
    if group is not None and group.kind != Person.Kind.GROUP:
        raise Problem("person.not_a_group", reference=group.reference)
    return group
