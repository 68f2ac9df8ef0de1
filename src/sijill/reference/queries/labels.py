"""Names of places, actors and terms in the reader's language, and whether one is borrowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from sijill.reference.models import PlaceUnit
from sijill.reference.queries.world import vocabularies

FALLBACKS = {"ckb": ("ar", "en"), "ar": ("en", "ckb"), "en": ("ar", "ckb")}


@dataclass(frozen=True)
class Named:
    """A name as shown. ``borrowed``: it is in another language, for want of a sourced name."""

    text: str
    language: str
    borrowed: bool

    def __str__(self) -> str:
        return self.text


def in_language(names: Mapping[str, str], language: str | None = None) -> Named:
    """Choose the name in a language (the active one), else the first fallback, marked."""
    wanted = language or get_language() or "en"
    for candidate in (wanted, *FALLBACKS.get(wanted, ("en", "ar")), *names):
        if text := names.get(candidate):
            return Named(text, candidate, candidate != wanted)
    return Named("", wanted, False)


def term_label(key: str | None, language: str | None = None) -> str:
    """The label of a term by its key; the key itself when the term is gone."""
    if not key:
        return ""
    try:
        label = vocabularies().term(key).label
    except KeyError:
        return key
    return in_language(label.texts, language).text


def place_label(unit: PlaceUnit | None, language: str | None = None) -> Named:
    """The name of a place unit (a row with ``names``)."""
    return in_language(unit.names, language) if unit is not None else Named("", "en", False)
