""" "Violation" for the State and its agents, "abuse" for everyone else (R1.12).

A State's failure of due diligence is a violation too: such a finding names the State agent that
failed to protect, so the category decides there as well. What an actor did never changes the
word, only who the actor is.
"""

from __future__ import annotations

from datetime import date

from sijill.reference.models import Actor
from sijill.trust.access.errors import Problem

VIOLATION, ABUSE, UNDETERMINED = "violation", "abuse", ""
OTHER = {VIOLATION: ABUSE, ABUSE: VIOLATION}


def held(actor: Actor, earliest: date | None, latest: date | None) -> bool:
    """Was the category valid on any of the days from earliest to latest (None: open)?"""
    begun = actor.valid_from is None or latest is None or actor.valid_from <= latest
    not_over = actor.valid_to is None or earliest is None or earliest <= actor.valid_to
    return begun and not_over


def word_for(actor: Actor | None, earliest: date | None = None, latest: date | None = None) -> str:
    """The word the actor's category asks for, or "" where it decides nothing.

    It decides nothing without an actor, for unidentified or unknown ones, and outside the days in
    which the category was valid (an armed group that later became part of the State's forces).
    """
    if actor is None or actor.state_agent is None or not held(actor, earliest, latest):
        return UNDETERMINED
    return VIOLATION if actor.state_agent else ABUSE


def chosen(computed: str, wanted: str, reason: str) -> str:
    """The word of a finding: the computed one, or another one with a written reason.

    wanted "": a reason alone turns the computed word into the other. Raises Problem
    finding.wording_reason (another word without a reason), finding.wording_needed (a reason, but
    nothing to turn), finding.wording_unknown.
    """
    if wanted and wanted not in OTHER:
        raise Problem("finding.wording_unknown", wording=wanted)
    if not reason:
        if wanted and wanted != computed:
            raise Problem("finding.wording_reason")
        return computed
    word = wanted or OTHER.get(computed, UNDETERMINED)
    if not word:
        raise Problem("finding.wording_needed")
    return word
