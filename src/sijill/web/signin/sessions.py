"""One's own open sessions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.trust.accounts.sessions import end_session, sessions_of
from sijill.web.page import DeskRequest, page


@page(None, methods=("GET", "POST"))
def own_sessions(request: DeskRequest) -> HttpResponse:
    """Where one is signed in, and a button that ends a session left open elsewhere."""
    if request.method == "POST":
        end_session(by=request.viewer, handle=request.POST.get("session", ""))
        messages.success(request, _("That session is ended."))
        return HttpResponseRedirect(reverse("account_sessions"))
    context = {"sessions": sessions_of(request.viewer, request.session.session_key)}
    return TemplateResponse(request, "account/sessions.html", context)
