"""Findings as people read them: what was proposed, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from sijill.record.incidents.models import Incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.portfolios import Capacity, capacities
from sijill.verify.access import why_not_confirm
from sijill.verify.models import Basis, Decision, Finding, Standing

State = Literal["waiting", "confirmed", "returned", "superseded"]
# Terms are not joined: pages read their labels from memory by their keys.
JOINED = ("incident", "act", "act__victim", "actor", "decision", "standing")


@dataclass(frozen=True)
class FindingLine:
    """One finding with its story. ``author``, ``decided_by``, ``stood_in_for``: full names.

    barred: the code of what keeps the viewer from deciding on it, None when they may; meaningful
    while ``state`` is "waiting".
    """

    finding: Finding
    state: State
    author: str
    decision: Decision | None
    decided_by: str
    stood_in_for: str
    standing: Standing | None
    basis: tuple[Basis, ...]
    barred: str | None

    @property
    def late(self) -> bool:
        """Confirmed after the quarter in which it happened had ended."""
        return self.standing is not None and self.standing.late


def findings_of(viewer: Viewer, incident: Incident) -> list[FindingLine]:
    """Every finding of an incident, newest first, with basis, decision and standing."""
    return _lines(viewer, _full().filter(incident=incident))


def waiting_findings(viewer: Viewer, limit: int = 100) -> list[FindingLine]:
    """Findings without a decision that this person may confirm or return, oldest first.

    Their own, and those of whoever they only stand in for, are left out.
    """
    waiting = _full().filter(decision=None).exclude(created_by=viewer.account)
    lines = _lines(viewer, waiting.order_by("created_at")[: limit * 2])
    return [line for line in lines if line.barred is None][:limit]


def finding_line(viewer: Viewer, reference: str) -> FindingLine | None:
    """One finding by its reference or its id, with its story; None when hidden or not there."""
    try:
        named = {"pk": UUID(reference)}
    except ValueError:
        named = {"reference": reference.strip().upper()}  # type: ignore[dict-item]
    return next(iter(_lines(viewer, _full().filter(**named))), None)


def may_confirm(viewer: Viewer, finding: Finding) -> str | None:
    """The code of what keeps the viewer from deciding on a finding, or None when they may."""
    if Decision.objects.filter(finding=finding).exists():
        return "finding.decided"
    return why_not_confirm(viewer, finding)


def _full() -> QuerySet[Finding]:
    return (
        Finding.objects.select_related(*JOINED)
        .prefetch_related(Prefetch("basis", Basis.objects.select_related("information__source")))
        .order_by("-created_at")
    )


def _lines(viewer: Viewer, findings: Iterable[Finding]) -> list[FindingLine]:
    rows = list(findings)
    held = capacities(viewer, Permission.CONFIRM) if rows else ()
    names = _names(rows)
    return [_line(viewer, finding, held, names) for finding in rows]


def _line(
    viewer: Viewer, finding: Finding, held: tuple[Capacity, ...], names: dict[UUID, str]
) -> FindingLine:
    decision: Decision | None = getattr(finding, "decision", None)
    standing: Standing | None = getattr(finding, "standing", None)
    second = decision.stood_in_for if decision else None
    return FindingLine(
        finding=finding,
        state=_state(decision, standing),
        author=names.get(finding.created_by, ""),
        decision=decision,
        decided_by=names.get(decision.created_by, "") if decision else "",
        stood_in_for=names.get(second, "") if second else "",
        standing=standing,
        basis=tuple(finding.basis.all()),
        barred="finding.decided" if decision else why_not_confirm(viewer, finding, held),
    )


def _state(decision: Decision | None, standing: Standing | None) -> State:
    if decision is None:
        return "waiting"
    if decision.kind == Decision.Kind.RETURNED:
        return "returned"
    return "superseded" if standing is not None and standing.until else "confirmed"


def _names(findings: list[Finding]) -> dict[UUID, str]:
    people: set[UUID] = {finding.created_by for finding in findings}
    for finding in findings:
        decision = getattr(finding, "decision", None)
        if decision is not None:
            people |= {decision.created_by, decision.stood_in_for or decision.created_by}
    return dict(Account.objects.filter(pk__in=people).values_list("pk", "full_name"))
