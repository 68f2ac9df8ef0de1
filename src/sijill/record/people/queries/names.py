"""Opening names: one look, one leaf, for the people of one page."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sijill.record.people.models import Person
from sijill.record.people.naming import Name
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.sealed import open_sealed


def open_names(
    viewer: Viewer,
    people: Iterable[Person],
    about: tuple[str, str] | None = None,
    reason: str = "",
) -> dict[UUID, list[Name]]:
    """The names of people by primary key; the leaf stands before anything is opened.

    about: the record under which they are shown, as ("incident", pk). Raises Denied.
    """
    viewer.check(Permission.OPEN_NAMES)
    opened = open_sealed(
        people, ["names"], code="names.open", viewer=viewer, reason=reason, about=about
    )
    return {pk: values["names"] or [] for pk, values in opened.items()}


def get_person(viewer: Viewer, reference: str) -> Person:
    """The person of a code, without names. Raises Absent."""
    person = (
        Person.objects.select_related("sex", "group").filter(reference=reference.upper()).first()
    )
    if person is None:
        raise Absent("record.absent")
    return person
