"""Mappings: the list, one with its history, and its TOML text to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.intake.actions.imports import save_mapping
from sijill.intake.channels.spreadsheet.mapping_file import (
    MappingProblem,
    definition_of,
    from_definition,
)
from sijill.intake.models import Mapping
from sijill.intake.queries.imports import mapping_called, mappings_offered
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.web.desk.imports.looking import FIELDS
from sijill.web.desk.imports.toml_text import toml_text
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence


@dataclass
class Shown:
    """A mapping on its page: a saved version, or one that comes ready with the pack."""

    title: str
    text: str
    version: int
    definition: dict[str, Any]


@page(Permission.IMPORT)
def mappings(request: DeskRequest) -> HttpResponse:
    """Every mapping one can choose."""
    context = {"offered": mappings_offered(request.viewer)}
    return TemplateResponse(request, "imports/mappings.html", context)


@page(Permission.IMPORT, methods=("GET", "POST"))
def mapping(request: DeskRequest, code: str) -> HttpResponse:
    """One mapping: fields, TOML text, earlier versions. A changed text becomes a new version."""
    history = list(Mapping.objects.filter(code=code).order_by("-version"))
    shown = _shown(request, code, history)
    wrong: list[str] = []
    if request.method == "POST":
        shown.text = request.POST.get("text", "")[:200_000]
        wrong = _save(request, code, shown)
        if not wrong:
            return HttpResponseRedirect(reverse("mapping", args=[code]))
    context = {
        "code": code,
        "shown": shown,
        "history": history,
        "wrong": wrong,
        "fields": _fields(shown.definition),
        "latest": not history or shown.version == history[0].version,
    }
    return TemplateResponse(request, "imports/mapping.html", context)


def _shown(request: DeskRequest, code: str, history: list[Mapping]) -> Shown:
    wanted = request.GET.get("version", "")
    for row in history:
        if not wanted or str(row.version) == wanted:
            return Shown(row.title, toml_text(row.definition), row.version, row.definition)
    ready = None if wanted else mapping_called(request.viewer, code)
    if not isinstance(ready, dict):
        raise Absent("record.absent")
    return Shown(str(ready["title"]), toml_text(ready), 0, ready)


def _save(request: DeskRequest, code: str, shown: Shown) -> list[str]:
    """Keep the text as the next version; returns what is wrong with it."""
    try:
        definition = definition_of(shown.text.encode())
        if definition.get("code") != code:
            return [
                _("The text says another code than this mapping's. Keep “%(code)s”.")
                % {"code": code}
            ]
        kept = save_mapping(by=request.viewer, definition=definition)
    except MappingProblem as problem:
        return [
            sentence(Problem(c, **{"field": where, **params})) for c, where, params in problem.found
        ]
    messages.success(
        request,
        _("Mapping “%(title)s” is kept as version %(version)s.")
        % {"title": kept.title, "version": kept.version},
    )
    return []


def _fields(definition: dict[str, Any]) -> list[tuple[str, str]]:
    """(field, column) of a mapping, in words; nothing when the pack has moved on from it."""
    try:
        pairs = from_definition(definition).fields
    except MappingProblem:
        return []
    return [(str(FIELDS.get(name.partition(".")[0], name)), column) for name, column in pairs]
