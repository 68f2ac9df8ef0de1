"""From a recorded term to the row or column of the official tables (SDG 16.1.2)."""

from __future__ import annotations

from functools import lru_cache

from sijill.reference.queries import vocabularies

NOT_KNOWN = "answer.unknown"
CAUSE_NOT_KNOWN = "cause.unknown"


@lru_cache(maxsize=4096)
def category(vocabulary: str, key: str) -> str:
    """The category shown for a term of ``sex``, ``age``, ``cause`` or ``status``.

    A narrower term goes to its first level; "unknown", "not asked" and the like stay four answers
    in the record and are one column here, as the official tables have it.
    """
    answer = CAUSE_NOT_KNOWN if vocabulary == "cause" else NOT_KNOWN
    if not key.startswith(f"{vocabulary}."):
        return answer
    words = vocabularies()[vocabulary]
    top = words.category(vocabularies().term(key))
    return answer if top.attributes.get("sdg_as") == "unknown" else top.key


@lru_cache(maxsize=8)
def categories(vocabulary: str) -> tuple[str, ...]:
    """Every category of a breakdown in its official order, the unknown one last."""
    found = [category(vocabulary, term.key) for term in vocabularies()[vocabulary].top]
    answer = CAUSE_NOT_KNOWN if vocabulary == "cause" else NOT_KNOWN
    return (*dict.fromkeys(key for key in found if key != answer), answer)
