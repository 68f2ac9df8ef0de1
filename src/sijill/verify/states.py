"""The states of a case, and who may move it from which to which (R1.06).

Codes are those of the vocabulary ``state``. The outcome (verified, credible, not verifiable,
unfounded, out of mandate) is not a state: it is what findings say once a case is concluded, one
for each regime (R1.08). docs/states.md is drawn from this table.
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.trust.access.enums import Permission

LEAD, ALLEGATION, TRIAGE, VERIFICATION = "lead", "allegation", "triage", "verification"
CONCLUDED, INTERVENTION, MONITORING = "concluded", "intervention", "monitoring"
CLOSED, REOPENED = "closed", "reopened"


@dataclass(frozen=True)
class Move:
    """One allowed step: the permission it takes, and whether it must be explained.

    by_finding: confirming a finding takes the step by itself.
    """

    permission: Permission
    reason: bool = False
    by_finding: bool = False


_RECORD = Move(Permission.RECORD)
_SORT = Move(Permission.TRIAGE)
_STEP = Move(Permission.MOVE_CASE)
_CLOSE = Move(Permission.MOVE_CASE)
_BACK = Move(Permission.MOVE_CASE, reason=True)
_ASSESS = Move(Permission.ASSESS, by_finding=True)
_FOUND = Move(Permission.CONFIRM, by_finding=True)

STATES: dict[str, dict[str, Move]] = {
    LEAD: {ALLEGATION: _RECORD, CLOSED: _CLOSE},
    ALLEGATION: {TRIAGE: _SORT, CLOSED: _CLOSE},
    TRIAGE: {
        VERIFICATION: _ASSESS,
        ALLEGATION: Move(Permission.TRIAGE, reason=True),
        CLOSED: _CLOSE,
    },
    VERIFICATION: {CONCLUDED: _FOUND, TRIAGE: _BACK, INTERVENTION: _BACK, CLOSED: _CLOSE},
    CONCLUDED: {
        INTERVENTION: _STEP,
        MONITORING: _STEP,
        VERIFICATION: Move(Permission.ASSESS, reason=True),
        CLOSED: _CLOSE,
    },
    INTERVENTION: {
        MONITORING: _STEP,
        VERIFICATION: Move(Permission.ASSESS, reason=True),
        CLOSED: _CLOSE,
    },
    MONITORING: {
        INTERVENTION: _STEP,
        VERIFICATION: Move(Permission.ASSESS, reason=True),
        CLOSED: _CLOSE,
    },
    CLOSED: {REOPENED: _BACK},
    REOPENED: {
        TRIAGE: _STEP,
        VERIFICATION: _ASSESS,
        INTERVENTION: _STEP,
        MONITORING: _STEP,
        CLOSED: _CLOSE,
    },
}

OPEN_TO_FINDINGS = frozenset(STATES) - {LEAD, ALLEGATION, CLOSED}
"""States in which a finding may be proposed: from triage on, until the case is closed."""
