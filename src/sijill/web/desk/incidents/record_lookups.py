"""Look-ups while somebody types. Names travel in a body, never in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from sijill.base.dates import DateProblem
from sijill.record.people.models import Person
from sijill.record.people.queries import Found, find_people
from sijill.reference.queries import term_label, vocabularies
from sijill.trust.access.enums import Permission
from sijill.web.desk.incidents.record_dates import advice, read_date
from sijill.web.desk.incidents.record_places import find_places
from sijill.web.desk.incidents.record_terms import actor_choices, ranked, term_choices
from sijill.web.page import DeskRequest, page

LONGEST = 200
MOST_PEOPLE = 6


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST]


@page(Permission.RECORD)
def places(request: DeskRequest) -> HttpResponse:
    """Places whose name begins with ``q``, else those that come near it."""
    return JsonResponse({"choices": [found.choice() for found in find_places(_asked(request))]})


@page(Permission.RECORD)
def terms(request: DeskRequest) -> HttpResponse:
    """Terms of ``vocabulary`` that meet ``q``, in the reader's language."""
    name = request.GET.get("vocabulary", "")
    known = {vocabulary.code for vocabulary in vocabularies()}
    found = ranked(term_choices(name), _asked(request)) if name in known else []
    return JsonResponse({"choices": [{**c.choice(), "key": c.key} for c in found]})


@page(Permission.RECORD)
def actors(request: DeskRequest) -> HttpResponse:
    """Actor categories that meet ``q``: name, variant or short code."""
    found = ranked(actor_choices(), _asked(request))
    return JsonResponse({"choices": [{**c.choice(), "key": c.key} for c in found]})


@page(Permission.RECORD)
def date(request: DeskRequest) -> HttpResponse:
    """How a typed date is understood, in words; or what to write instead."""
    try:
        reading = read_date(_asked(request), request.GET.get("calendar", "gregorian"))
    except DateProblem as problem:
        return JsonResponse({"wrong": advice(problem)})
    return JsonResponse({"said": reading.in_words()})


@page(Permission.RECORD, methods=("POST",))
def people(request: DeskRequest) -> HttpResponse:
    """People whose sealed names meet the text of the body: codes, never names. A recorded look."""
    text = request.POST.get("q", "")[:LONGEST]
    found = find_people(request.viewer, text, limit=MOST_PEOPLE)
    return JsonResponse({"choices": [_person(one) for one in found]})


def _person(found: Found) -> dict[str, object]:
    facts = [_who(found.person), _born(found.person), _why(found)]
    note = " · ".join(fact for fact in facts if fact)
    reference = found.person.reference
    return {"value": reference, "text": reference, "note": note, "sure": False}


def _who(person: Person) -> str:
    if person.kind == Person.Kind.GROUP:
        return _("group of %(best)s") % {"best": person.count_best}
    return term_label(person.sex_id)


def _born(person: Person) -> str:
    return _("born %(year)s") % {"year": person.birth_year} if person.birth_year else ""


def _why(found: Found) -> str:
    """Which of the typed words met a name, and how: the words are the reader's own."""
    said = [
        _("“%(word)s” as written") % {"word": reason.part}
        if reason.how == "same"
        else _("“%(word)s” in another spelling") % {"word": reason.part}
        for reason in found.why
    ]
    return ", ".join(said)
