"""Opening what is sealed: names, one account, the address. One act, one leaf, one answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from sijill.record.incidents.models import Incident, Information
from sijill.record.incidents.queries import acts_of, get_incident, open_accounts, open_address
from sijill.record.people.models import Person
from sijill.record.people.queries import display_name, open_names
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.incident import drawn
from sijill.web.page import DeskRequest, page
from sijill.web.reasons import chosen_reason


@page(Permission.OPEN_NAMES, methods=("POST",))
def incident_names(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The incident with the names of its people, on this answer only."""
    row = get_incident(request.viewer, reference)
    reason = chosen_reason(request.POST)
    people = _people_of(request.viewer, row)
    opened = open_names(request.viewer, people, ("incident", str(row.pk)), reason)
    return drawn(request, row, opened=_lines(people, opened), opened_now=True)


def _people_of(viewer: Viewer, incident: Incident) -> list[Person]:
    """Victims, and persons named as perpetrators, whose names are held."""
    people: dict[UUID, Person] = {}
    for act in acts_of(viewer, incident):
        people[act.victim_id] = act.victim
        people |= {row.person.pk: row.person for row in act.involvements.all() if row.person}
    named = [person for person in people.values() if person.named]
    if not named:
        raise Problem("opening.no_names")
    return named


def _lines(people: list[Person], opened: dict[UUID, Any]) -> list[dict[str, Any]]:
    """Each person's code with every form of their name, one line a script."""
    return [
        {"person": person, "names": [display_name([name]) for name in opened[person.pk]]}
        for person in people
    ]


@page(Permission.OPEN_NAMES, methods=("POST",))
def incident_address(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The incident with its exact address, on this answer only."""
    row = get_incident(request.viewer, reference)
    reason = chosen_reason(request.POST)
    address = open_address(request.viewer, row, reason)
    return drawn(request, row, address=address, opened_now=True)


@page(Permission.OPEN_NAMES, methods=("POST",))
def incident_account(request: DeskRequest, reference: str, information: UUID) -> HttpResponseBase:
    """One account as told, on this answer only."""
    row = get_incident(request.viewer, reference)
    reason = chosen_reason(request.POST)
    piece = (
        Information.objects.select_related("source").filter(pk=information, incident=row).first()
    )
    if piece is None:
        raise Absent("record.absent")
    accounts = open_accounts(request.viewer, [piece], row, reason)
    context = {
        "incident": row,
        "piece": piece,
        "account": accounts[piece.pk],
        "classification": Classification(row.classification).label,
    }
    return TemplateResponse(request, "incidents/account.html", context)
