"""How every sign-in page is declared: open to anyone, and an abandoned session is forgotten."""

from __future__ import annotations

import functools
import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from sijill.web.page import Declared, View, answers


def _forget_if_idle(request: HttpRequest) -> None:
    """The desk's idle limit holds on these pages too; a living session is marked as seen."""
    if not request.user.is_authenticated:
        return
    now = int(time.time())
    seen = request.session.get("seen", now)
    if now - seen > settings.IDLE_SECONDS:
        request.session.flush()
        request.user = request._cached_user = _anonymous()  # type: ignore[attr-defined]
    elif now - request.session.get("seen", 0) > 30:
        request.session["seen"] = now


def _anonymous() -> Any:
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


def door(view: View, *methods: str) -> View:
    """A sign-in page of allauth or ours: declared, limited to its methods.

    allauth asks for the sign-in itself where a page needs one.
    """

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not answers(request, methods):
            return HttpResponseNotAllowed(methods)
        _forget_if_idle(request)
        return view(request, *args, **kwargs)

    run.declared = Declared("anyone", None, methods)  # type: ignore[attr-defined]
    return run
