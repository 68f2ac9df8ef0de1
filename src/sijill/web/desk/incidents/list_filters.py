"""What the list of incidents is asked for: from an address, and back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.record.incidents.queries import IncidentFilters
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import gazetteer, in_language, term_label, terms
from sijill.trust.access.viewer import Viewer
from sijill.verify.states import STATES
from sijill.web.desk.incidents.record_places import find_places, guesses

NAMES = ("q", "state", "place", "kind", "from", "until", "mine", "overdue", "office")
SURE = 0.9


@dataclass
class Asked:
    """The filters, the values of the form's fields, and what could not be understood.

    elsewhere: the address with codes in place of what was typed, when it must change.
    """

    filters: IncidentFilters
    values: dict[str, str]
    place_name: str = ""
    wrong: list[str | Promise] = field(default_factory=list)
    elsewhere: str = ""

    @property
    def place_shown(self) -> str:
        """What stands in the field of the place."""
        return self.place_name or self.values.get("place", "")

    @property
    def any(self) -> bool:
        """Is anything filtered at all?"""
        return bool(self.values)

    def address(self, **more: str | None) -> str:
        """The query string of these filters, with a cursor."""
        kept = {**self.values, **{name: value for name, value in more.items() if value}}
        return f"?{urlencode(kept)}"


def read(given: Mapping[str, str], viewer: Viewer) -> Asked:
    """The filters of a query string. What cannot be read is left out and said."""
    values = {name: given[name].strip() for name in NAMES if given.get(name, "").strip()}
    asked = Asked(IncidentFilters(), values)
    kept: dict[str, Any] = {
        "text": values.get("q", ""),
        "state": _one_of(asked, "state", STATES),
        "kind": _one_of(asked, "kind", {term.key for term in terms("incident")}),
        "office": _one_of(asked, "office", viewer.offices),
        "since": _day(asked, "from"),
        "until": _day(asked, "until"),
        "place": _place(asked),
        "mine": "mine" in values,
        "overdue": "overdue" in values,
    }
    asked.filters = IncidentFilters(**kept)
    return asked


def _one_of(asked: Asked, name: str, known: Any) -> str:
    value = asked.values.get(name, "")
    if value and value not in known:
        del asked.values[name]
        asked.wrong.append(_("One filter was not known and is left out. Choose it again."))
        return ""
    return value


def _day(asked: Asked, name: str) -> date | None:
    value = asked.values.get(name, "")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        del asked.values[name]
        asked.wrong.append(_("A day of the period could not be read. Write it as 2024-05-31."))
        return None


def _place(asked: Asked) -> str:
    """The unit of a code, or of a name somebody typed: then the address gets its code."""
    typed = asked.values.get("place", "")
    if not typed:
        return ""
    unit = PlaceUnit.objects.filter(pk=typed).only("names").first()
    if unit is not None:
        asked.place_name = in_language(unit.names).text
        return str(unit.pk)
    code = _widest(typed)
    if code:
        asked.values["place"] = code
        asked.elsewhere = asked.address()
        return code
    del asked.values["place"]
    asked.wrong.append(_("This place is not known. Try another spelling, or the area it lies in."))
    return ""


def _widest(typed: str) -> str:
    """The unit somebody means by a name: of those so called, the widest, which holds the rest.

    A town, its district and its governorate often share a name; a filter asks for all of it.
    """
    known = gazetteer()
    called = [match.unit_code for match in guesses(typed) if match.confidence >= SURE]
    if not called:
        begun = find_places(typed, limit=1)
        return begun[0].code if begun else ""
    around = set(known.lineage(called[0])) | {called[0]}
    return min((code for code in called if code in around), key=lambda c: len(known.lineage(c)))


def state_choices() -> list[tuple[str, str]]:
    """The states of a case, in the order of their table."""
    return [(code, term_label(f"state.{code}")) for code in STATES]


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of incident."""
    return [(term.key, in_language(term.label.texts).text) for term in terms("incident")]
