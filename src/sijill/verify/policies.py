"""May this happen now? Pure rules over values already read; each raises Problem with a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.trust.access.errors import Problem
from sijill.verify.states import CLOSED, CONCLUDED, OPEN_TO_FINDINGS, STATES, Move

CASUALTY, GRAVE_VIOLATION = "regime.casualty", "regime.grave_violation"
OCCURRED, ATTRIBUTION = "question.act_occurred", "question.attribution"
IN_LAW, PERSON_STATUS = "question.legal_characterisation", "question.person_status"
ESTABLISHED, UNFOUNDED = "outcome.established", "outcome.unfounded"
CREDIBLE = "outcome.credible_not_verified"
NOT_VERIFIABLE, OUT_OF_MANDATE = "outcome.not_verifiable", "outcome.out_of_mandate"
SUPPORTS, CONTRADICTS = "stance.supports", "stance.contradicts"

REJECTED = (UNFOUNDED, OUT_OF_MANDATE)
"""Outcomes that take an act out of every count, the unverified one included."""

PRIMARY_SOURCES = frozenset({"proximity.victim", "proximity.perpetrator", "proximity.eyewitness"})
"""Who counts as a primary source of a grave violation (victim, perpetrator, direct witness)."""

NO_BASIS_NEEDED = frozenset({NOT_VERIFIABLE, OUT_OF_MANDATE})


@dataclass(frozen=True)
class Piece:
    """One piece of information as a rule sees it."""

    stance: str
    proximity: str


@dataclass(frozen=True)
class Claim:
    """A finding as a rule sees it. Ranks: of its standard, and of the least its regime takes."""

    regime: str
    question: str
    outcome: str
    standard_rank: int
    regime_rank: int
    court_only: bool
    pieces: tuple[Piece, ...]
    reasons: str
    names_actor: bool = False
    names_right: bool = False
    names_status: bool = False


def lets_count(question: str, counted: bool, standard_rank: int, regime_rank: int) -> bool:
    """Does a confirmed finding let acts be counted under its regime?

    Only one on whether the act happened, with an outcome that counts (established), at the
    regime's standard of proof or above. Who did it and what it is in law count nothing.
    """
    return question == OCCURRED and counted and standard_rank >= regime_rank


def check_claim(claim: Claim) -> None:
    """Raise Problem unless outcome, standard and basis fit together."""
    if not claim.reasons.strip():
        raise Problem("finding.reasons_missing")
    if claim.court_only:
        raise Problem("finding.court_standard")
    if not claim.pieces and claim.outcome not in NO_BASIS_NEEDED:
        raise Problem("finding.basis_missing")
    if claim.outcome == ESTABLISHED:
        _check_established(claim)
    if claim.outcome == CREDIBLE and not _any(claim.pieces, SUPPORTS):
        raise Problem("finding.no_support")
    if claim.outcome == UNFOUNDED and not _any(claim.pieces, CONTRADICTS):
        raise Problem("finding.no_contradiction")


def _check_established(claim: Claim) -> None:
    if not _any(claim.pieces, SUPPORTS):
        raise Problem("finding.no_support")
    if claim.question == OCCURRED and claim.standard_rank < claim.regime_rank:
        raise Problem("finding.standard_too_low")
    if (
        claim.question == OCCURRED
        and claim.regime == GRAVE_VIOLATION
        and not any(
            piece.stance == SUPPORTS and piece.proximity in PRIMARY_SOURCES
            for piece in claim.pieces
        )
    ):
        raise Problem("finding.no_primary_source")
    if claim.question in (ATTRIBUTION, IN_LAW) and not claim.names_actor:
        raise Problem("finding.actor_missing")
    if claim.question == IN_LAW and not claim.names_right:
        raise Problem("finding.right_missing")
    if claim.question == PERSON_STATUS and not claim.names_status:
        raise Problem("finding.status_missing")


def _any(pieces: Iterable[Piece], stance: str) -> bool:
    return any(piece.stance == stance for piece in pieces)


def check_open_to_findings(state: str) -> None:
    """Raise Problem unless a finding may be proposed in this state."""
    if state == CLOSED:
        raise Problem("case.closed")
    if state not in OPEN_TO_FINDINGS:
        raise Problem("finding.too_early")


def step(state: str, to: str) -> Move:
    """The table's entry for a step; raises Problem case.no_such_step."""
    move = STATES.get(state, {}).get(to)
    if move is None:
        raise Problem("case.no_such_step", state=state, to=to)
    return move


def check_step(
    to: str,
    move: Move,
    *,
    reason: str,
    closure: str,
    waiting: bool,
    answered: bool,
    unfounded: bool,
) -> None:
    """Raise Problem unless the step may be taken now.

    waiting: a finding still waits for its second person. answered: a confirmed finding stands on
    whether the act happened. unfounded: such a finding says that it did not.
    """
    if move.reason and not reason.strip():
        raise Problem("case.reason_missing")
    if to == CONCLUDED and not answered:
        raise Problem("case.nothing_found")
    if to != CLOSED:
        if closure:
            raise Problem("case.closure_reason_only_closing")
        return
    if not closure:
        raise Problem("case.closure_reason_missing")
    if waiting:
        raise Problem("case.finding_waits")
    if closure == "closure.unfounded" and not unfounded:
        raise Problem("case.unfounded_without_finding")
