"""Where a case may go next, and for steps this person may not take: why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijill.record.incidents.models import Incident
from sijill.reference.queries import term_label
from sijill.trust.access.enums import Permission
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.portfolios import capacities
from sijill.verify.states import CLOSED, STATES


@dataclass(frozen=True)
class Step:
    """One step of the table. why_not: a sentence when this person may not take it."""

    state: str
    label: str
    needs_reason: bool
    closes: bool
    why_not: str


def steps(viewer: Viewer, incident: Incident) -> list[Step]:
    """Every step from the case's state, allowed or not."""
    return [
        Step(
            to,
            term_label(f"state.{to}"),
            move.reason,
            to == CLOSED,
            why_not(viewer, move.permission, incident.office_id),
        )
        for to, move in STATES.get(incident.state, {}).items()
    ]


def why_not(viewer: Viewer, permission: Permission, office: str) -> str:
    """What keeps the viewer from using a permission in an office, "" when nothing does."""
    if not viewer.may(permission):
        return _("Your role does not include: %(permission)s.") % {"permission": permission.label}
    if not _reaches(viewer, permission, office):
        return _("Your role for this is in another office.")
    return ""


def _reaches(viewer: Viewer, permission: Permission, office: str) -> bool:
    """Does the permission come from a role in this office? Asks the database only in doubt."""
    if viewer.offices == {office}:
        return True
    roles = [ROLES[code] for code in viewer.roles]
    if any(role.everywhere and permission in role.permissions for role in roles):
        return True
    return any(capacity.covers(office) for capacity in capacities(viewer, permission))
