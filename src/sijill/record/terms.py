"""Are the codes somebody entered terms of the right vocabulary, valid on the day?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from sijill.reference.queries import vocabularies
from sijill.reference.terms import Term
from sijill.trust.access.errors import Problem

UNKNOWN, NOT_ASKED = "answer.unknown", "answer.not_asked"


def checked_terms(wanted: Iterable[tuple[str, str]], on: date | None = None) -> dict[str, Term]:
    """The terms of (vocabulary, key) pairs, by key.

    on: the day on which they must be valid (today). A non-answer passes where its vocabulary
    admits it. Raises Problem ``term.wrong_vocabulary``, ``term.unknown`` or ``term.ended``, each
    with ``vocabulary`` and ``key``.
    """
    day = on or timezone.localdate()
    return {key: _checked(vocabulary, key, day) for vocabulary, key in wanted}


def _checked(vocabulary: str, key: str, day: date) -> Term:
    known = vocabularies()
    if not key.startswith(f"{vocabulary}.") and key not in known[vocabulary].answers:
        raise Problem("term.wrong_vocabulary", vocabulary=vocabulary, key=key)
    try:
        term = known.term(key)
    except KeyError:
        raise Problem("term.unknown", vocabulary=vocabulary, key=key) from None
    if not term.period.holds(day):
        raise Problem("term.ended", vocabulary=vocabulary, key=key)
    return term
