"""Moving a case along its states. The row of the case is locked: two people cannot race."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sijill.base.merge import stamp
from sijill.record.incidents.models import Incident, Transition
from sijill.reference.models import Term
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import settle
from sijill.verify import access, policies
from sijill.verify.models import Finding
from sijill.verify.queries.standings import outcomes_at
from sijill.verify.states import CLOSED, REOPENED, STATES

MERGED = ["clocks", "changed_at", "changed_by"]


def locked(incident: Incident | UUID | object) -> Incident:
    """The case read afresh and locked until the action ends; raises Absent.

    Findings are append-only and cannot be locked: whoever decides on one locks its case.
    """
    key = getattr(incident, "pk", incident)
    row = Incident.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        raise Absent("record.absent")
    return row


def touch(incident: Incident, *, by: Viewer) -> None:
    """Note activity on the case today (overdue lists)."""
    _write(incident, {"last_activity": timezone.localdate()}, by=by)


def enter(
    incident: Incident, to: str, *, by: Viewer, reason: str = "", closure: str | None = None
) -> Transition:
    """Write the step, its row and today's activity. The caller has checked that it is allowed."""
    transition = Transition(
        incident=incident,
        from_state=incident.state,
        to_state=to,
        reason=reason[:500],
        closure_reason_id=closure,
        created_by=by.account,
    )
    transition.labels_of(incident)
    transition.save()
    _write(
        incident,
        {"state": to, "closure_reason_id": closure, "last_activity": timezone.localdate()},
        by=by,
    )
    return transition


def enter_by_finding(incident: Incident, to: str, *, by: Viewer, reference: str) -> bool:
    """Take the step if the table lets a finding take it; returns whether it did."""
    move = STATES.get(incident.state, {}).get(to)
    if move is None or not move.by_finding:
        return False
    enter(incident, to, by=by, reason=reference)
    return True


def _write(incident: Incident, values: dict[str, object], *, by: Viewer) -> None:
    for name, value in values.items():
        setattr(incident, name, value)
    fields = [name.removesuffix("_id") for name in values]
    stamp(incident, fields, by=by.account)
    incident.save(update_fields=[*fields, *MERGED])


@action("case.move", permission=Permission.READ)
def move(
    *,
    by: Viewer,
    incident: Incident | UUID,
    to: str,
    reason: str = "",
    closure_reason: Term | str | None = None,
) -> Incident:
    """Move a case to another state (R1.06); the table says who may and what must be written.

    The permission is that of the step. Closing takes a closure reason (R1.14) and no finding that
    still waits; closing as unfounded takes a confirmed finding that says so. Raises Problem
    case.no_such_step, case.reason_missing, case.closure_reason_missing,
    case.closure_reason_only_closing, case.finding_waits, case.unfounded_without_finding,
    case.nothing_found; Denied.
    """
    row = locked(incident)
    step = policies.step(row.state, to)
    access.check_move(by, row, step)
    closure = _closure(closure_reason)
    outcomes = frozenset[str]().union(*outcomes_at(row).values())
    policies.check_step(
        to,
        step,
        reason=reason,
        closure=closure,
        waiting=Finding.objects.filter(incident=row, decision=None).exists(),
        answered=bool(outcomes),
        unfounded=policies.UNFOUNDED in outcomes,
    )
    transition = enter(row, to, by=by, reason=reason.strip(), closure=closure or None)
    if to == CLOSED:
        settle("case.overdue", row.pk, by=by)
    commit_to(
        "incident",
        row.pk,
        {"reason": reason},
        from_state=transition.from_state,
        to_state=to,
        **({"closure": closure} if closure else {}),
    )
    return row


def _closure(given: Term | str | None) -> str:
    if given is None or given == "":
        return ""
    key = str(getattr(given, "pk", given))
    key = key if "." in key else f"closure.{key}"
    if not Term.objects.filter(pk=key, vocabulary="closure").exists():
        raise Problem("case.closure_reason_unknown")
    return key


def reopen(*, by: Viewer, incident: Incident | UUID, reason: str) -> Incident:
    """Open a closed case again, with a reason; its whole history stays."""
    return move(by=by, incident=incident, to=REOPENED, reason=reason)
