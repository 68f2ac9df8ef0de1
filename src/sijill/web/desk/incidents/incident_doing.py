"""Moving a case along, closing and opening it again, giving it to a colleague."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.record.incidents.actions import assign
from sijill.record.incidents.queries import get_incident
from sijill.reference.queries import term_label
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.verify.actions.cases import move
from sijill.verify.states import CLOSED
from sijill.web.page import DeskRequest, page


@page(Permission.READ, methods=("POST",))
def incident_move(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Take one step of the case; the table says who may, and what must be written."""
    row = get_incident(request.viewer, reference)
    to = request.POST.get("to", "")
    moved = move(
        by=request.viewer,
        incident=row,
        to=to,
        reason=request.POST.get("reason", ""),
        closure_reason=request.POST.get("closure") if to == CLOSED else None,
    )
    state = term_label(f"state.{moved.state}")
    messages.success(request, _("The case is now: %(state)s.") % {"state": state})
    return HttpResponseRedirect(reverse("incident", args=[row.reference]))


@page(Permission.ASSIGN, methods=("POST",))
def incident_assign(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Give the case to a colleague, or to nobody."""
    row = get_incident(request.viewer, reference)
    assign(by=request.viewer, incident=row, to=_account(request.POST.get("to", "")))
    messages.success(request, _("The case is given out anew. The colleague finds it waiting."))
    return HttpResponseRedirect(reverse("incident", args=[row.reference]))


def _account(given: str) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Problem("incident.assignee_unknown") from None
