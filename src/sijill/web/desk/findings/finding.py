"""One finding: what it says, what it rests on, and the second person's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.verify.actions import confirm_finding, return_finding
from sijill.verify.models import Finding
from sijill.verify.queries import FindingLine, finding_line
from sijill.web.desk.findings.sentences import BARRED
from sijill.web.page import DeskRequest, page


def found(viewer: Viewer, reference: str) -> FindingLine:
    """The finding of a reference (or of an id). Raises Absent, whether hidden or not there."""
    line = finding_line(viewer, reference)
    if line is None:
        raise Absent("record.absent")
    return line


@page(Permission.READ)
def finding(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The page of one finding."""
    line = found(request.viewer, reference)
    context = {
        "line": line,
        "incident": line.finding.incident,
        "barred": BARRED.get(line.barred or "", ""),
        "classification": Classification(line.finding.classification).label,
        **_chain(line.finding),
    }
    return TemplateResponse(request, "findings/finding.html", context)


def _chain(row: Finding) -> dict[str, Any]:
    """The findings before and after this one on the same question."""
    later = Finding.objects.filter(supersedes=row).values_list("reference", flat=True)
    earlier = Finding.objects.filter(pk=row.supersedes_id).values_list("reference", flat=True)
    return {"earlier": list(earlier) if row.supersedes_id else [], "later": list(later)}


@page(Permission.CONFIRM, methods=("POST",))
def finding_confirm(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Confirm a colleague's finding."""
    row = found(request.viewer, reference).finding
    confirm_finding(by=request.viewer, finding=row, note=request.POST.get("note", ""))
    messages.success(request, _("The finding is confirmed and stands from now on."))
    return HttpResponseRedirect(reverse("finding", args=[row.reference]))


@page(Permission.CONFIRM, methods=("POST",))
def finding_return(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Return a finding to its author, saying what is missing."""
    row = found(request.viewer, reference).finding
    return_finding(by=request.viewer, finding=row, note=request.POST.get("note", ""))
    messages.success(request, _("The finding is returned; its author finds it waiting."))
    return HttpResponseRedirect(reverse("finding", args=[row.reference]))
