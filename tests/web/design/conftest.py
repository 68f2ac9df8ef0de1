"""Pages drawn by the design alone: no database, and the addresses of the shells lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

import sijill.web.design

DESIGN = Path(sijill.web.design.__file__).parent
LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class Addresses:
    urlpatterns = [
        path("language", nowhere, name="language"),
        path("search", nowhere, name="search"),
        path("sign-out", nowhere, name="account_logout"),
    ]


@pytest.fixture(autouse=True)
def design_alone(settings: Any, tmp_path: Path) -> None:
    settings.ROOT_URLCONF = Addresses
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic"), ("ckb", "Central Kurdish")]
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    # A loader object of its own each time: the engine keeps what it is given.
    directory = tmp_path / "templates"
    directory.mkdir()
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [DESIGN / "templates", directory],
            "OPTIONS": {
                "loaders": LOADERS,
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                ],
                "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            },
        }
    ]


@pytest.fixture
def draw(design_alone: None) -> Callable[..., str]:
    """draw(template, language="en", cookies=None, **context) → HTML."""

    def drawn(
        template: str, language: str = "en", cookies: dict[str, str] | None = None, **context: Any
    ) -> str:
        request = RequestFactory().get("/somewhere?page=2")
        request.COOKIES.update(cookies or {})
        with translation.override(language):
            return render_to_string(template, context, request=request)

    return drawn


@pytest.fixture
def part(draw: Callable[..., str], tmp_path: Path) -> Callable[..., str]:
    """part(markup, **context) → what a piece of template markup becomes."""

    def drawn(markup: str, **context: Any) -> str:
        (tmp_path / "templates" / "part.html").write_text(markup, encoding="utf-8")
        return draw("part.html", **context)

    return drawn
