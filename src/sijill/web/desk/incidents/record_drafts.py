"""Drafts: what somebody is writing, sealed on the server every ten seconds."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import url_has_allowed_host_and_scheme

from sijill.record.incidents.actions import discard_draft, save_draft
from sijill.record.incidents.queries import own_draft
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.web.page import DeskRequest, page

# Which forms keep drafts: by the names of their addresses, so that a list of drafts can lead back.
FORMS = (
    "record_new",
    "incident_edit",
    "incident_add_victim",
    "incident_add_information",
    "incident_add_involvement",
)
# Not part of what was written.
OURS = ("csrfmiddlewaretoken", "draft_subject", "add", "remove", "draft")


@page(Permission.RECORD, methods=("GET", "POST"))
def draft(request: DeskRequest, form: str) -> HttpResponse:
    """POST keeps a draft; GET answers with a fresh form token (after signing in again)."""
    if form not in FORMS:
        raise Absent("page.absent")
    if request.method == "POST":
        content = {name: values for name, values in request.POST.lists() if name not in OURS}
        subject = request.POST.get("draft_subject", "")[:64]
        save_draft(by=request.viewer, form=form, subject=subject, content=content)
    now = timezone.localtime()
    return JsonResponse({"token": get_token(request), "saved": time_format(now, "H:i")})


@page(Permission.RECORD, methods=("POST",))
def discard(request: DeskRequest, form: str) -> HttpResponse:
    """Throw one's own draft away and start with an empty form."""
    if form not in FORMS:
        raise Absent("page.absent")
    discard_draft(by=request.viewer, form=form, subject=request.POST.get("draft_subject", ""))
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    return redirect(back)


@page(Permission.RECORD)
def back(request: DeskRequest) -> HttpResponse:
    """Where signing in again ends: the form waits in the other tab."""
    return TemplateResponse(request, "incidents/record_back.html")


def kept(viewer: Viewer, form: str, subject: str = "") -> QueryDict | None:
    """One's own draft as a form that was sent, or None."""
    content = own_draft(viewer, form, subject)
    if not content:
        return None
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    return data
