"""Terms and actors by what somebody types: a label in any language, its beginning, or a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from sijill.base.text import words
from sijill.record.plain_words import plain_words
from sijill.reference.queries import in_language, pack, terms

EXACT, BEGINS, WORD, INSIDE = range(4)


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen; ``also`` are further words by which it is met."""

    key: str
    code: str
    text: str
    note: str
    also: tuple[str, ...]

    def choice(self) -> dict[str, object]:
        """The shape every look-up answers with (static/js/combobox.js)."""
        return {"value": self.text, "text": self.text, "note": self.note, "sure": True}


def term_choices(vocabulary: str) -> list[Choice]:
    """The terms of a vocabulary that may be entered today, in its own order."""
    found = {term.key: term for term in terms(vocabulary, timezone.localdate())}
    return [
        Choice(
            key,
            term.code,
            in_language(term.label.texts).text,
            in_language(found[term.parent].label.texts).text if term.parent in found else "",
            _others(term.label.texts, term.code.replace("_", " ")),
        )
        for key, term in found.items()
    ]


def actor_choices() -> list[Choice]:
    """The actor categories valid today, with their short codes, in the pack's order."""
    today = timezone.localdate()
    return [
        Choice(
            actor.code,
            actor.code,
            in_language(actor.label.texts).text,
            actor.code,
            _others(actor.label.texts, actor.code, *actor.variants),
        )
        for actor in pack().actors
        if actor.valid.holds(today)
    ]


def _others(texts: Mapping[str, str], *more: str) -> tuple[str, ...]:
    own = in_language(texts).text
    return tuple(dict.fromkeys(text for text in (*more, *texts.values()) if text != own))


def _plain(text: str) -> str:
    return " ".join(words(text))


def ranked(choices: Iterable[Choice], text: str, limit: int = 12) -> list[Choice]:
    """Those that meet what was typed, best first; all of them, in order, for an empty text."""
    asked = _plain(text)
    if not asked:
        return list(choices)[:limit]
    met = [(tier, at, c) for at, c in enumerate(choices) if (tier := _tier(c, asked)) is not None]
    return [choice for _, _, choice in sorted(met, key=lambda row: row[:2])[:limit]]


def _tier(choice: Choice, asked: str) -> int | None:
    best = None
    for plain in _ways(choice):
        if plain == asked:
            return EXACT
        if plain.startswith(asked):
            best = min(BEGINS, BEGINS if best is None else best)
        elif f" {asked}" in plain:
            best = min(WORD, WORD if best is None else best)
        elif len(asked) > 2 and asked in plain:
            best = INSIDE if best is None else best
    return best


def _ways(choice: Choice) -> list[str]:
    """How a choice may be written; the Arabic article may be left out."""
    ways = [_plain(text) for text in (choice.text, choice.code, *choice.also)]
    return [*ways, *(" ".join(plain_words(way)) for way in ways)]


def exactly(choices: Iterable[Choice], text: str) -> Choice | None:
    """The choice whose label (in any language), code or key is the text, else None."""
    asked = _plain(text)
    for choice in choices:
        if text == choice.key or _plain(choice.text) == asked:
            return choice
    for choice in choices:
        if any(_plain(other) == asked for other in (choice.code, *choice.also)):
            return choice
    return None
