"""A first mapping from the headings and some rows, for somebody to correct. Never used unseen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

from sijill.base.text import normalise, words
from sijill.intake.channels.spreadsheet.rows import Row

ALIKE = 82
# Headings as partners write them, per field, in English, Arabic and Sorani.
HEADINGS: dict[str, tuple[str, ...]] = {
    "key": (
        "id",
        "event id",
        "case id",
        "case number",
        "record id",
        "reference",
        "serial",
        "no",
        "رقم",
        "رقم الحالة",
        "المعرف",
        "ت",
        "ژمارە",
        "ژمارەی دۆسیە",
        "ناسنامە",
    ),
    "start": (
        "date",
        "event date",
        "start date",
        "date start",
        "date of incident",
        "incident date",
        "تاريخ",
        "التاريخ",
        "تاريخ الحادث",
        "بەروار",
        "ڕێکەوت",
        "بەرواری ڕووداو",
    ),
    "end": ("end date", "date end", "تاريخ الانتهاء", "بەرواری کۆتایی"),
    "place.1": (
        "governorate",
        "province",
        "adm1",
        "adm1 name",
        "location adm1 name",
        "admin1",
        "محافظة",
        "المحافظة",
        "پارێزگا",
    ),
    "place.2": (
        "district",
        "adm2",
        "adm2 name",
        "location adm2 name",
        "admin2",
        "قضاء",
        "القضاء",
        "قەزا",
    ),
    "place.3": ("subdistrict", "sub district", "adm3", "admin3", "ناحية", "الناحية", "ناحیە"),
    "place.4": (
        "place",
        "town",
        "city",
        "village",
        "location",
        "location where name",
        "site",
        "المكان",
        "الموقع",
        "المدينة",
        "القرية",
        "شوێن",
        "شار",
        "گوند",
    ),
    "longitude": ("longitude", "lon", "lng", "long", "x", "خط الطول", "درێژی"),
    "latitude": ("latitude", "lat", "y", "خط العرض", "پانی"),
    "kind": (
        "type",
        "event type",
        "incident type",
        "category",
        "نوع الحادث",
        "النوع",
        "جۆری ڕووداو",
        "جۆر",
    ),
    "killed": (
        "killed",
        "deaths",
        "dead",
        "fatalities",
        "number killed",
        "القتلى",
        "عدد القتلى",
        "قتلى",
        "کوژراو",
        "ژمارەی کوژراوان",
    ),
    "injured": (
        "injured",
        "wounded",
        "number injured",
        "الجرحى",
        "عدد الجرحى",
        "جرحى",
        "بریندار",
        "ژمارەی برینداران",
    ),
    "actor": (
        "actor",
        "perpetrator",
        "party",
        "side a name",
        "actor1",
        "الجهة",
        "الجاني",
        "الفاعل",
        "لایەن",
        "تاوانبار",
    ),
}
_ACTS = {"killed": "act.killing", "injured": "act.injury"}


def guess(columns: Sequence[str], rows: Sequence[Row], *, code: str, title: str) -> dict[str, Any]:
    """Give a definition (the JSON form of a mapping) with whatever could be recognised.

    What could not be recognised is left out, so checking the definition names it.
    """
    found = recognised(columns)
    made: dict[str, Any] = {
        "format": 1,
        "code": code,
        "title": title,
        "stream": code,
        "language": "en",
        "key": _key(found.get("key"), columns, rows),
        "occurred": {},
        "place": {},
        "kind": {"default": "incident.incident"},
        "source": {"name": title},
        "text": {"title": "{kind}, {place}, {date}"},
        "office": {"by": "place"},
    }
    made["occurred"] = {name: found[name] for name in ("start", "end") if name in found}
    path = [found[f"place.{n}"] for n in range(1, 5) if f"place.{n}" in found]
    if path:
        made["place"]["path"] = path
    if "longitude" in found and "latitude" in found:
        made["place"] |= {"longitude": found["longitude"], "latitude": found["latitude"]}
    if "kind" in found:
        made["kind"] = _kind(found["kind"], columns, rows)
    if "actor" in found:
        made["side"] = [{"key": "a", "column": found["actor"]}]
    groups = [
        {"best": found[name], "act": act, **({"by": ["a"]} if "actor" in found else {})}
        for name, act in _ACTS.items()
        if name in found
    ]
    if groups:
        made["group"] = groups
    return made


def recognised(columns: Sequence[str]) -> dict[str, str]:
    """Which column is likely which field: the best pair first, each column used once."""
    scored = sorted(
        (
            (_likeness(column, known), field, column)
            for field, known in HEADINGS.items()
            for column in columns
        ),
        key=lambda found: -found[0],
    )
    taken: dict[str, str] = {}
    for score, field, column in scored:
        if score >= ALIKE and field not in taken and column not in taken.values():
            taken[field] = column
    return taken


def _likeness(column: str, known: Sequence[str]) -> float:
    plain = " ".join(words(column.replace("_", " ")))
    return max(fuzz.ratio(plain, " ".join(words(name))) for name in known) if plain else 0.0


def _key(column: str | None, columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Any]:
    if column is None:
        return {"keyless": True}
    at = columns.index(column)
    cells = [row.cells[at] for row in rows]
    unique = all(cells) and len(set(cells)) == len(cells)
    return {"columns": [column]} if unique else {"keyless": True}


def _kind(column: str, columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Any]:
    """Each value seen, to be translated by hand: until then all are "an incident"."""
    at = columns.index(column)
    seen = {normalise(row.cells[at]): row.cells[at] for row in rows if row.cells[at].strip()}
    values = {value.strip(): "incident.incident" for value in list(seen.values())[:30]}
    return {"column": column, "values": values, "default": "incident.incident"}
