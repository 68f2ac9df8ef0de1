"""One search box: references, words of summaries, and on a button the sealed texts."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from sijill.base.ids import IdProblem, canonical_reference
from sijill.intake.models import Report
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import search_accounts, search_incidents
from sijill.record.people.models import Person
from sijill.record.people.queries import find_people
from sijill.record.sources.models import Source
from sijill.trust.access.enums import Permission
from sijill.verify.models import Finding
from sijill.web.desk.people.search import may_search, told
from sijill.web.page import DeskRequest, page

# Whose references a reader may type, and the address of each one's page.
REFERENCED: tuple[tuple[type[models.Model], str], ...] = (
    (Incident, "incident"),
    (Person, "person"),
    (Source, "source"),
    (Report, "report"),
    (Finding, "finding"),
)


@page(Permission.READ, methods=("GET", "POST"))
def search(request: DeskRequest) -> HttpResponseBase:
    """GET: words of summaries and references. POST: sealed accounts and names, never in a URL."""
    viewer = request.viewer
    context: dict[str, Any] = {
        "may_search_names": may_search(viewer),
        "may_search_accounts": viewer.may(Permission.OPEN_NAMES),
    }
    if request.method == "POST":
        context |= _sealed(request)
    else:
        context |= _open(request)
    return TemplateResponse(request, "home/search.html", context)


def _open(request: DeskRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()
    if not text:
        return {"search_text": ""}
    code = _reference(text)
    if code:
        return {"search_text": text, "asked_code": code, "hit": _referred(code)}
    found = search_incidents(request.viewer, text, after=request.GET.get("after", ""))
    return {
        "search_text": text,
        "incidents": found.rows,
        "next": found.next,
        "previous": found.previous,
    }


def _reference(text: str) -> str:
    try:
        return canonical_reference(text)
    except IdProblem:
        return ""


def _referred(code: str) -> dict[str, str] | None:
    """The record of a reference in sight; hidden and absent are alike nothing."""
    for model, address in REFERENCED:
        if model._default_manager.filter(reference=code).exists():
            try:
                return {"code": code, "url": reverse(address, args=[code])}
            except NoReverseMatch:
                return {"code": code, "url": ""}
    return None


def _sealed(request: DeskRequest) -> dict[str, Any]:
    """Sealed accounts and names that hold the text; both looks leave their leaves."""
    text = request.POST.get("sealed", "").strip()
    viewer = request.viewer
    context: dict[str, Any] = {"search_text": "", "sealed_searched": bool(text)}
    if text and viewer.may(Permission.OPEN_NAMES):
        context["accounts"] = search_accounts(viewer, text)
    if text and may_search(viewer):
        context["people"] = [told(one) for one in find_people(viewer, text)]
    return context
