"""In what capacity a person may do something in one office: own role, deputy, portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sijill.trust.access.enums import Permission
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import RoleGrant


@dataclass(frozen=True)
class Capacity:
    """One way in which a person may do something: where, and on whose behalf.

    office None: everywhere. stood_in_for None: in their own right.
    """

    office: str | None
    stood_in_for: UUID | None = None

    def covers(self, office: str) -> bool:
        """Does it reach this office?"""
        return self.office in (None, office)


def grants_held(account: UUID, on: date) -> QuerySet[RoleGrant]:
    """The role grants of an account that hold on a day, own ones first."""
    open_end = Q(ends=None) | Q(ends__gte=on)
    return RoleGrant.objects.filter(open_end, account_id=account, starts__lte=on).order_by("pk")


def capacities(
    viewer: Viewer, permission: Permission, on: date | None = None
) -> tuple[Capacity, ...]:
    """Every capacity in which the viewer carries a permission today, own ones first.

    A viewer's permissions are the union of their roles; where it matters that the permission
    comes from a role in one office (R1.11, R1.13), ask here. One query.
    """
    found = [
        Capacity(None if ROLES[grant.role].everywhere else grant.office_id, grant.stands_in_for_id)
        for grant in grants_held(viewer.account, on or timezone.localdate())
        if permission in ROLES[grant.role].permissions
    ]
    return tuple(sorted(found, key=lambda capacity: capacity.stood_in_for is not None))


def stood_in_for(viewer: Viewer, on: date | None = None) -> frozenset[UUID]:
    """The accounts whose work waits for this viewer today (absence, portfolio)."""
    return frozenset(standing_in(viewer, on).values_list("stands_in_for_id", flat=True))


def standing_in(viewer: Viewer, on: date | None = None) -> QuerySet[RoleGrant]:
    """The grants by which the viewer stands in for somebody on a day; for use inside queries."""
    held = grants_held(viewer.account, on or timezone.localdate())
    return held.exclude(stands_in_for=None).order_by()
