"""Every page passes here: who may see it, both walls up, drawn inside its transaction."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.ledger.actions import record_look

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Declared:
    """What a page declared of itself; the access matrix test reads it."""

    audience: str  # "public", "anyone" (signed in or not), "desk"
    permission: Permission | None
    methods: tuple[str, ...]


class DeskRequest(HttpRequest):
    """A request on a desk page: it carries the viewer."""

    viewer: Viewer


def _drawn(response: HttpResponseBase) -> HttpResponseBase:
    """Draw the template now, while the viewer's transaction is open: later rows would vanish."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        return response.render()
    return response


def second_factor_waived() -> bool:
    """Only the demonstration on this machine goes without a second factor."""
    return bool(settings.DEMO)


def _sign_in_first(request: HttpRequest) -> HttpResponseBase | None:
    """A redirect for whoever is not fully signed in, else None."""
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    now = int(time.time())
    if now - request.session.get("seen", now) > settings.IDLE_SECONDS:
        request.session.flush()
        return _to_sign_in(request)
    # Polling ("is my import done?") must not keep an abandoned desk open.
    if request.headers.get("X-Sijill-Polling") != "1" and now - request.session.get("seen", 0) > 30:
        request.session["seen"] = now
    if not second_factor_waived() and not _has_second_factor(request):
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{query}")
    return None


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back. A part of a page sends the whole page there."""
    if request.headers.get("HX-Request") == "true":
        back = urlsplit(request.headers.get("HX-Current-URL", "")).path or reverse("home")
        answer = HttpResponse(status=204)
        query = urlencode({"next": back})
        answer.headers["HX-Redirect"] = f"{reverse('account_login')}?{query}"
        return answer
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def _has_second_factor(request: HttpRequest) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return is_mfa_enabled(request.user)


def answers(request: HttpRequest, methods: tuple[str, ...]) -> bool:
    """Does a page of these methods answer the request?

    HEAD stands in for GET alone: it needs no form token, so it must never reach a page that acts.
    """
    return request.method in methods or (request.method == "HEAD" and "GET" in methods)


def page(permission: Permission | None, *, methods: tuple[str, ...] = ("GET",)) -> Callable:
    """A desk page: signed in, with a permission (None: whoever is signed in).

    The view gets ``request.viewer``; it runs, and its template is drawn, inside one transaction
    bound to that viewer. Problems become pages in the reader's language; refusals become leaves.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not answers(request, methods):
                return HttpResponseNotAllowed(methods)
            turned_away = _sign_in_first(request)
            if turned_away is not None:
                return turned_away
            viewer = viewer_of(request.user)  # type: ignore[arg-type]
            request.viewer = viewer
            try:
                if permission is not None:
                    viewer.check(permission)
                with bind(viewer):
                    response = _drawn(view(request, *args, **kwargs))
                    if response.status_code >= 400:
                        transaction.set_rollback(True)
                    return response
            except Problem as problem:
                return _answer(request, viewer, problem)

        run.declared = Declared("desk", permission, methods)  # type: ignore[attr-defined]
        return run

    return declare


def _answer(request: HttpRequest, viewer: Viewer, problem: Problem) -> HttpResponseBase:
    """The problem's page; a refusal is recorded first, after the view's rollback."""
    from sijill.web.errors import problem_page

    if isinstance(problem, Denied):
        match = request.resolver_match
        record_look(
            "refused", viewer, [("page", (match and match.url_name) or "")], reason=problem.code
        )
    with bind(viewer):
        return _drawn(problem_page(request, problem))


def open_page(*, methods: tuple[str, ...] = ("GET",)) -> Callable:
    """A page for anyone, signed in or not. It reads published rows or nothing at all."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not answers(request, methods):
                return HttpResponseNotAllowed(methods)
            from sijill.web.errors import problem_page

            try:
                with transaction.atomic(using="public"):
                    return _drawn(view(request, *args, **kwargs))
            except Problem as problem:
                return _drawn(problem_page(request, problem))

        run.declared = Declared("public", None, methods)  # type: ignore[attr-defined]
        return run

    return declare


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """What every template may use: the viewer, the demonstration banner, languages."""
    from sijill.web.navigation import furniture

    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "may": {p.value: viewer.may(p) for p in Permission} if viewer else {},
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        **(furniture(request) if viewer else {}),
    }


class KeepableMiddleware:
    """Turns away what the database cannot keep: a NUL character in an address or a field."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer before any page runs; the token of the form was checked by then."""
        sent = (text for form in (request.GET, request.POST) for text in _texts(form))
        if "\0" in request.path or any("\0" in text for text in sent):
            from sijill.web.errors import problem_page

            return problem_page(request, Problem("page.unkeepable")).render()
        return None


def _texts(form: QueryDict) -> Iterator[str]:
    for name, values in form.lists():
        yield name
        yield from values


class NoStoreMiddleware:
    """Pages of signed-in people are kept by no cache; every answer forbids sniffing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "viewer", None) is not None or request.path.startswith("/sign-in"):
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response
