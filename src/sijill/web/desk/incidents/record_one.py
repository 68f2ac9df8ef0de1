"""One more thing for an incident: a page with one form, drawn the same way for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sijill.record.incidents.actions import discard_draft
from sijill.record.incidents.models import Incident
from sijill.record.sources.queries import sources_visible_to
from sijill.trust.access.errors import Denied, Problem
from sijill.web.desk.incidents.entry_forms import EntryForm
from sijill.web.desk.incidents.record_drafts import kept
from sijill.web.desk.incidents.record_lists import lists
from sijill.web.desk.incidents.record_views import WRONG, has_draft
from sijill.web.page import DeskRequest
from sijill.web.problems import sentence


@dataclass(frozen=True)
class One:
    """A page that adds one thing. ``body``: the template of its fields; ``draft``: its form's
    name, when drafts are kept; ``needs``: which lists it chooses from."""

    heading: str | Promise
    save: str | Promise
    done: str | Promise
    body: str
    draft: str = ""
    needs: tuple[str, ...] = ()
    help: str | Promise = ""


Made = Callable[..., EntryForm]


def run(
    request: DeskRequest,
    incident: Incident,
    one: One,
    make: Made,
    write: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Draw the form; when it was sent and is right, write and go back to the incident."""
    if request.method != "POST":
        return drawn(request, incident, one, _begun(request, incident, one, make))
    form = make(request.POST)
    if not form.is_valid():
        return drawn(request, incident, one, form, status=WRONG)
    try:
        write(form.cleaned_data)
    except Denied:
        raise
    except Problem as problem:
        return drawn(request, incident, one, form, problem=sentence(problem), status=WRONG)
    if one.draft:
        discard_draft(by=request.viewer, form=one.draft, subject=incident.reference)
    messages.success(request, str(one.done))
    return redirect("incident", incident.reference)


def _begun(request: DeskRequest, incident: Incident, one: One, make: Made) -> EntryForm:
    draft: QueryDict | None = None
    if one.draft and request.GET.get("draft"):
        draft = kept(request.viewer, one.draft, incident.reference)
    return make(draft, quiet=True) if draft is not None else make()


def drawn(
    request: DeskRequest,
    incident: Incident,
    one: One,
    form: EntryForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of one form."""
    offered = None
    if one.draft and request.method == "GET" and not request.GET.get("draft"):
        offered = has_draft(request.viewer, one.draft, incident.reference)
    known = lists(sources_visible_to(request.viewer)) if one.needs else {}
    context = {
        "incident": incident,
        "one": one,
        "form": form,
        "offered": offered,
        "draft_form": one.draft,
        "draft_subject": incident.reference,
        "continue_url": f"{request.path}?draft=1",
        "lists": {name: known[name] for name in one.needs},
        "wrong": wrong_in(form) if status == WRONG else [],
        "leave_url": reverse("incident", args=[incident.reference]),
        "crumbs": [
            {"label": _("Incidents"), "url": reverse("incidents")},
            {"label": incident.reference, "url": reverse("incident", args=[incident.reference])},
            {"label": one.heading, "url": ""},
        ],
        **more,
    }
    return TemplateResponse(request, "incidents/record_one.html", context, status=status)


def wrong_in(form: EntryForm) -> list[tuple[str, str, str]]:
    """(id of the control, its label, what is wrong) of one form."""
    return [
        (form[name].auto_id, str(form[name].label), str(message))
        for name, said in form.errors.items()
        if name in form.fields
        for message in said
    ]
