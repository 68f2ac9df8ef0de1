"""Giving a case to a colleague."""

from __future__ import annotations

from uuid import UUID

from sijill.base.merge import stamp
from sijill.record.incidents.models import Incident
from sijill.record.incidents.recording import locked, touch
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import ask, settle

REQUEST = "case.assigned"


@action("incident.assign", permission=Permission.ASSIGN)
def assign(*, by: Viewer, incident: Incident, to: UUID | None) -> Incident:
    """Give the case to an account that can see it (None: to nobody).

    The colleague finds it among what waits for them. Raises Problem
    ``incident.assignee_unknown`` for somebody absent, or who could not open the case.
    """
    fresh = locked(incident)
    if to is not None:
        _check_sees(to, fresh)
    fresh.assigned_to = to
    stamp(fresh, ["assigned_to"], by=by.account)
    fresh.save(update_fields=["assigned_to", "clocks", "changed_at", "changed_by"])
    touch(fresh)
    settle(REQUEST, fresh.pk, by=by)
    if to is not None:
        ask(REQUEST, fresh, needs=Permission.READ, by=by, assigned_to=to)
    commit_to("incident", fresh.pk, {"assigned_to": to}, assigned_to=str(to) if to else None)
    return fresh


def _check_sees(account: UUID, incident: Incident) -> None:
    holder = Account.objects.filter(pk=account, is_active=True).first()
    viewer = viewer_of(holder) if holder else None
    if (
        viewer is None
        or incident.office_id not in viewer.offices
        or not viewer.may(Permission.READ)
        or not viewer.compartments.issuperset(incident.compartments)
        or incident.classification > viewer.clearance
    ):
        raise Problem("incident.assignee_unknown")
