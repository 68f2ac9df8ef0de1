"""How far the languages are, and lists for native speakers to review."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation

from sijill.reference.glossary import load_glossary
from sijill.reference.queries import vocabularies
from sijill.trust.access.errors import Absent
from sijill.trust.access.roles import ROLES
from sijill.web.desk.guides.guides import REVIEWED
from sijill.web.page import DeskRequest, page

KINDS = ("glossary", "vocabulary", "interface", "guide")
COLUMNS = (
    "kind",
    "code",
    "English",
    "translation",
    "source",
    "right (yes/no)",
    "better wording",
    "reviewer",
)
# Whoever reviewed a string of the interface says so in its comment: "# reviewed 2027-01-31 A. B."
MARK = "reviewed"


@dataclass(frozen=True)
class Wording:
    """One text in one language, and whether a native speaker has checked it."""

    kind: str
    code: str
    english: str
    text: str
    source: str
    reviewed: bool


@dataclass(frozen=True)
class Share:
    """How many texts of a kind there are, are translated and are reviewed."""

    kind: str
    total: int
    translated: int
    reviewed: int


def wordings(language: str) -> Iterator[Wording]:
    """Every text a native speaker of a language should check, kind by kind."""
    for entry in load_glossary():
        source = entry.source_ar if language == "ar" else entry.source_ckb
        yield Wording(
            "glossary",
            entry.code,
            entry.en,
            getattr(entry, language),
            source,
            language in entry.reviewed,
        )
    for vocabulary in vocabularies():
        for term in vocabulary:
            yield Wording(
                "vocabulary",
                term.key,
                term.label.texts.get("en", ""),
                term.label.texts.get(language, ""),
                "",
                language in term.reviewed,
            )
    path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        yield from _interface(language, path, path.stat().st_mtime)
    for role in ROLES:
        yield Wording(
            "guide", role, role, f"guides/{language}/{role}", "", (language, role) in REVIEWED
        )


@lru_cache(maxsize=4)
def _interface(language: str, path: Path, changed: float) -> tuple[Wording, ...]:
    """The strings of the pages; read again when the catalogue changes."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = []
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[0]
            text = (
                message.string if isinstance(message.string, str) else (message.string or [""])[-1]
            )
            checked = any(line.startswith(MARK) for line in message.user_comments)
            found.append(Wording("interface", "", english, text or "", "", checked))
    return tuple(found)


def shares(language: str) -> list[Share]:
    """The state of a language, one line for each kind of text."""
    texts = list(wordings(language))
    return [
        Share(
            kind,
            sum(w.kind == kind for w in texts),
            sum(w.kind == kind and bool(w.text) for w in texts),
            sum(w.kind == kind and w.reviewed for w in texts),
        )
        for kind in KINDS
    ]


def _reviewable() -> list[str]:
    return [code for code, _ in settings.LANGUAGES if code != "en"]


@page(None)
def languages(request: DeskRequest) -> HttpResponse:
    """What share of each language a native speaker has checked."""
    rows = [
        {
            "code": code,
            "name": translation.get_language_info(code)["name_local"],
            "shares": shares(code),
        }
        for code in _reviewable()
    ]
    return TemplateResponse(request, "guides/languages.html", {"rows": rows})


@page(None)
def unreviewed(request: DeskRequest, language: str) -> HttpResponse:
    """A spreadsheet of what waits for review, with empty columns for the reviewer."""
    if language not in _reviewable():
        raise Absent("page.absent")
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for wording in wordings(language):
        if wording.text and not wording.reviewed and wording.kind != "guide":
            cells = (wording.kind, wording.code, wording.english, wording.text, wording.source)
            writer.writerow([*map(_harmless, cells), "", "", ""])
    # The mark tells spreadsheet programs that this is UTF-8; without it Arabic comes out broken.
    answer = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sijill-{language}-to-review.csv"'
    return answer


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
