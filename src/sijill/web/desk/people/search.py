"""Finding people by a sealed name: the text is posted, never in an address, and never kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse

from sijill.base.ids import valid_reference
from sijill.record.people.models import Person
from sijill.record.people.queries import Found, find_people
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.web.page import DeskRequest, page

RECENT = 20


@page(Permission.READ, methods=("GET", "POST"))
def people(request: DeskRequest) -> HttpResponseBase:
    """A search box, and the people entered last; posted, the people who may be meant."""
    text = request.POST.get("name", "").strip()
    if valid_reference(text):
        return HttpResponseRedirect(reverse("person", args=[text.upper()]))
    viewer = request.viewer
    context: dict[str, Any] = {"may_search": may_search(viewer), "searched": bool(text)}
    if text:
        context["found"] = [told(one) for one in find_people(viewer, text)]
    else:
        context["recent"] = _recent()
    return TemplateResponse(request, "people/search.html", context)


def may_search(viewer: Viewer) -> bool:
    """May this person search by name? The query itself refuses those who may not."""
    return viewer.may(Permission.RECORD) or viewer.may(Permission.OPEN_NAMES)


def told(found: Found) -> dict[str, Any]:
    """A person found, and how many parts of the typed name were met, as written or by sound.

    The parts themselves are not repeated on the page: the page may be left open.
    """
    ways = [reason.how for reason in found.why]
    return {
        "person": found.person,
        "same": ways.count("same"),
        "sound": ways.count("sound"),
    }


def _recent() -> list[Person]:
    """The people entered last, by code."""
    return list(Person.objects.order_by("-created_at", "-id")[:RECENT])
