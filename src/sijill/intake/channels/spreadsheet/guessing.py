"""A first mapping for a file nobody has mapped yet, from the names of its columns.

It is a proposal: whoever imports sees the first rows through it and corrects it. Columns that may
hold a person's name are never used in texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sijill.base.text import normalise

# Words of headings by field, the surer first, in the three languages.
WORDS: dict[str, tuple[str, ...]] = {
    "key": (
        "id",
        "record id",
        "event id",
        "case id",
        "case no",
        "reference",
        "ref",
        "code",
        "رقم",
        "رقم الحالة",
        "المعرف",
        "ژمارە",
        "کۆد",
    ),
    "start": (
        "start date",
        "date start",
        "date of incident",
        "incident date",
        "event date",
        "date",
        "day",
        "تاريخ الحادث",
        "تاريخ",
        "التاريخ",
        "بەروار",
        "ڕێکەوت",
    ),
    "end": ("end date", "date end", "تاريخ الانتهاء", "بەرواری کۆتایی"),
    "first": (
        "governorate",
        "province",
        "adm1",
        "admin1",
        "adm1 name",
        "المحافظة",
        "محافظة",
        "پارێزگا",
    ),
    "second": ("district", "adm2", "admin2", "adm2 name", "القضاء", "قضاء", "قەزا"),
    "third": (
        "subdistrict",
        "sub district",
        "nahiya",
        "adm3",
        "admin3",
        "الناحية",
        "ناحية",
        "ناحیە",
    ),
    "fourth": (
        "town",
        "village",
        "city",
        "location",
        "place",
        "locality",
        "where",
        "القرية",
        "المدينة",
        "المكان",
        "الموقع",
        "مكان الحادث",
        "شوێن",
        "گوند",
        "شار",
    ),
    "longitude": ("longitude", "lon", "long", "lng", "x", "خط الطول"),
    "latitude": ("latitude", "lat", "y", "خط العرض"),
    "killed": (
        "killed",
        "deaths",
        "dead",
        "fatalities",
        "deaths best",
        "best",
        "القتلى",
        "قتلى",
        "عدد القتلى",
        "کوژراو",
    ),
    "killed_least": ("deaths low", "killed min", "low"),
    "killed_most": ("deaths high", "killed max", "high"),
    "injured": ("injured", "wounded", "injuries", "الجرحى", "جرحى", "عدد الجرحى", "بریندار"),
    "actor": (
        "perpetrator",
        "alleged perpetrator",
        "actor",
        "responsible",
        "side a",
        "الجاني",
        "الجهة المسؤولة",
        "بکەر",
    ),
}
PLACES = ("first", "second", "third", "fourth")
_PARTS = re.compile(r"[\W_]+")


def guess(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, code: str, title: str, language: str
) -> dict[str, Any]:
    """A definition (as of a TOML mapping) for columns and their first rows.

    What cannot be guessed is left empty, so the definition may still lack what a mapping needs;
    ``from_definition`` then says what.
    """
    found = _columns(columns)
    definition: dict[str, Any] = {
        "format": 1,
        "code": code,
        "title": title,
        "stream": code,
        "language": language,
        "key": {"columns": [found["key"]]} if "key" in found else {"keyless": True},
        "occurred": {"start": found.get("start", "")},
        "place": {"path": [found[name] for name in PLACES if name in found]},
        "kind": {"default": "incident.other"},
        "source": {"name": title, "kind": "source.dataset"},
        "text": {"title": "{kind}, {place}, {date}"},
    }
    if "end" in found:
        definition["occurred"]["end"] = found["end"]
    if "start" in found and _month_first(columns, rows, found["start"]):
        definition["occurred"]["order"] = "month_first"
    if "longitude" in found and "latitude" in found:
        definition["place"] |= {"longitude": found["longitude"], "latitude": found["latitude"]}
    if "actor" in found:
        definition["side"] = [{"key": "a", "column": found["actor"]}]
    groups = _groups(found)
    if groups:
        definition["group"] = groups
    return definition


def _columns(columns: Sequence[str]) -> dict[str, str]:
    """Field → column, each column once."""
    plain = {_plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for field, words in WORDS.items():
        for word in words:
            column = plain.get(_plain(word))
            if column is not None and column not in found.values():
                found[field] = column
                break
    return found


def _plain(text: str) -> str:
    return " ".join(_PARTS.sub(" ", normalise(text).casefold()).split())


def _groups(found: dict[str, str]) -> list[dict[str, Any]]:
    by = {"by": ["a"]} if "actor" in found else {}
    groups = []
    if "killed" in found:
        group: dict[str, Any] = {"best": found["killed"], "act": "act.killing", **by}
        group |= {
            name: found[f"killed_{name}"] for name in ("least", "most") if f"killed_{name}" in found
        }
        groups.append(group)
    if "injured" in found:
        groups.append({"best": found["injured"], "act": "act.injury", **by})
    return groups


def _month_first(columns: Sequence[str], rows: Sequence[Sequence[str]], column: str) -> bool:
    """Do the first rows prove that the month stands before the day (03/19/2016)?"""
    at = list(columns).index(column)
    pairs = [re.match(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]", row[at]) for row in rows if at < len(row)]
    numbers = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    return any(b > 12 for _, b in numbers) and all(a <= 12 for a, _ in numbers)
