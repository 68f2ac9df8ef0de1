"""The second person's decision on a finding: confirm it, or return it with a note."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from sijill.record.incidents.models import Incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import ask, settle
from sijill.verify import policies
from sijill.verify.access import check_confirm
from sijill.verify.actions.cases import enter_by_finding, locked, touch
from sijill.verify.actions.proposals import CONFIRM, REVISE, check_alone, regime_rank
from sijill.verify.models import Decision, Finding, Standing
from sijill.verify.states import CLOSED, CONCLUDED


@action("finding.confirm", permission=Permission.CONFIRM)
def confirm_finding(*, by: Viewer, finding: Finding | UUID, note: str = "") -> Decision:
    """Confirm a colleague's finding (R1.11): from now on it stands, and counts where it lets.

    What it supersedes stands until this moment. A confirmed answer on whether the act happened
    concludes a case under verification. Raises Denied (verify/access.py), Absent, Problem
    finding.decided, finding.does_not_stand, finding.one_stands, case.closed.
    """
    row, case = _open_finding(finding)
    capacity = check_confirm(by, row)
    if case.state == CLOSED:
        raise Problem("case.closed")
    older = _older_still_standing(row)
    check_alone(row, older)
    decision = _decide(row, Decision.Kind.CONFIRMED, note, by=by, second=capacity.stood_in_for)
    standing = _let_stand(row, older, decision.created_at, by=by)
    settle(CONFIRM, row.pk, by=by)
    concludes = row.question_id == policies.OCCURRED
    if not (concludes and enter_by_finding(case, CONCLUDED, by=by, reference=row.reference)):
        touch(case, by=by)
    commit_to(
        "finding",
        row.pk,
        {"note": note},
        decision="confirmed",
        counts=standing.counts,
        late=standing.late,
        **_second(capacity.stood_in_for),
    )
    commit_to("incident", row.incident_id)
    return decision


@action("finding.return", permission=Permission.CONFIRM)
def return_finding(*, by: Viewer, finding: Finding | UUID, note: str) -> Decision:
    """Return a finding to its author with what is missing; the review of it ends here.

    The author proposes a new one. Raises as confirm_finding; Problem finding.note_missing.
    """
    row, case = _open_finding(finding)
    capacity = check_confirm(by, row)
    if not note.strip():
        raise Problem("finding.note_missing")
    decision = _decide(row, Decision.Kind.RETURNED, note, by=by, second=capacity.stood_in_for)
    settle(CONFIRM, row.pk, by=by)
    ask(
        REVISE,
        row,
        needs=Permission.ASSESS,
        by=by,
        reference=case.reference,
        assigned_to=row.created_by,
    )
    touch(case, by=by)
    commit_to(
        "finding", row.pk, {"note": note}, decision="returned", **_second(capacity.stood_in_for)
    )
    commit_to("incident", row.incident_id)
    return decision


def _open_finding(given: Finding | UUID) -> tuple[Finding, Incident]:
    """The finding and its case, the case locked; raises Absent, Problem finding.decided."""
    row = Finding.objects.filter(pk=getattr(given, "pk", given)).first()
    if row is None:
        raise Absent("record.absent")
    case = locked(row.incident_id)
    # Read after the lock: whoever held it before may just have decided.
    if Decision.objects.filter(finding=row).exists():
        raise Problem("finding.decided")
    return row, case


def _older_still_standing(row: Finding) -> Finding | None:
    if row.supersedes is None:
        return None
    if not Standing.objects.filter(finding=row.supersedes, until=None).exists():
        raise Problem("finding.does_not_stand")
    return row.supersedes


def _decide(
    row: Finding, kind: Decision.Kind, note: str, *, by: Viewer, second: UUID | None
) -> Decision:
    decision = Decision(
        finding=row,
        kind=kind,
        note=note.strip(),
        stood_in_for=second,
        created_by=by.account,
        created_at=timezone.now(),
    )
    decision.labels_of(row)
    decision.save()
    return decision


def _let_stand(row: Finding, older: Finding | None, since: datetime, *, by: Viewer) -> Standing:
    if older is not None:
        Standing.objects.filter(finding=older, until=None).update(until=since)
    standing = Standing(
        finding=row,
        incident_id=row.incident_id,
        act_id=row.act_id,
        regime=row.regime_id,
        question=row.question_id,
        outcome=row.outcome_id,
        person_status=row.person_status_id or "",
        counts=_counts(row),
        since=since,
        late=is_late(row.occurred_to, timezone.localdate(since)),
        created_by=by.account,
    )
    standing.labels_of(row)
    standing.save()
    return standing


def _counts(row: Finding) -> bool:
    return policies.lets_count(
        row.question_id,
        bool(row.outcome.attributes.get("counted", False)),
        int(row.standard.attributes.get("rank", 0)),
        regime_rank(row.regime),
    )


def is_late(occurred_to: date | None, confirmed: date) -> bool:
    """Was it confirmed after the end of the quarter of the latest day it may have happened on?

    A date open towards the present is never late.
    """
    if occurred_to is None:
        return False
    quarter = (occurred_to.year, (occurred_to.month - 1) // 3)
    return (confirmed.year, (confirmed.month - 1) // 3) > quarter


def _second(stood_in_for: UUID | None) -> dict[str, str]:
    return {"stood_in_for": str(stood_in_for)} if stood_in_for else {}
