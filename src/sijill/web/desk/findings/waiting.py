"""Findings that wait for a second person."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.portfolios import capacities
from sijill.verify.access import why_not_confirm
from sijill.verify.models import Finding
from sijill.web.desk.findings.sentences import BARRED
from sijill.web.page import DeskRequest, page
from sijill.web.staff import names_of

MOST = 100


@page(Permission.READ)
def findings(request: DeskRequest) -> HttpResponseBase:
    """Every finding in sight without a decision, those this person may decide on first."""
    rows = _waiting()
    lines = _lines(request.viewer, rows[:MOST])
    context = {
        "mine": [line for line in lines if not line["barred"]],
        "others": [line for line in lines if line["barred"]],
        "more": len(rows) > MOST,
    }
    return TemplateResponse(request, "findings/waiting.html", context)


def _waiting() -> list[Finding]:
    rows = Finding.objects.filter(decision=None).select_related("incident", "act", "act__victim")
    return list(rows.order_by("created_at")[: MOST + 1])


def _lines(viewer: Viewer, rows: list[Finding]) -> list[dict[str, Any]]:
    """Each finding with its author's name and what bars this person, "" when nothing does."""
    held = capacities(viewer, Permission.CONFIRM) if viewer.may(Permission.CONFIRM) else ()
    names = names_of(row.created_by for row in rows)
    return [
        {
            "finding": row,
            "author": names.get(row.created_by, ""),
            "barred": BARRED.get(why_not_confirm(viewer, row, held) or "", ""),
        }
        for row in rows
    ]
