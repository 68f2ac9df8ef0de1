"""One person or group by code: in what they appear, what they declared, who belongs to them."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from sijill.record.incidents.models import Act, Involvement
from sijill.record.people.models import Declaration, Person
from sijill.record.people.queries import display_name, get_person, open_names, remaining
from sijill.trust.access.enums import Classification, Permission
from sijill.trust.keys.sealed import open_sealed
from sijill.web.page import DeskRequest, page
from sijill.web.reasons import REASONS, chosen_reason

MOST = 100


@page(Permission.READ)
def person(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The page of one person, names sealed."""
    return _drawn(request, get_person(request.viewer, reference))


@page(Permission.OPEN_NAMES, methods=("POST",))
def person_names(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The page with this person's names, on this answer only."""
    row = get_person(request.viewer, reference)
    reason = chosen_reason(request.POST)
    opened = open_names(request.viewer, [row], ("person", str(row.pk)), reason)
    names = [display_name([name]) for name in opened[row.pk]]
    return _drawn(request, row, names=names, opened_now=True)


@page(Permission.OPEN_NAMES, methods=("POST",))
def person_declared(request: DeskRequest, reference: str) -> HttpResponseBase:
    """The page with what this person declared of themselves, on this answer only."""
    row = get_person(request.viewer, reference)
    reason = chosen_reason(request.POST)
    rows = list(Declaration.objects.filter(person=row, answer=None))
    opened = open_sealed(
        rows,
        ["value"],
        code="declarations.open",
        viewer=request.viewer,
        reason=reason,
        about=("person", str(row.pk)),
    )
    values = {pk: one["value"] for pk, one in opened.items()}
    return _drawn(request, row, values=values, opened_now=True)


def _drawn(request: DeskRequest, row: Person, **shown: Any) -> HttpResponseBase:
    values = shown.pop("values", {})
    context = {
        "person": row,
        "roles": _roles(row),
        "members": _members(row),
        "left": remaining(row) if row.kind == Person.Kind.GROUP else None,
        "declarations": _declarations(row, values),
        "reasons": REASONS,
        "classification": Classification(row.classification).label,
        **shown,
    }
    return TemplateResponse(request, "people/person.html", context)


def _roles(row: Person) -> list[dict[str, Any]]:
    """In which incidents the person appears, and as what: roles sit on links."""
    acts = Act.objects.filter(victim=row).select_related("incident").order_by("-incident__sort_day")
    done = Involvement.objects.filter(person=row).select_related("act__incident")
    suffered = [
        {"as": "victim", "incident": act.incident, "act": act.kind_id, "more": act.status_id}
        for act in acts[:MOST]
    ]
    return suffered + [
        {
            "as": "perpetrator",
            "incident": one.act.incident,
            "act": one.act.kind_id,
            "more": one.certainty_id,
        }
        for one in done[:MOST]
    ]


def _members(row: Person) -> list[Person]:
    """Those of a group entered one by one."""
    if row.kind != Person.Kind.GROUP:
        return []
    return list(Person.objects.filter(group=row).order_by("created_at")[:MOST])


def _declarations(row: Person, values: dict[Any, Any]) -> list[dict[str, Any]]:
    """What was declared, sealed but for those opened on this answer."""
    rows = Declaration.objects.filter(person=row).order_by("declared_on", "pk")
    return [{"row": one, "value": values.get(one.pk)} for one in rows]
