"""Who works where, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from sijill.trust.access.errors import Absent
from sijill.trust.access.roles import ROLES, Role
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Absence, Account, RoleGrant


@dataclass(frozen=True)
class Held:
    """A grant as pages show it: the role, where, until when, and whether it holds today."""

    grant: RoleGrant
    role: Role
    state: str  # "now", "later", "ended"


def staff_visible_to(viewer: Viewer) -> QuerySet[Account]:
    """Accounts of the viewer's offices, open ones first, by name; with grants, in two queries."""
    grants = RoleGrant.objects.order_by("starts", "pk")
    return (
        Account.objects.filter(office_id__in=sorted(viewer.offices))
        .prefetch_related(Prefetch("grants", queryset=grants))
        .order_by("-is_active", "full_name", "pk")
    )


def get_account(viewer: Viewer, key: UUID) -> Account:
    """One account of the viewer's offices; raises Absent."""
    found = staff_visible_to(viewer).filter(pk=key).first()
    if found is None:
        raise Absent("record.absent")
    return found


def roles_held(account: Account, on: date | None = None) -> list[Held]:
    """Every grant of an account: present ones first, then later, then ended."""
    day = on or timezone.localdate()
    held = [Held(grant, ROLES[grant.role], _state(grant, day)) for grant in account.grants.all()]
    return sorted(held, key=lambda item: ("now", "later", "ended").index(item.state))


def _state(grant: RoleGrant, day: date) -> str:
    if grant.ends is not None and grant.ends < day:
        return "ended"
    return "later" if grant.starts > day else "now"


def colleagues_of(viewer: Viewer) -> QuerySet[Account]:
    """Open accounts of the viewer's offices, without the viewer."""
    visible = Account.objects.filter(office_id__in=sorted(viewer.offices), is_active=True)
    return visible.exclude(pk=viewer.account).order_by("full_name", "pk")


def absences_ahead(account: UUID, on: date | None = None) -> QuerySet[Absence]:
    """Absences of an account that are not over, the next first."""
    ahead = Absence.objects.filter(account_id=account, ends__gte=on or timezone.localdate())
    return ahead.select_related("deputy").order_by("starts")
