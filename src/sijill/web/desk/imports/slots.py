"""The fields of a mapping as a plain form: which column feeds which field.

Everything a form has no field for (translations of values, statuses, texts) stays as it is in the
definition; it is changed in the TOML text.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sijill.reference.queries import in_language, terms

Words = str | Promise
Path = tuple[str | int, ...]
PLACE_STEPS = 4

ORDERS: list[tuple[str, Words]] = [
    ("day_first", gettext_lazy("day first (03/04 is 3 April)")),
    ("month_first", gettext_lazy("month first (03/04 is 4 March)")),
]
CALENDARS: list[tuple[str, Words]] = [
    ("gregorian", gettext_lazy("Gregorian")),
    ("hijri", gettext_lazy("Hijri")),
    ("kurdish", gettext_lazy("Kurdish solar")),
]


@dataclass(frozen=True)
class Slot:
    """One field of the form. ``path`` is where its value stands in the definition."""

    name: str
    label: str
    path: Path
    value: str
    choices: Sequence[tuple[str, Words]]
    column: bool = True


def slots_of(definition: Mapping[str, Any], columns: Sequence[str]) -> list[Slot]:
    """Every field of the form, with what the definition says now."""
    given = [("", "—"), *((column, column) for column in columns)]
    slots: list[Slot] = []

    def column(label: str, *path: str | int) -> None:
        value = _at(definition, path)
        # A column the file lacks stays visible, so that it can be put right.
        choices = given if not value or value in columns else [*given, (value, value)]
        slots.append(Slot(_name(path), label, path, value, choices))

    def choice(label: str, choices: Sequence[tuple[str, Words]], *path: str | int) -> None:
        slots.append(Slot(_name(path), label, path, _at(definition, path), choices, column=False))

    column(_("Identifier of a row"), "key", "columns", 0)
    column(_("Identifier, second part"), "key", "columns", 1)
    column(_("Date, or its beginning"), "occurred", "start")
    column(_("End of the period"), "occurred", "end")
    choice(_("Order of the date"), ORDERS, "occurred", "order")
    choice(_("Calendar"), CALENDARS, "occurred", "calendar")
    for step in range(PLACE_STEPS):
        column(
            _("Place, part %(number)s from the widest") % {"number": step + 1},
            "place",
            "path",
            step,
        )
    column(_("Longitude"), "place", "longitude")
    column(_("Latitude"), "place", "latitude")
    choice(_("Kind of incident, unless a column says it"), _terms("incident"), "kind", "default")
    column(_("Kind of incident"), "kind", "column")
    for number in range(max(1, len(definition.get("side", ())))):
        column(_("Who acted (%(number)s)") % {"number": number + 1}, "side", number, "column")
    for number in range(min(8, len(definition.get("group", ())) + 1)):
        _group_slots(number, column, choice)
    column(_("All victims, at least"), "total", "least")
    column(_("All victims, at most"), "total", "most")
    column(_("Victim's full name (sealed)"), "person", "names", "full")
    choice(
        _("What was done to the named victim"),
        [("", "—"), *_terms("act")],
        "person",
        "act",
        "default",
    )
    column(_("Victim's age (sealed)"), "person", "age")
    column(_("Victim's date of birth (sealed)"), "person", "born")
    return slots


def _group_slots(number: int, column: Any, choice: Any) -> None:
    words = {"number": number + 1}
    column(_("Victims counted (%(number)s)") % words, "group", number, "best")
    column(_("… at least (%(number)s)") % words, "group", number, "least")
    column(_("… at most (%(number)s)") % words, "group", number, "most")
    choice(
        _("… what was done to them (%(number)s)") % words,
        [("", "—"), *_terms("act")],
        "group",
        number,
        "act",
    )


def changed(
    definition: Mapping[str, Any], columns: Sequence[str], given: Mapping[str, str]
) -> dict[str, Any]:
    """The definition with what the form says; fields the form does not send stay."""
    fresh = copy.deepcopy(dict(definition))
    for slot in slots_of(definition, columns):
        if slot.name in given:
            _put(fresh, slot.path, given[slot.name].strip())
    for name in ("code", "title"):
        if given.get(name, "").strip():
            fresh[name] = given[name].strip()
    if given.get("source_name", "").strip():
        fresh.setdefault("source", {})["name"] = given["source_name"].strip()
    return _tidied(fresh, definition)


def _tidied(fresh: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Take away what was emptied: holes in lists, groups without a count, an unused person."""
    columns = [part for part in fresh["key"].get("columns", []) if part]
    identity = fresh["key"].get("identity")
    fresh["key"] = {"columns": columns} if columns else {"keyless": True}
    if identity:
        fresh["key"]["identity"] = identity
    if fresh.get("code") != before.get("code"):
        fresh["stream"] = fresh["code"]
    fresh["place"]["path"] = [part for part in fresh["place"].get("path", []) if part]
    fresh["side"] = [s for s in fresh.get("side", []) if s.get("column") or s.get("actor")]
    for number, side in enumerate(fresh["side"]):
        side.setdefault("key", f"s{number + 1}")
    known = {side["key"] for side in fresh["side"]}
    fresh["group"] = [group for group in fresh.get("group", []) if group.get("best")]
    for group in fresh["group"]:
        group["by"] = [key for key in group.get("by", sorted(known)) if key in known]
    if not fresh.get("person", {}).get("names", {}):
        fresh.pop("person", None)
    elif "by" not in fresh["person"]:
        fresh["person"]["by"] = sorted(known)
    return {key: value for key, value in fresh.items() if value not in ([], {})}


def _terms(vocabulary: str) -> list[tuple[str, Words]]:
    return [(term.key, in_language(term.label.texts).text) for term in terms(vocabulary)]


def _name(path: Path) -> str:
    return "f." + ".".join(str(part) for part in path)


def _at(content: Any, path: Path) -> str:
    for part in path:
        if isinstance(part, int):
            content = content[part] if isinstance(content, list) and part < len(content) else None
        else:
            content = content.get(part) if isinstance(content, Mapping) else None
    return str(content) if content else ""


def _put(content: Any, path: Path, value: str) -> None:
    """Set or, with an empty value, take away what stands at a path; lists grow as needed."""
    for part, following in itertools.pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            while len(content) <= part:
                content.append("" if isinstance(following, int) else {})
            content = content[part]
        else:
            content = content.setdefault(part, empty)
    last = path[-1]
    if isinstance(last, int):
        while len(content) <= last:
            content.append("")
        content[last] = value
    elif value:
        content[last] = value
    else:
        content.pop(last, None)
