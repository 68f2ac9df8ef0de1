"""Reads of findings, of what stood when, and of cases that wait. Inside bind(viewer)."""

from sijill.verify.queries.cases import NextState, OverdueCase, next_states, overdue_cases
from sijill.verify.queries.findings import (
    FindingLine,
    finding_line,
    findings_of,
    may_confirm,
    waiting_findings,
)
from sijill.verify.queries.independence import independent_count
from sijill.verify.queries.standings import outcomes_at, standing_at, stood

__all__ = [
    "FindingLine",
    "NextState",
    "OverdueCase",
    "finding_line",
    "findings_of",
    "independent_count",
    "may_confirm",
    "next_states",
    "outcomes_at",
    "overdue_cases",
    "standing_at",
    "stood",
    "waiting_findings",
]
