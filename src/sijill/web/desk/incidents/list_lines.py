"""The rows of a list in the reader's words: each place and each term is put into words once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from sijill.base import dates
from sijill.base.dates.display import Digits
from sijill.record.incidents.models import Incident
from sijill.record.incidents.when import occurred_of
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import term_label
from sijill.web.templatetags.record import named

REFERENCE = "REFERENCE"


@dataclass(frozen=True, slots=True)
class Line:
    """One incident as a row shows it. ``area`` is empty where the place is the area itself."""

    reference: str
    address: str
    title: str
    when: str
    place: str
    area: str
    kind: str
    state: str
    state_label: str


def lines(rows: Iterable[Incident], user: Any) -> list[Line]:
    """The rows of one page for a reader (whose digits they take)."""
    language = get_language() or "en"
    digits: Digits = "native" if getattr(user, "digits", "") == "native" else "latin"
    # Worked out once: the address of one incident differs from another's in its reference only.
    address = reverse("incident", args=[REFERENCE])
    name, label = _name_once(), lru_cache(maxsize=None)(term_label)
    return [
        Line(
            row.reference,
            address.replace(REFERENCE, row.reference),
            row.title,
            dates.format(occurred_of(row), language, digits=digits),
            name(row.place),
            name(row.area) if row.area_id != row.place_id else "",
            label(row.kind_id),
            row.state,
            label(f"state.{row.state}"),
        )
        for row in rows
    ]


def _name_once() -> Callable[[PlaceUnit | None], str]:
    said: dict[str, str] = {}

    def name(unit: PlaceUnit | None) -> str:
        if unit is None:
            return ""
        if unit.pk not in said:
            said[unit.pk] = named(unit)
        return said[unit.pk]

    return name
