"""Preparing a publication: see what would be withheld and proved, then freeze it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.analyse.figures.declared import Figure, figures
from sijill.analyse.figures.declared import figure as declared
from sijill.analyse.figures.queries import casualty_tables
from sijill.publish.actions import prepare
from sijill.publish.policies import check_publishable, check_sees_all
from sijill.publish.suppression import proof, protected, threshold_of
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.figures.page import facts_of
from sijill.web.desk.figures.periods import (
    Period,
    last_whole_quarter,
    parts,
    read_period,
    today,
)
from sijill.web.desk.publications.comparing import comparisons, proof_of
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence
from sijill.web.public.words import in_reader_language


@page(Permission.PUBLISH, methods=("GET", "POST"))
def publication_prepare(request: DeskRequest) -> HttpResponseBase:
    """Choose a figure and a period, look at what would be published, prepare it."""
    given = request.POST if request.method == "POST" else request.GET
    asked, period, wrong = _asked(given)
    if request.method == "POST" and period and not wrong:
        made = prepare(by=request.viewer, figure=asked.code, period=(period.first, period.last))
        messages.success(request, _("Prepared. It is published when somebody else clears it."))
        return HttpResponseRedirect(reverse("publication", args=[made.reference]))
    preview: dict[str, Any] = {}
    if period and not wrong:
        try:
            preview = _preview(request.viewer, asked, period)
        except Problem as problem:
            wrong = sentence(problem)
    context = {
        "choices": [
            (one.code, in_reader_language(one.title))
            for one in figures().values()
            if one.publishable
        ],
        "asked": asked,
        "period": period or last_whole_quarter(today()),
        "parts": parts(),
        "wrong": wrong,
        "preview": preview,
    }
    return TemplateResponse(request, "publications/prepare.html", context)


def _asked(given: Any) -> tuple[Figure, Period | None, str]:
    """The figure, the period if one was asked for, and what is wrong with it."""
    usual = next(one.code for one in figures().values() if one.publishable)
    asked = declared(given.get("figure") or usual)
    written = given.get("period") or "-".join(
        filter(None, (given.get("year", "").strip(), given.get("part", "")))
    )
    if not written:
        return asked, None, ""
    try:
        return asked, read_period(written), ""
    except Problem as problem:
        return asked, None, sentence(problem)


def _preview(viewer: Viewer, asked: Figure, period: Period) -> dict[str, Any]:
    """What would be frozen now: the tables, compared, and the proof. Raises as prepare does."""
    check_publishable(asked, period.first, period.last, today())
    check_sees_all(viewer)
    tables = casualty_tables(viewer, period.first, period.last)
    threshold = threshold_of(asked)
    found = protected(tables, threshold)
    return {
        "title": in_reader_language(asked.title),
        "period": period,
        "threshold": threshold,
        "comparisons": comparisons(found, asked.margins),
        "proof": proof_of(proof(found), found),
        "facts": facts_of(tables),
    }
