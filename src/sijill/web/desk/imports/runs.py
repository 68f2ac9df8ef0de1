"""Imports: the list, one run as it goes on, beginning and cancelling it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sijill.intake.actions.imports import OVER, begin_import, cancel_import, save_mapping
from sijill.intake.models import ImportRun, Mapping
from sijill.intake.queries.imports import (
    Progress,
    get_run,
    mapping_called,
    progress,
    rejected_reasons,
    runs_visible_to,
)
from sijill.intake.sentences import reason_text
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence
from sijill.web.templatetags.field import number

ON_A_PAGE = 25
REASONS_SHOWN = 20


@page(Permission.IMPORT)
def imports(request: DeskRequest) -> HttpResponse:
    """Runs of the offices in sight, newest first."""
    rows = runs_visible_to(request.viewer)
    at = _key(request.GET.get("at", ""))
    newer = _key(request.GET.get("newer", ""))
    if newer is not None:
        found = list(rows.filter(pk__gt=newer).order_by("pk")[: ON_A_PAGE + 1])
        more, kept = len(found) > ON_A_PAGE, found[:ON_A_PAGE][::-1]
        older, earlier = True, more
    else:
        found = list((rows.filter(pk__lt=at) if at else rows).order_by("-pk")[: ON_A_PAGE + 1])
        older, kept = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
        earlier = at is not None
    said = ngettext("%(count)s import on this page", "%(count)s imports on this page", len(kept))
    context = {
        "rows": kept,
        "next": f"?at={kept[-1].pk}" if kept and older else "",
        "previous": f"?newer={kept[0].pk}" if kept and earlier else "",
        "text": said % {"count": number(len(kept))},
    }
    return TemplateResponse(request, "imports/list.html", context)


@page(Permission.IMPORT)
def run(request: DeskRequest, key: UUID) -> HttpResponse:
    """One run: its file, how far it is, what could not be taken. htmx gets the moving part."""
    found = get_run(request.viewer, key)
    far = progress(request.viewer, key)
    context: dict[str, Any] = {
        "run": found,
        "far": far,
        "percent": round(far.share * 100),
        "moving": found.state not in OVER and found.mapping_id is not None,
        "over": found.state in OVER,
        "left": _left(far),
        "failure": _failure(found),
        "reasons": _reasons(request, found),
        "rejected_more": max(0, found.rejected_rows - REASONS_SHOWN),
    }
    part = request.headers.get("X-Sijill-Polling") == "1"
    name = "imports/progress.html" if part else "imports/run.html"
    return TemplateResponse(request, name, context)


@page(Permission.IMPORT, methods=("POST",))
def begin(request: DeskRequest, key: UUID) -> HttpResponse:
    """Give a waiting run its mapping; a job reads it from here on."""
    found = get_run(request.viewer, key)
    chosen = mapping_called(request.viewer, request.POST.get("mapping", ""))
    if chosen is None:
        raise Problem("import.no_mapping")
    if not isinstance(chosen, Mapping):
        chosen = save_mapping(by=request.viewer, definition=chosen)
    begin_import(by=request.viewer, run=found, mapping=chosen)
    return HttpResponseRedirect(reverse("import_run", args=[key]))


@page(Permission.IMPORT, methods=("POST",))
def cancel(request: DeskRequest, key: UUID) -> HttpResponse:
    """Stop a run after the rows in hand."""
    cancel_import(by=request.viewer, run=get_run(request.viewer, key))
    messages.success(request, _("Stopped. What was taken in stays; the file stays sealed."))
    return HttpResponseRedirect(reverse("import_run", args=[key]))


def _reasons(request: DeskRequest, found: ImportRun) -> list[tuple[int, list[str]]]:
    """Row number and reasons of the first rejected rows; never a cell."""
    if not found.rejected_rows:
        return []
    rows = rejected_reasons(request.viewer, found, REASONS_SHOWN)
    return [(row, [reason_text(reason) for reason in reasons]) for row, reasons in rows]


def _failure(found: ImportRun) -> str:
    if not found.failure:
        return ""
    return sentence(Problem(str(found.failure["code"]), **found.failure.get("params", {})))


def _left(far: Progress) -> str:
    """How long it may still take, roughly."""
    if far.seconds_left is None:
        return ""
    if far.seconds_left < 60:
        return _("less than a minute left")
    minutes = round(far.seconds_left / 60)
    said = ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes)
    return said % {"count": number(minutes)}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Problem("page.bad_cursor") from None
