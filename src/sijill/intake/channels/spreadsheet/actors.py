"""From a partner's label to a neutral category of actor, never by guess."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sijill.intake.channels.spreadsheet.mapping import Side
from sijill.intake.parsed import ParsedActor
from sijill.reference.actors import ActorIndex

UNKNOWN = "U0"
REMEMBERED = 5000
SURE_ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class SideFound:
    """What a side's label means. ``actor`` None: the label names people harmed, or nobody.

    ``reason``: how it was found, or ``not_an_actor``, ``actor.unknown``, ``actor.ambiguous``,
    ``not_given``.
    """

    actor: str | None
    reason: str
    state_agent: bool | None = None

    @property
    def known(self) -> bool:
        """Does the label name an actor at all (a category other than "unknown")?"""
        return self.actor is not None and self.actor != UNKNOWN


class ActorFinder:
    """Finds actors for the rows of one run."""

    def __init__(self, index: ActorIndex) -> None:
        self._index = index
        self._known: OrderedDict[tuple[str, str, date | None], SideFound] = OrderedDict()

    def find(self, side: Side, text: str, on: date | None) -> SideFound:
        """Give what a side's cell means on a day."""
        if side.actor:
            return self._made(side.actor, "constant")
        key = (side.key, text, on)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find(side, text, on)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _find(self, side: Side, text: str, on: date | None) -> SideFound:
        plain = " ".join(text.casefold().split())
        if not plain:
            return SideFound(None, "not_given")
        if plain in side.values:
            return self._made(side.values[plain], "mapping")
        matches = self._index.match_actor(text, on)
        if not matches:
            return SideFound(UNKNOWN, "actor.unknown")
        first = matches[0]
        if first.code is None:
            return SideFound(None, "not_an_actor")
        if first.confidence < SURE_ENOUGH:
            return SideFound(UNKNOWN, "actor.ambiguous")
        return self._made(first.code, first.reason)

    def _made(self, code: str, reason: str) -> SideFound:
        category = self._index.actors.get(code)
        return SideFound(code, reason, category.state_agent if category else None)


def attributed(
    by: tuple[str, ...], sides: Mapping[str, tuple[Side, SideFound]]
) -> tuple[ParsedActor, ...]:
    """Who of the sides named is said to have done it.

    Exactly one side that names an actor: that one. Several: it is not known who of them, so
    "unknown" stands, with the reason. None named at all: nobody is recorded.
    """
    found = [sides[key] for key in by if key in sides]
    named = [(side, what) for side, what in found if what.known]
    if len(named) == 1:
        side, what = named[0]
        return (ParsedActor(what.actor or UNKNOWN, side.degree, side.certainty, what.reason),)
    given = [what for _, what in found if what.reason != "not_given"]
    if not given:
        return ()
    reason = "actor.one_of_several" if named else _first_unknown(given)
    return (ParsedActor(UNKNOWN, "degree.unknown", "certainty.alleged", reason),)


def _first_unknown(given: list[SideFound]) -> str:
    return next((what.reason for what in given if what.actor == UNKNOWN), "actor.unknown")
