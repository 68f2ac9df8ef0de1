"""Role guides, the tour and the glossary."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language

from sijill.base.text import normalise
from sijill.reference.glossary import Entry, load_glossary
from sijill.trust.access.errors import Absent
from sijill.trust.access.roles import ROLES
from sijill.trust.accounts.own import see_tour
from sijill.web.desk.guides.tour import STEPS
from sijill.web.page import DeskRequest, page
from sijill.web.templatetags.guide import open_to

WRITTEN = ("en", "ar", "ckb")
# Guides a native speaker has checked, as (language, role). The English was written by the makers.
REVIEWED: frozenset[tuple[str, str]] = frozenset()


def written_in(language: str | None) -> str:
    """The language a guide is shown in: the reader's if it is written, else English."""
    return language if language in WRITTEN else "en"


@page(None)
def guides(request: DeskRequest) -> HttpResponse:
    """All guides, those of one's own roles first."""
    mine = set(request.viewer.roles)
    roles = sorted(ROLES.values(), key=lambda role: role.code not in mine)
    return TemplateResponse(request, "guides/list.html", {"roles": roles, "mine": mine})


@page(None)
def guide(request: DeskRequest, role: str) -> HttpResponse:
    """What one role does on Monday morning, with links."""
    if role not in ROLES:
        raise Absent("page.absent")
    language = written_in(get_language())
    context = {
        "role": ROLES[role],
        "roles": ROLES.values(),
        "content": f"guides/{language}/{role}.html",
        "unreviewed": language != "en" and (language, role) not in REVIEWED,
    }
    return TemplateResponse(request, "guides/guide.html", context)


@page(None, methods=("GET", "POST"))
def tour(request: DeskRequest, step: int = 1) -> HttpResponse:
    """One step of the tour; the last one remembers that it was seen."""
    if request.method == "POST":
        see_tour(by=request.viewer)
        return HttpResponseRedirect(reverse("home"))
    if not 1 <= step <= len(STEPS):
        raise Absent("page.absent")
    shown = STEPS[step - 1]
    context = {
        "step": shown,
        "number": step,
        "last": len(STEPS),
        "previous": step - 1,
        "next": step + 1 if step < len(STEPS) else None,
        "drawing": f"guides/drawings/{shown.drawing}.html",
        "try_url": open_to(request.viewer, shown.addresses),
    }
    return TemplateResponse(request, "guides/tour.html", context)


@page(None)
def glossary(request: DeskRequest) -> HttpResponse:
    """The core official terms in three languages, with where each wording comes from."""
    text = request.GET.get("q", "").strip()
    entries = [entry for entry in load_glossary() if _matches(entry, text)]
    return TemplateResponse(request, "guides/glossary.html", {"entries": entries, "text": text})


def _matches(entry: Entry, text: str) -> bool:
    sought = normalise(text)
    return any(sought in normalise(word) for word in (entry.en, entry.ar, entry.ckb))
