"""The first rows as they will be understood, and the form that says which column is what."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sijill.intake.actions.imports import OVER, begin_import, save_mapping
from sijill.intake.channels.spreadsheet.guessing import guess
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.mapping_file import MappingProblem, from_definition
from sijill.intake.channels.spreadsheet.rows import Layout, Row
from sijill.intake.models import ImportRun
from sijill.intake.queries.imports import Offered, get_run, mappings_offered
from sijill.intake.sentences import reason_text
from sijill.intake.world import known_keys
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.desk.imports.looking import Head, Looked, first_rows, look, record_preview
from sijill.web.desk.imports.slots import changed, slots_of
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

GUESSED = "-"
MOST_WRONG = 12


@dataclass
class Proposed:
    """The mapping on the page: where it came from, what it says, what is wrong with it."""

    code: str
    definition: dict[str, Any]
    version: int = 0
    wrong: list[str] = field(default_factory=list)
    mapping: FileMapping | None = None

    def check(self) -> None:
        """Say everything that keeps the definition from being a mapping."""
        self.wrong = []
        try:
            self.mapping = from_definition(self.definition, knows=known_keys())
        except MappingProblem as problem:
            found = problem.found[:MOST_WRONG]
            self.wrong = [
                sentence(Problem(code, **{"field": where, **params}))
                for code, where, params in found
            ]


@page(Permission.IMPORT, methods=("GET", "POST"))
def preview(request: DeskRequest, key: UUID) -> HttpResponse:
    """Choose or change a mapping, see the first rows through it, then begin."""
    run = get_run(request.viewer, key)
    if run.mapping_id is not None or run.state in OVER:
        return HttpResponseRedirect(reverse("import_run", args=[key]))
    record_preview(request.viewer, run)
    offered = mappings_offered(request.viewer)
    layout, rows = first_rows(run)
    wanted = request.POST.get("mapping") or request.GET.get("mapping", "")
    proposed = _proposed(wanted, offered, run, layout, rows)
    if request.method == "POST":
        proposed.definition = changed(proposed.definition, layout.columns, request.POST)
        proposed.check()
        answer = _kept(request, run, proposed)
        if answer is not None:
            return answer
    else:
        proposed.check()
    return _shown(request, run, proposed, offered, layout)


def _kept(request: DeskRequest, run: ImportRun, proposed: Proposed) -> HttpResponse | None:
    """Save the mapping, and begin, when the button asked for it and nothing is wrong."""
    asked = request.POST.get("do", "show")
    if proposed.wrong or asked not in ("save", "begin"):
        return None
    kept = save_mapping(by=request.viewer, definition=proposed.definition)
    if asked == "save":
        messages.success(
            request,
            _("Mapping “%(title)s” is kept as version %(version)s.")
            % {"title": kept.title, "version": kept.version},
        )
        return HttpResponseRedirect(
            f"{reverse('import_preview', args=[run.pk])}?mapping={kept.code}"
        )
    try:
        begin_import(by=request.viewer, run=run, mapping=kept)
    except Problem as problem:
        proposed.wrong = [sentence(problem)]
        return None
    return HttpResponseRedirect(reverse("import_run", args=[run.pk]))


def _shown(
    request: DeskRequest,
    run: ImportRun,
    proposed: Proposed,
    offered: list[Offered],
    layout: Layout,
) -> HttpResponse:
    heads: list[Head] = []
    looked: list[Looked] = []
    if proposed.mapping is not None and not proposed.wrong:
        try:
            heads, looked = look(request.viewer, run, proposed.mapping)
        except Problem as problem:
            proposed.wrong = [sentence(problem)]
    read = {head.name for head in heads if head.feeds}
    context = {
        "run": run,
        "layout": layout,
        "notes": [reason_text(note.to_json()) for note in layout.notes],
        "offered": offered,
        "guessed": GUESSED,
        "proposed": proposed,
        "slots": slots_of(proposed.definition, layout.columns),
        "source_name": proposed.definition.get("source", {}).get("name", ""),
        "heads": [head for head in heads if head.feeds],
        "unread": [head.name for head in heads if not head.feeds],
        "rows": [(row, [cell for cell in row.cells if cell.column in read]) for row in looked],
        "rejected": sum(row.outcome == "rejected" for row in looked),
    }
    return TemplateResponse(request, "imports/preview.html", context)


def _proposed(
    wanted: str, offered: list[Offered], run: ImportRun, layout: Layout, rows: list[Row]
) -> Proposed:
    """The mapping asked for; else the saved or ready one whose columns the file has; else a
    guess."""
    if wanted != GUESSED:
        for one in offered:
            if one.code == wanted or (not wanted and _fits(one.definition, layout.columns)):
                version = one.saved.version if one.saved else 0
                return Proposed(one.code, _listed(one.definition), version)
    name = run.file_name.rpartition(".")[0] or run.file_name
    code = slugify(name)[:60] or f"file-{run.file_digest[:8]}"
    cells = [row.cells for row in rows]
    return Proposed(GUESSED, guess(layout.columns, cells, code=code, title=name, language="en"))


def _fits(definition: Pairs[str, Any], columns: tuple[str, ...]) -> bool:
    try:
        wanted = from_definition(definition).columns
    except MappingProblem:
        return False
    return bool(wanted) and set(wanted) <= set(columns)


def _listed(definition: Pairs[str, Any]) -> dict[str, Any]:
    """The definition with lists where a single text was allowed too."""
    made = {**definition}
    for table, name in (("key", "columns"), ("place", "path")):
        value = made.get(table, {}).get(name)
        if isinstance(value, str):
            made[table] = {**made[table], name: [value]}
    return made
