"""Sources by code: the list, the page of one, and which of them are really one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.base.ids import IdProblem, canonical_reference
from sijill.record.incidents.models import Information
from sijill.record.incidents.queries import Cursor
from sijill.record.sources.actions import declare_dependence
from sijill.record.sources.models import Dependence, Source
from sijill.record.sources.queries import get_source
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.errors import Absent
from sijill.web.page import DeskRequest, page

PAGE = 50
MOST = 200


@page(Permission.READ)
def sources(request: DeskRequest) -> HttpResponseBase:
    """The sources in sight, newest first, a page at a time; a code leads straight to its page."""
    code = request.GET.get("code", "").strip()
    if code:
        return HttpResponseRedirect(reverse("source", args=[_plain(code)]))
    rows = _after(request.GET.get("after", ""))
    shown = rows[:PAGE]
    context = {
        "sources": shown,
        "next": f"?after={Cursor(shown[-1].created_at.date(), shown[-1].pk)}"
        if len(rows) > PAGE
        else "",
        "first": not request.GET.get("after"),
    }
    return TemplateResponse(request, "sources/list.html", context)


def _plain(code: str) -> str:
    """The code as an address can hold it. Raises Absent for what is no code at all."""
    try:
        return canonical_reference(code)
    except IdProblem:
        raise Absent("record.absent") from None


def _after(text: str) -> list[Source]:
    """One page and one row more. Ids rise with time, so the id alone is the cursor."""
    cursor = Cursor.read(text)
    rows = Source.objects.order_by("-created_at", "-id")
    if cursor is not None:
        rows = Source.objects.filter(pk__lt=cursor.key).order_by("-id")
    return list(rows[: PAGE + 1])


@page(Permission.READ)
def source(request: DeskRequest, reference: str) -> HttpResponseBase:
    """One source: kind, letter, what it told by incident, and what it depends on."""
    row = get_source(request.viewer, reference)
    told = Information.objects.filter(source=row).select_related("incident")
    context = {
        "source": row,
        "told": list(told.order_by("-received_on", "-pk")[:MOST]),
        "dependences": _dependences(row),
        "classification": Classification(row.classification).label,
    }
    return TemplateResponse(request, "sources/source.html", context)


def _dependences(row: Source) -> list[dict[str, Any]]:
    links = Dependence.objects.filter(Q(one=row) | Q(other=row)).select_related("one", "other")
    return [
        {"other": link.other if link.one_id == row.pk else link.one, "reason": link.reason}
        for link in links
    ]


@page(Permission.SOURCES, methods=("POST",))
def source_depends(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Declare that this source and another are really one."""
    row = get_source(request.viewer, reference)
    other = get_source(request.viewer, request.POST.get("other", "").strip())
    declare_dependence(
        by=request.viewer, one=row, other=other, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("Declared: the two count as one from now on."))
    return HttpResponseRedirect(reverse("source", args=[row.reference]))
