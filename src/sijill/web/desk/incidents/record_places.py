"""Finding a place while it is typed: any spelling, three scripts, from the second letter on."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.base.text import words
from sijill.intake.channels.spreadsheet.places import normal_place
from sijill.intake.models import PlaceQuery
from sijill.reference.gazetteer import Gazetteer, Match
from sijill.reference.places import Place
from sijill.reference.queries import gazetteer, in_language, pack

MOST = 8
SHORTEST_GUESSED = 4
EXACT, BEGINS, WITHIN, ALIKE = range(4)

REASONS: dict[str, str | Promise] = {
    "name": _("this name"),
    "variant": _("another spelling"),
    "former_name": _("a former name"),
    "spelling": _("written a little differently"),
    "sound": _("sounds alike"),
    "close": _("letters alike"),
    "parent_only": _("only the wider place is known"),
    "place_elsewhere": _("lies elsewhere than written"),
}


@dataclass(frozen=True)
class FoundPlace:
    """One choice. ``sure``: what was typed begins a name of it, so it may be taken unseen."""

    code: str
    name: str
    above: str
    level: str
    why: str
    sure: bool

    def choice(self) -> dict[str, object]:
        """The shape every look-up answers with (static/js/combobox.js)."""
        note = " · ".join(part for part in (self.level, self.above, self.why) if part)
        return {"value": self.code, "text": self.name, "note": note, "sure": self.sure}


_index: dict[int, list[tuple[str, str]]] = {}


def find_places(text: str, limit: int = MOST) -> list[FoundPlace]:
    """Places whose name begins with the text, else those that come near it, best first."""
    asked = " ".join(words(text))
    if not asked:
        return []
    known = gazetteer()
    met = _beginning(known, asked)
    if met:
        ranked = sorted(met, key=lambda code: (met[code], *_order(known.places[code], asked)))
        return [_found(known, code, met[code] < ALIKE) for code in ranked[:limit]]
    if len(asked) < SHORTEST_GUESSED:
        return []
    return [_guessed(known, match) for match in guesses(text)[:limit]]


def guesses(text: str) -> list[Match]:
    """What the gazetteer makes of a text, forgotten at once: it may be somebody's address."""
    forgetful = copy.copy(gazetteer())
    forgetful._answers = {}
    return forgetful.match(text)


def place_of_text(text: str) -> str | None:
    """The code of the only place of exactly this name, else None (the text is then kept).

    Of a town and the district it gave its name to, the district: it is right in either reading.
    """
    asked, known = " ".join(words(text)), gazetteer()
    met = _beginning(known, asked) if asked else {}
    exact = [code for code, tier in met.items() if tier == EXACT]
    called = [code for code in exact if _is_called(known.places[code], asked)]
    return _around(known, called or exact) or _settled(text)


def _is_called(place: Place, asked: str) -> bool:
    """Whether it is the place's own name in a language, not another spelling of it."""
    return asked in (" ".join(words(text)) for text in place.label.texts.values())


def _around(known: Gazetteer, codes: list[str]) -> str | None:
    """The one of these places in which all the others lie, if there is one."""
    around = (code for code in codes if all(code in known.lineage(one) for one in codes))
    return next(around, None)


def _settled(text: str) -> str | None:
    """The place a colleague has since said this spelling means."""
    known = PlaceQuery.objects.filter(normal=normal_place(text)).exclude(unit=None)
    return known.values_list("unit_id", flat=True).first()


def place_name(code: str) -> str:
    """The name of a place in the reader's language, as the field shows it; "" when unknown."""
    place = gazetteer().places.get(code)
    return in_language(place.label.texts).text if place else ""


def _names(known: Gazetteer) -> list[tuple[str, str]]:
    """(normalised name, code) of every spelling, built once for each edition of the gazetteer."""
    held = _index.get(id(known))
    if held is None:
        held = [
            (" ".join(words(text)), place.code)
            for place in known.places.values()
            for text in (*place.label.texts.values(), *(s.text for s in place.spellings))
        ]
        _index.clear()
        _index[id(known)] = held
    return held


def _beginning(known: Gazetteer, asked: str) -> dict[str, int]:
    met: dict[str, int] = {}
    for name, code in _names(known):
        if asked not in name or not known.places[code].valid.holds(None):
            continue
        if name == asked:
            tier = EXACT
        elif name.startswith(asked):
            tier = BEGINS
        elif f" {asked}" in f" {name}" or f" ال{asked}" in f" {name}":
            tier = WITHIN
        else:
            continue
        met[code] = min(tier, met.get(code, tier))
    return met


def _order(place: Place, asked: str) -> tuple[bool, int, str]:
    """Those whose name as shown begins so come first, then the wider ones."""
    shown = " ".join(words(in_language(place.label.texts).text))
    return (not shown.startswith(asked), pack().level(place.level).depth, place.code)


def _found(known: Gazetteer, code: str, sure: bool, why: str = "") -> FoundPlace:
    place = known.places[code]
    above = [in_language(known.places[unit].label.texts).text for unit in known.lineage(code)[1:-1]]
    level = in_language(pack().level(place.level).label.texts).text
    name = in_language(place.label.texts).text
    return FoundPlace(code, name, ", ".join(reversed(above)), level, why, sure)


def _guessed(known: Gazetteer, match: Match) -> FoundPlace:
    why = str(REASONS.get(match.reason, ""))
    spelled = match.params.get("spelled")
    return _found(known, match.unit_code, False, f"{why}: {spelled}" if spelled else why)
