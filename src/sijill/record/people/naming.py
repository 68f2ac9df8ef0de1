"""A person's name as ordered parts; a typed name split with caution."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sijill.base.text import normalise, script_of
from sijill.trust.access.errors import Problem

Name = dict[str, Any]
Given = str | Sequence[Name] | None

KINDS = (
    "own",
    "father",
    "grandfather",
    "great_grandfather",
    "mother",
    "laqab",
    "nisba",
    "kunya",
    "alias",
)
_LINE = ("own", "father", "grandfather", "great_grandfather")
_APART = ("mother", "alias")

# A head and the word after it are one name: Abd X, Abu X, Umm X, Dhu X, Al X, bin X.
_SERVANT = {normalise(w) for w in ("عبد", "عەبد", "abd", "abdul", "abdel", "abdal", "abed")}
_KUNYA = {normalise(w) for w in ("أبو", "أبي", "ئەبو", "أم", "abu", "abo", "abou", "um", "umm")}
_LINKS = {normalise(w) for w in ("بن", "ابن", "بنت", "bin", "ibn", "bint", "ذو", "dhu")}
_ARTICLES = {normalise(w) for w in ("ال", "آل", "al", "el", "ul")}
# A word that belongs to the one before it: Salah al-Din, Nasr Allah.
_TAIL = re.compile(r"(?:ال)?دين|الله|ئەدین|(?:al|ad|ud|el|ed)-?d[ei]*n|allah|ullah")
_FAMILY = re.compile(r"ال\w{2,}ي|al-?\w{2,}[iy]")


def parse_name(text: str, language: str = "") -> Name:
    """Split a typed name into parts: own, father, grandfather, great-grandfather, family name.

    Compounds stay whole. A last part with the article and ending in ya is a laqab; whether it is
    a nisba cannot be told from the letters. Nothing is said of language or origin.
    Raises Problem ``name.empty``.
    """
    pieces = _compounds(text.split())
    if not pieces:
        raise Problem("name.empty")
    return {"script": script_of(text), "language": language, "parts": _kinds(pieces)}


def as_names(given: Given) -> list[Name]:
    """Names in their stored form, from a typed name or from parts; [] for None.

    Raises Problem: ``name.empty``, ``name.unknown_kind`` (kind).
    """
    if given is None:
        return []
    if isinstance(given, str):
        return [parse_name(given)] if given.strip() else []
    return [_checked(name) for name in given]


def display_name(names: Sequence[Name]) -> str:
    """The first name in one line, its parts in their order; the mother's name is left out."""
    if not names:
        return ""
    parts = names[0]["parts"]
    line = " ".join(part["text"] for part in parts if part["kind"] not in _APART)
    alias = " ".join(part["text"] for part in parts if part["kind"] == "alias")
    return f"{line} ({alias})" if line and alias else line or alias


def _checked(name: Name) -> Name:
    parts = [
        {"kind": part["kind"], "text": " ".join(part["text"].split())} for part in name["parts"]
    ]
    for part in parts:
        if part["kind"] not in KINDS:
            raise Problem("name.unknown_kind", kind=part["kind"])
    kept = [part for part in parts if part["text"]]
    if not kept:
        raise Problem("name.empty")
    script = script_of(" ".join(part["text"] for part in kept))
    return {"script": script, "language": name.get("language", ""), "parts": kept}


def _compounds(tokens: Sequence[str]) -> list[str]:
    """Put what belongs together into one piece, as written."""
    pieces: list[str] = []
    waiting: list[str] = []
    for token in tokens:
        plain = normalise(token.strip(".,،"))
        if pieces and not waiting and _TAIL.fullmatch(plain):
            pieces[-1] += f" {token}"
        elif plain in _SERVANT | _KUNYA | _LINKS | _ARTICLES:
            waiting.append(token)
        elif plain:
            pieces.append(" ".join([*waiting, token]))
            waiting = []
    return [*pieces, " ".join(waiting)] if waiting else pieces


def _kinds(pieces: Sequence[str]) -> list[dict[str, str]]:
    line = [piece for piece in pieces if not _is_kunya(piece)]
    parts: list[dict[str, str]] = []
    for piece in pieces:
        kind = "kunya" if _is_kunya(piece) else _place_in(line, piece, len(parts) - _kunyas(parts))
        parts.append({"kind": kind, "text": piece})
    return parts


def _place_in(line: Sequence[str], piece: str, position: int) -> str:
    last = position == len(line) - 1
    if position >= len(_LINE) or (last and _FAMILY.fullmatch(normalise(piece))):
        return "laqab"
    return _LINE[position]


def _kunyas(parts: Iterable[dict[str, str]]) -> int:
    return sum(part["kind"] == "kunya" for part in parts)


def _is_kunya(piece: str) -> bool:
    head, _, rest = normalise(piece).partition(" ")
    return head in _KUNYA and bool(rest)
