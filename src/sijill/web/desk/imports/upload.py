"""Bringing a file: it is checked and sealed before anything else happens to it."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.intake.actions.imports import stage_upload
from sijill.intake.channels.spreadsheet import limits
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

LIMITS = {
    "gigabytes": limits.FILE_BYTES // 1024**3,
    "rows": limits.ROWS,
    "columns": limits.COLUMNS,
}


@page(Permission.IMPORT, methods=("GET", "POST"))
def new(request: DeskRequest) -> HttpResponse:
    """The upload form; what is wrong with a file is said here, with what to do about it."""
    error = ""
    if request.method == "POST":
        source = request.FILES.get("file")
        if source is None or source.file is None:
            error = _("Choose a file first.")
        else:
            try:
                run = stage_upload(
                    by=request.viewer, source=cast(BinaryIO, source.file), name=source.name or ""
                )
                return HttpResponseRedirect(reverse("import_preview", args=[run.pk]))
            except Problem as problem:
                error = sentence(problem)
    return TemplateResponse(request, "imports/new.html", {"error": error, "limits": LIMITS})
