"""From an account to what it may see today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account, RoleGrant


def grants_on(account: Account, day: date) -> list[RoleGrant]:
    """The account's grants that hold on a day."""
    return [
        grant
        for grant in account.grants.all()
        if grant.starts <= day and (grant.ends is None or day <= grant.ends)
    ]


def viewer_of(account: Account, *, purpose: str = "page", on: date | None = None) -> Viewer:
    """What the account may see and do on a day (today), from its grants."""
    grants = grants_on(account, on or timezone.localdate())
    roles = [ROLES[grant.role] for grant in grants]
    offices = {grant.office_id for grant in grants}
    if any(role.everywhere for role in roles):
        offices |= set(Office.objects.values_list("code", flat=True))
    none: frozenset[Permission] = frozenset()
    return Viewer(
        account=account.pk,
        name=account.full_name,
        office=account.office_id,
        offices=frozenset(offices),
        permissions=none.union(*(role.permissions for role in roles)) if roles else none,
        compartments=frozenset().union(*(role.compartments for role in roles)),
        clearance=max((role.clearance for role in roles), default=Classification.UNCLASSIFIED),
        purpose=purpose,
        roles=tuple(sorted({role.code for role in roles})),
    )


# Who acts when nobody is signed in: migrations and packs. It sees no row and carries no permission.
SETUP = Viewer(
    account=UUID(int=0),
    name="set-up",
    office="",
    offices=frozenset(),
    permissions=frozenset(),
    purpose="setup",
)
