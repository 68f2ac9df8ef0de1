"""What every public page shares: its navigation, its language in the address, no cookie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from sijill.reference.queries import in_language, pack
from sijill.web.page import open_page

PARTS = (
    ("front", "front"),
    ("public_figures", "figures"),
    ("methods", "methods"),
    ("about", "about"),
)


def public_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An open page, compressed: it carries nothing that is secret beside what a reader sent."""
    return gzip_page(open_page()(view))


def address(request: HttpRequest, name: str, *args: str, **query: str) -> str:
    """The address of a public page, in the language the reader chose by an address.

    The choice travels in the address, so that nobody gets a cookie for reading.
    """
    if chosen := chosen_language(request):
        query["lang"] = chosen
    path = reverse(name, args=args)
    return f"{path}?{urlencode(query)}" if query else path


def chosen_language(request: HttpRequest) -> str:
    """The language named in the address, or empty."""
    chosen = request.GET.get("lang", "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def public_answer(
    request: HttpRequest, template: str, part: str, context: dict[str, Any], status: int = 200
) -> TemplateResponse:
    """A public page; ``part`` is the URL name of the part of the site it belongs to."""
    words = {
        "front": _("The presence"),
        "figures": _("Figures"),
        "methods": _("Methods"),
        "about": _("About"),
    }
    shared = {
        "presence_name": in_language(pack().name.texts).text,
        "home": address(request, "front"),
        "chosen_language": chosen_language(request),
        "public_navigation": [
            {"label": words[key], "url": address(request, name), "current": name == part}
            for name, key in PARTS
        ],
    }
    return TemplateResponse(request, template, shared | context, status=status)
