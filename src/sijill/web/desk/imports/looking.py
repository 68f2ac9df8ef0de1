"""The first rows of a staged file, as a mapping will understand them. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.intake.channels.spreadsheet.interpreter import Interpreter, Understood
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.reader import FileOptions, open_table
from sijill.intake.channels.spreadsheet.rows import Layout, Reason, Row
from sijill.intake.files import open_file
from sijill.intake.models import ImportRun
from sijill.intake.parsed import ParsedPlace
from sijill.intake.reading import options_of
from sijill.intake.sentences import match_text, reason_text
from sijill.intake.world import surroundings
from sijill.reference.gazetteer import Gazetteer
from sijill.reference.queries import gazetteer, in_language, term_label
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import record_look
from sijill.web.templatetags.field import actor, number

ROWS = 12
Feeds = Mapping[str, list[str]]
LONGEST = 120

FIELDS: dict[str, str | Promise] = {
    "key": _("identifier"),
    "occurred": _("when"),
    "place": _("where"),
    "kind": _("kind"),
    "cause": _("cause"),
    "side": _("who acted"),
    "group": _("victims"),
    "total": _("all victims"),
    "person": _("named victim"),
}


@dataclass(frozen=True)
class Cell:
    """One cell: as received, as understood, and what is wrong or noted."""

    column: str
    text: str
    understood: str = ""
    wrong: str = ""
    note: str = ""


@dataclass(frozen=True)
class Looked:
    """One row. ``outcome``: taken, noted (with a reservation), rejected."""

    number: int
    outcome: str
    cells: list[Cell]
    reasons: list[str]


@dataclass(frozen=True)
class Head:
    """One column of the file and which fields it feeds (none: it is not read)."""

    name: str
    feeds: str


def first_rows(run: ImportRun, options: FileOptions | None = None) -> tuple[Layout, list[Row]]:
    """How a file is laid out, and its first rows. Raises Problem ``spreadsheet.*``."""
    with open_file(run.vault_key) as source:
        table = open_table(source, options)
        return table.layout, list(islice(table.rows(), ROWS))


def record_preview(viewer: Viewer, run: ImportRun) -> None:
    """A preview opens sealed rows: that is a look, and it is recorded before it happens."""
    record_look("import.preview", viewer, [("import_run", str(run.pk))], rows=ROWS)


def look(viewer: Viewer, run: ImportRun, mapping: FileMapping) -> tuple[list[Head], list[Looked]]:
    """The first rows through a mapping. Raises Problem ``mapping.columns_absent`` and others."""
    layout, rows = first_rows(run, options_of(mapping))
    interpreter = Interpreter(mapping, layout.columns, surroundings(viewer, mapping.language))
    feeds: dict[str, list[str]] = defaultdict(list)
    for name, column in mapping.fields:
        feeds[column].append(name)
    heads = [Head(column, _words(feeds.get(column, []))) for column in layout.columns]
    known = gazetteer()
    return heads, [_looked(row, interpreter, mapping, layout.columns, feeds, known) for row in rows]


def _words(names: Sequence[str]) -> str:
    kinds = dict.fromkeys(name.partition(".")[0] for name in names)
    return ", ".join(str(FIELDS.get(kind, kind)) for kind in kinds)


def _looked(
    row: Row,
    interpreter: Interpreter,
    mapping: FileMapping,
    columns: Sequence[str],
    feeds: Feeds,
    known: Gazetteer,
) -> Looked:
    found = interpreter.read(row, show=True)
    wrong = _by_column(found.reasons)
    notes = _by_column(found.parsed.notes if found.parsed else ())
    cells = [
        Cell(
            column,
            text[:LONGEST],
            _understood(feeds.get(column, []), column, found, mapping, known),
            wrong.pop(column, ""),
            notes.pop(column, ""),
        )
        for column, text in zip(columns, row.cells, strict=False)
    ]
    outcome = "rejected" if found.parsed is None else "noted" if found.parsed.notes else "taken"
    return Looked(row.number, outcome, cells, [*wrong.values(), *notes.values()])


def _by_column(reasons: Sequence[Reason]) -> dict[str, str]:
    found: dict[str, str] = {}
    for reason in reasons:
        said = reason_text({**reason.to_json(), "column": ""})
        found[reason.column] = " ".join(filter(None, (found.get(reason.column, ""), said)))
    return found


def _understood(
    names: Sequence[str], column: str, found: Understood, mapping: FileMapping, known: Gazetteer
) -> str:
    """What a cell was taken for, in the reader's words."""
    said = []
    for name in names:
        kind, _dot, rest = name.partition(".")
        if kind == "occurred" and rest == "start":
            said.append(found.shown.get("occurred.start", ""))
        elif kind in ("kind", "cause"):
            said.append(term_label(found.shown.get(kind)))
        elif kind == "side":
            said.append(_acted(found.shown.get(name, "")))
        elif kind in ("group", "total"):
            said.append(found.shown.get(f"count.{column}", ""))
        elif kind == "place" and column == _narrowest(mapping):
            said.append(_placed(found.parsed.place, known) if found.parsed else "")
    return ", ".join(dict.fromkeys(filter(None, said)))


def _acted(code: str) -> str:
    return "" if "." in code else actor(code)


def _narrowest(mapping: FileMapping) -> str:
    return mapping.place.latitude or (mapping.place.path[-1] if mapping.place.path else "")


def _placed(place: ParsedPlace, known: Gazetteer) -> str:
    how = match_text(place.reason)
    unit = known.places.get(place.unit or "")
    if unit is None:
        return how
    sure = f"{number(round((place.confidence or 0) * 100))}%"
    return f"{in_language(unit.label.texts).text} ({sure}, {how})"
