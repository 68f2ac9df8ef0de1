"""The person (or job on behalf of a person) for whom rows are read and written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection, transaction

from sijill.trust.access.enums import Classification, Compartment, Permission
from sijill.trust.access.errors import Denied, NoViewer


@dataclass(frozen=True)
class Viewer:
    """Who is looking, and how far they may look. Built once a request by accounts.viewer_of.

    offices: codes of every office whose rows are visible. office: where new rows go.
    purpose: ``page``, ``job`` or ``setup``; the ledger records it.
    """

    account: UUID
    name: str
    office: str
    offices: frozenset[str]
    permissions: frozenset[Permission]
    compartments: frozenset[Compartment] = frozenset()
    clearance: int = Classification.CONFIDENTIAL
    purpose: str = "page"
    roles: tuple[str, ...] = field(default=())

    def may(self, permission: Permission) -> bool:
        """Does any role of this person carry the permission?"""
        return permission in self.permissions

    def check(self, permission: Permission) -> None:
        """Raise Denied unless the person carries the permission."""
        if permission not in self.permissions:
            raise Denied("access.no_permission", permission=str(permission))

    def check_office(self, office: str) -> None:
        """Raise Denied unless the office is within this person's sight."""
        if office not in self.offices:
            raise Denied("access.other_office")

    def for_job(self) -> Viewer:
        """The same person, seen by a background job."""
        return replace(self, purpose="job")


_bound: ContextVar[Viewer | None] = ContextVar("sijill_viewer", default=None)


def bound() -> Viewer:
    """The viewer of the current context; raises NoViewer outside ``bind``."""
    viewer = _bound.get()
    if viewer is None:
        raise NoViewer("Rows about people are read inside bind(viewer) only.")
    return viewer


def session_values(viewer: Viewer) -> dict[str, str]:
    """What row-level security reads of a viewer, as session variables."""
    return {
        "sijill.viewer": str(viewer.account),
        "sijill.offices": ",".join(sorted(viewer.offices)),
        "sijill.compartments": ",".join(sorted(viewer.compartments)),
        "sijill.clearance": str(int(viewer.clearance)),
    }


_SET = "SELECT " + ", ".join(["set_config(%s, %s, true)"] * 4)


def _tell_database(values: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [part for pair in values.items() for part in pair])


@contextmanager
def bind(viewer: Viewer) -> Iterator[Viewer]:
    """Put up both walls for this viewer: managers filter, and so does PostgreSQL.

    Opens a transaction, since the session variables live exactly as long as one.
    """
    before = _bound.get()
    with transaction.atomic():
        _tell_database(session_values(viewer))
        token = _bound.set(viewer)
        try:
            yield viewer
        finally:
            _bound.reset(token)
            if before is not None and not connection.needs_rollback:
                _tell_database(session_values(before))
