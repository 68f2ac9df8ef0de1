"""Two addresses for whoever watches the server: alive, and ready to serve."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sijill.web.page import Declared


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    try:
        connection.ensure_connection()
    except Exception:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")


for _page in (alive, ready):
    _page.declared = Declared("public", None, ("GET",))  # type: ignore[attr-defined]
