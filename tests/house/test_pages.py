"""Every page passes through `page` or `open_page`, and is drawn inside its transaction."""

from __future__ import annotations

import ast

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from sijill.trust.access.viewer import bound
from sijill.web.page import page
from tests.cast import Cast
from tests.house.source import python_files


def callbacks(resolver: URLResolver | None = None):  # type: ignore[no-untyped-def]
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from callbacks(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def test_every_address_has_a_declared_page() -> None:
    undeclared = [str(p.pattern) for p in callbacks() if not hasattr(p.callback, "declared")]
    assert undeclared == []


def test_every_address_has_a_name() -> None:
    assert [str(p.pattern) for p in callbacks() if not p.name] == []


@pytest.mark.parametrize("forbidden", ["StreamingHttpResponse", "FileResponse"])
def test_nothing_is_streamed_after_the_transaction(forbidden: str) -> None:
    """A streamed answer is drawn after the viewer's transaction has closed: rows would vanish."""
    used = []
    for path, tree in python_files("web"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == forbidden:
                used.append(path)
    # A file already on disk holds no rows; whoever sends one says so here.
    assert (
        set(used) <= {"web/desk/imports/downloads.py"} if forbidden == "FileResponse" else not used
    )


@pytest.mark.django_db
def test_a_template_is_drawn_with_the_viewer_bound(cast: Cast, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    seen = {}

    class Witness:
        def __str__(self) -> str:
            seen["viewer"] = bound().account
            seen["atomic"] = connection.in_atomic_block
            return "drawn"

    @page(None)
    def view(request: HttpRequest) -> HttpResponse:
        template = engines["django"].from_string("{{ witness }}")
        return TemplateResponse(request, template, {"witness": Witness()})

    request = RequestFactory().get("/")
    request.user = cast.documenter
    request.session = {}  # type: ignore[assignment]
    assert view(request).content == b"drawn"
    assert seen == {"viewer": cast.documenter.pk, "atomic": True}
