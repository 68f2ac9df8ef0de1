"""Neutral categories of actors, and finding the one a partner's label means."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from sijill.base.text import words
from sijill.reference.labels import Label
from sijill.reference.periods import ALWAYS, Period

# Below this likeness (0 to 1) two labels are taken for different actors. Labels are short and a
# wrong actor is worse than none, so the line is high.
LIKENESS = 0.88
SHORTEST_LIKENED = 6


@dataclass(frozen=True)
class ActorCategory:
    """One category. ``state_agent`` None means nobody knows yet: neither violation nor abuse."""

    code: str
    label: Label
    group: str
    state_agent: bool | None
    variants: tuple[str, ...] = ()
    parent: str | None = None
    state: str | None = None  # ISO 3166-1 alpha-3 of a foreign State
    valid: Period = ALWAYS
    source: str = ""
    note: str = ""

    @property
    def word(self) -> str | None:
        """``violation`` for the State and its agents, ``abuse`` for others, None while unknown."""
        if self.state_agent is None:
            return None
        return "violation" if self.state_agent else "abuse"


@dataclass(frozen=True)
class NotAnActor:
    """Labels in a side's column that name the people harmed, such as “Civilians”."""

    key: str
    label: Label
    texts: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True)
class ActorMatch:
    """What a label may mean. ``code`` is None when the label names no actor.

    ``reason``: ``name``, ``variant``, ``close`` (params ``likeness``, ``spelled``) or
    ``not_an_actor`` (params ``key``).
    """

    code: str | None
    confidence: float
    reason: str
    params: tuple[tuple[str, str | float], ...] = ()


class ActorIndex:
    """Finds actors by label. Built from categories of a pack or from rows of the database."""

    def __init__(
        self, actors: Iterable[ActorCategory], not_actors: Iterable[NotAnActor] = ()
    ) -> None:
        self.actors = {actor.code: actor for actor in actors}
        self._others = {
            key: other.key for other in not_actors for text in other.texts if (key := _key(text))
        }
        self._known: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for actor in self.actors.values():
            for text in (actor.code, *actor.label.texts.values()):
                self._known[_key(text)].append((actor.code, "name"))
            for text in actor.variants:
                self._known[_key(text)].append((actor.code, "variant"))
        self._keys = [key for key in self._known if len(key) >= SHORTEST_LIKENED]

    def match_actor(self, text: str, on: date | None = None) -> list[ActorMatch]:
        """Give what a label may mean on a day, likeliest first; empty when nothing comes near."""
        key = _key(text)
        if not key:
            return []
        if key in self._others:
            return [ActorMatch(None, 1.0, "not_an_actor", (("key", self._others[key]),))]
        return self._exact(key, on) or self._close(key, on)

    def _exact(self, key: str, on: date | None) -> list[ActorMatch]:
        found = self._valid(self._known.get(key, ()), on)
        # The same label for two categories (a coalition of 2007 and one of 2016) without a day
        # to tell them apart leaves the choice to an officer.
        share = 1.0 if len(found) == 1 else 0.5
        sure = {"name": 1.0, "variant": 0.95}
        return [ActorMatch(code, sure[kind] * share, kind) for code, kind in found.items()]

    def _close(self, key: str, on: date | None) -> list[ActorMatch]:
        if len(key) < SHORTEST_LIKENED:
            return []
        near = process.extract(
            key, self._keys, scorer=fuzz.ratio, score_cutoff=LIKENESS * 100, limit=3
        )
        matches: dict[str, ActorMatch] = {}
        for spelled, score, _ in near:
            for code in self._valid(self._known[spelled], on):
                params = (("likeness", round(score / 100, 2)), ("spelled", spelled))
                matches.setdefault(code, ActorMatch(code, score / 100 * 0.8, "close", params))
        return list(matches.values())

    def _valid(self, entries: Iterable[tuple[str, str]], on: date | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, kind in entries:
            if self.actors[code].valid.holds(on):
                found.setdefault(code, kind)
        return found


def _key(text: str) -> str:
    return " ".join(words(text))
