"""The error sheet: made by a job, kept sealed, sent from disk. It reads no table when sent."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language

from sijill.intake.actions.imports import ask_error_sheet
from sijill.intake.error_sheets import open_error_sheet
from sijill.intake.models import ImportRun
from sijill.intake.queries.imports import get_run
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.ledger.actions import record_look
from sijill.web.page import DeskRequest, page

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page(Permission.IMPORT, methods=("GET", "POST"))
def errors(request: DeskRequest, key: UUID) -> HttpResponseBase:
    """Ask for the sheet (POST), wait for it, take it (GET), in the reader's language."""
    found = get_run(request.viewer, key)
    form = request.POST.get("form") or request.GET.get("form", "csv")
    if form not in FORMS:
        raise Problem("import.unknown_form", form=form[:8])
    if not found.rejected_rows:
        raise Absent("record.absent")
    language = get_language() or "en"
    address = f"{reverse('import_errors', args=[key])}?form={form}"
    if request.method == "POST":
        ask_error_sheet(by=request.viewer, run=found, language=language, form=form)
        return HttpResponseRedirect(address)
    sheet = open_error_sheet(request.viewer, found, language, form)
    if sheet is None or request.headers.get("X-Sijill-Polling") == "1":
        return _waiting(request, found, address, ready=sheet is not None)
    # The sheet was opened once to be made; whoever takes it reads the rows themselves.
    record_look("import.take_sheet", request.viewer, [("import_run", str(found.pk))], form=form)
    name = f"{found.file_name.rpartition('.')[0] or found.file_name}-errors.{form}"
    return FileResponse(sheet, as_attachment=True, filename=name, content_type=FORMS[form])


def _waiting(request: DeskRequest, found: ImportRun, address: str, *, ready: bool) -> HttpResponse:
    part = request.headers.get("X-Sijill-Polling") == "1"
    name = "imports/sheet.html" if part else "imports/errors.html"
    context = {"run": found, "address": address, "ready": ready}
    return TemplateResponse(request, name, context)
