"""Every publication and how far it has come."""

from __future__ import annotations

from typing import Any

from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.publish.models import Publication
from sijill.publish.queries.headings import headings
from sijill.trust.access.enums import Permission
from sijill.web.page import DeskRequest, page
from sijill.web.public.declared import title_of
from sijill.web.public.lists import stretch
from sijill.web.staff import names_of

State = Publication.State
STATES: dict[str, tuple[str | Promise, str]] = {
    State.PREPARED: (_("waiting for clearance"), "warning"),
    State.CLEARED: (_("published"), "ok"),
    State.RETURNED: (_("sent back"), "neutral"),
    State.WITHDRAWN: (_("withdrawn"), "danger"),
}


@page(Permission.FIGURES)
def publications(request: DeskRequest) -> TemplateResponse:
    """The list, newest first; details are for those who prepare or clear."""
    viewer = request.viewer
    context = {
        "rows": described(headings(viewer)),
        "may_open": viewer.may(Permission.PUBLISH) or viewer.may(Permission.CLEAR),
        "may_prepare": viewer.may(Permission.PUBLISH),
    }
    return TemplateResponse(request, "publications/list.html", context)


def described(found: list[Publication]) -> list[dict[str, Any]]:
    """Publications with their words: title, period, state, who prepared and decided."""
    names = names_of(key for row in found for key in (row.prepared_by, row.decided_by))
    return [
        {
            "publication": row,
            "title": title_of(row.figure),
            "period": stretch(row.period_from, row.period_to),
            "state": STATES[row.state][0],
            "tone": STATES[row.state][1],
            "prepared_by": names.get(row.prepared_by, ""),
            "decided_by": names.get(row.decided_by, "") if row.decided_by else "",
        }
        for row in found
    ]
