"""Labels of keys that stand in published cells: months, units, terms, measures, breakdowns.

Everything comes from the pack and the vocabularies in memory: public pages read no reference table.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sijill.base.dates import PartialDate
from sijill.publish.canonical import TOTAL
from sijill.reference.labels import Label
from sijill.reference.places import Place
from sijill.reference.queries import first_level, pack, vocabularies
from sijill.web.public.lists import said

MONTH = re.compile(r"(\d{4})-(\d{2})")
MEASURES: dict[str, str | Promise] = {
    "killed": gettext_lazy("Killed"),
    "injured": gettext_lazy("Injured"),
}
UNITS: dict[str, str | Promise] = {
    "person": gettext_lazy("persons"),
    "persons": gettext_lazy("persons"),
    "casualty": gettext_lazy("persons"),
    "individual": gettext_lazy("persons"),
    "victim": gettext_lazy("persons"),
    "incident": gettext_lazy("incidents"),
}
BREAKDOWNS: dict[str, str | Promise] = {
    "month": gettext_lazy("Month"),
    "sex": gettext_lazy("Sex"),
    "age": gettext_lazy("Age group"),
    "age_group": gettext_lazy("Age group"),
    "cause": gettext_lazy("Cause"),
    "status": gettext_lazy("Status"),
}


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    return {place.code: place for place in pack().places}


def place_of(code: str) -> Place | None:
    """The unit of a code, or None."""
    return _places().get(code)


def in_reader_language(label: Label) -> str:
    """A label in the reader's language, else in the first fallback that has it."""
    return label.shown(get_language() or "en").text


def is_reviewed(label: Label) -> bool:
    """Has a native reader checked the text as it is shown?"""
    return label.shown(get_language() or "en").reviewed


def measure_label(measure: str) -> str:
    """What is counted: "Killed"; the key itself when unknown."""
    return str(MEASURES.get(measure, measure))


def unit_label(unit: str) -> str:
    """The unit of count in words: "persons"."""
    return str(UNITS.get(unit.rpartition(".")[2], unit))


def standard_label(standard: str) -> str:
    """The standard of proof in words."""
    return key_label(standard if "." in standard else f"standard.{standard}", standard)


def breakdown_label(name: str) -> str:
    """The heading of a breakdown; that of places is the pack's own word for its first level."""
    if name in BREAKDOWNS:
        return str(BREAKDOWNS[name])
    depth = first_level()
    level = next((level for level in pack().levels if level.depth == depth), None)
    if name in ("place", "unit", "governorate") and level is not None:
        return in_reader_language(level.label)
    return name.replace("_", " ")


def key_label(key: str, otherwise: str = "") -> str:
    """A row's or column's key in words; the key itself (or ``otherwise``) when nothing knows it."""
    if key == TOTAL:
        return _("Total")
    if match := MONTH.fullmatch(key):
        return said(PartialDate.of(int(match[1]), int(match[2])))
    if place := place_of(key):
        return in_reader_language(place.label)
    if key in ("unknown", "none", ""):
        return in_reader_language(vocabularies().term("answer.unknown").label)
    try:
        return in_reader_language(vocabularies().term(key).label)
    except KeyError:
        return otherwise or key


def labels_in_languages(key: str) -> dict[str, str]:
    """Every sourced label of a key, by language, for the data file."""
    if place := place_of(key):
        return dict(place.label.texts)
    try:
        return dict(vocabularies().term(key).label.texts)
    except KeyError:
        return {}


def order_of(key: str) -> tuple[int, int, str]:
    """Where a key stands in a table: months by time, terms and units by their lists, then unknown.

    The total stands last.
    """
    if key == TOTAL:
        return (9, 0, "")
    if MONTH.fullmatch(key):
        return (0, 0, key)
    if key in ("unknown", "none", "") or key.endswith(".unknown") or key.startswith("answer."):
        return (8, 0, key)
    if place_of(key):
        return (1, list(_places()).index(key), key)
    try:
        return (2, vocabularies().term(key).order, key)
    except KeyError:
        return (3, 0, key)


def stands_in(code: str, first: date, last: date) -> bool:
    """Did the unit exist on some day of the period?"""
    place = place_of(code)
    if place is None:
        return False
    begun = place.valid.first is None or place.valid.first <= last
    return begun and (place.valid.last is None or first <= place.valid.last)
