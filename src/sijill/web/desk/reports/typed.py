"""Taking down what somebody tells us."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.intake.actions.triage import register_report
from sijill.intake.models import Report
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.web.desk.reports.forms import AS_WRITTEN, TypedForm
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence


@page(Permission.TRIAGE, methods=("GET", "POST"))
def new(request: DeskRequest) -> HttpResponse:
    """The form; what is wrong is said beside its field, and nothing typed is lost."""
    form = TypedForm(request.viewer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        report = _registered(request, form)
        if report is not None:
            messages.success(
                request,
                _("Report %(report)s is sealed and waits to be sorted.")
                % {"report": report.reference},
            )
            return HttpResponseRedirect(reverse("report", args=[report.reference]))
    context = {"form": form, "as_written": AS_WRITTEN, "chosen": form.data.get("place", "")}
    return TemplateResponse(request, "reports/new.html", context)


def _registered(request: DeskRequest, form: TypedForm) -> Report | None:
    try:
        return register_report(
            by=request.viewer, typed=form.typed(), office=form.cleaned_data["office"]
        )
    except Problem as problem:
        form.add_error(None, sentence(problem))
        return None
