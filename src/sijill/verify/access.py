"""May this person decide on this finding, or move this case? check_x raises, can_x derives."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.record.incidents.models import Incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.portfolios import Capacity, capacities
from sijill.verify.models import Finding
from sijill.verify.states import Move


def capacity_in(
    viewer: Viewer, permission: Permission, office: str, held: Sequence[Capacity] | None = None
) -> tuple[Capacity, ...]:
    """The viewer's capacities that reach an office; raises Denied when there is none.

    The permission must come from a role in that office (or everywhere): seeing a second office as
    its monitor does not let its own verifier confirm there. held: capacities asked for before.
    """
    viewer.check(permission)
    viewer.check_office(office)
    known = capacities(viewer, permission) if held is None else held
    reaching = tuple(capacity for capacity in known if capacity.covers(office))
    if not reaching:
        raise Denied("access.other_office")
    return reaching


def check_confirm(
    viewer: Viewer, finding: Finding, held: Sequence[Capacity] | None = None
) -> Capacity:
    """The capacity in which the viewer may confirm or return the finding (R1.11).

    Never the author, and never in the author's place: a deputy who also carries the permission in
    their own right uses that. A colleague of another office may, where their role reaches (a
    portfolio handed over, a role for every office): so a two-person office gets its second
    person. Raises Denied: access.no_permission, access.other_office, finding.own,
    finding.for_author.
    """
    if finding.created_by == viewer.account:
        raise Denied("finding.own")
    reaching = capacity_in(viewer, Permission.CONFIRM, finding.office_id, held)
    for capacity in reaching:
        if capacity.stood_in_for != finding.created_by:
            return capacity
    raise Denied("finding.for_author")


def why_not_confirm(
    viewer: Viewer, finding: Finding, held: Sequence[Capacity] | None = None
) -> str | None:
    """The code of what keeps the viewer from deciding on the finding, or None."""
    try:
        check_confirm(viewer, finding, held)
    except Denied as denied:
        return denied.code
    return None


def can_confirm(viewer: Viewer, finding: Finding) -> bool:
    """May the viewer confirm or return the finding?"""
    return why_not_confirm(viewer, finding) is None


def check_move(
    viewer: Viewer, incident: Incident, move: Move, held: Sequence[Capacity] | None = None
) -> None:
    """Raise Denied unless the viewer carries what the step takes, in the incident's office."""
    capacity_in(viewer, move.permission, incident.office_id, held)


def can_move(
    viewer: Viewer, incident: Incident, move: Move, held: Sequence[Capacity] | None = None
) -> bool:
    """May the viewer take this step with the case?"""
    try:
        check_move(viewer, incident, move, held)
    except Denied:
        return False
    return True
