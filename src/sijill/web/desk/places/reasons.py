"""Why a unit is suggested for a spelling, in words, and how sure that is."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijill.intake.channels.spreadsheet.places import JOINER
from sijill.intake.sentences import match_text
from sijill.reference.gazetteer import Gazetteer, Match
from sijill.reference.queries import Named, gazetteer, in_language, pack

MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """One unit a spelling may mean. ``sure``: per cent.

    wider: only what lies above the place is known; the place itself is not this unit.
    """

    code: str
    name: Named
    above: str
    level: str
    sure: int
    why: str
    wider: bool = False


def suggestions(written: str, known: Gazetteer | None = None) -> list[Suggestion]:
    """What a spelling (with the names above it, widest first) may mean, likeliest first.

    known: the gazetteer, when the caller asks for many.
    """
    parts = [part.strip() for part in written.split(JOINER.strip()) if part.strip()]
    if not parts:
        return []
    known = copy.copy(known or gazetteer())
    known._answers = {}  # what partners write may be an address: forgotten at once
    found: dict[str, Match] = {}
    for match in (*known.match_path(parts), *known.match(parts[-1])):
        found.setdefault(match.unit_code, match)
    return [suggestion(match, known) for match in list(found.values())[:MOST]]


def suggestion(match: Match, known: Gazetteer) -> Suggestion:
    """A match in words."""
    place = known.places[match.unit_code]
    return Suggestion(
        match.unit_code,
        in_language(place.label.texts),
        _above(match.unit_code, known),
        in_language(pack().level(place.level).label.texts).text,
        round(match.confidence * 100),
        why(match),
        match.reason == "parent_only",
    )


def why(match: Match) -> str:
    """The reason in words, with the name it met; rivals of the same name are said too."""
    said = match_text({"code": match.reason, **match.params})
    if match.params.get("spelled"):
        said = f"{said}: “{match.params['spelled']}”"
    if match.params.get("rivals"):
        said = _("%(reason)s; other places carry this name") % {"reason": said}
    return said


def _above(code: str, known: Gazetteer) -> str:
    """The units above one, the nearest first, without the country."""
    names = [in_language(known.places[unit].label.texts).text for unit in known.lineage(code)[1:-1]]
    return _(", ").join(reversed(names))
