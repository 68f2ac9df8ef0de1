"""How figures are counted, and what Sijill is."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from sijill.publish.queries.public import published_figures
from sijill.reference.queries import in_language, pack
from sijill.trust.access.errors import Absent
from sijill.web.public.cards import card
from sijill.web.public.declared import method, methods
from sijill.web.public.site import address, public_answer, public_page


@public_page
def method_list(request: HttpRequest) -> TemplateResponse:
    """Every declared figure with its question."""
    entries = [{"method": one, "url": address(request, "method", one.figure)} for one in methods()]
    rules = pack().rules.suppression
    context = {"entries": entries, "suppression": rules}
    return public_answer(request, "public/methods.html", "methods", context)


@public_page
def method_page(request: HttpRequest, figure: str) -> TemplateResponse:
    """One figure's counting rules, caveats and publications."""
    found = method(figure)
    if found is None:
        raise Absent("figure.absent")
    context = {
        "method": found,
        "suppression": pack().rules.suppression,
        "published": [card(request, one) for one in published_figures() if one.figure == figure],
        "crumbs": [
            {"label": _("Methods"), "url": address(request, "methods")},
            {"label": found.title},
        ],
    }
    return public_answer(request, "public/method.html", "methods", context)


@public_page
def about(request: HttpRequest) -> TemplateResponse:
    """What Sijill is, its languages, accessibility and licence."""
    context = {
        "country": in_language(pack().name.texts).text,
        "sources": pack().sources,
        "methods_url": address(request, "methods"),
    }
    return public_answer(request, "public/about.html", "about", context)
