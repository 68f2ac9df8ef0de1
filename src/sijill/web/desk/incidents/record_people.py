"""Naming people of an incident: a member of a group, somebody known so far by code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import DateProblem, PartialDate
from sijill.record.incidents.actions import name_member
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import acts_of, get_incident
from sijill.record.incidents.when import occurred_of
from sijill.record.people.actions import name_person
from sijill.record.people.models import Person
from sijill.record.people.queries import remaining
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.entry_fields import select
from sijill.web.desk.incidents.entry_forms import WHO, WHO_OPTIONS, EntryForm
from sijill.web.desk.incidents.record_dates import read_age
from sijill.web.desk.incidents.record_one import One, run
from sijill.web.page import DeskRequest, page

MEMBER = One(
    _("Name somebody of a group"),
    _("Name this person"),
    _("The person was named; the group counts one less."),
    "incidents/record_fields.html",
    help=_(
        "They become a person of their own with the group's acts, and the group counts one less."
    ),
)
NAME = One(
    _("Write the name"),
    _("Seal the name"),
    _("The name was sealed."),
    "incidents/record_fields.html",
    help=_("This replaces every name held of this person. It is sealed at once."),
)
BOTH = ("GET", "POST")


class NameForm(EntryForm):
    """One name, typed in any script."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As given, in any script. It is sealed."),
        error_messages={"required": _("Write the name as it was given.")},
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off", "data-main": True}),
    )


class MemberForm(NameForm):
    """A member of a group, named now."""

    group = forms.ChoiceField(label=_("Group"))
    who = forms.ChoiceField(label=_("Sex and age"), choices=WHO_OPTIONS, required=False)
    age = forms.CharField(
        label=_("Age or date of birth"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off", "class": "w-8"}),
    )
    field_order = ("group", "name", "who", "age")

    def __init__(
        self, *args: Any, groups: dict[str, Person], occurred: PartialDate, **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.occurred = occurred
        self.fields["who"].widget = select(WHO_OPTIONS, main=True)
        self.offer("group", [(code, _of_group(g)) for code, g in groups.items()])

    def clean_age(self) -> Any:
        try:
            return read_age(self.cleaned_data["age"], self.occurred)
        except DateProblem as problem:
            sentence = _("Write the age in years, such as 34, or the date of birth.")
            raise ValidationError(sentence) from problem


def _of_group(group: Person) -> str:
    left = remaining(group)[1]
    return gettext("%(code)s, %(count)s not named yet") % {"code": group.reference, "count": left}


def _groups(viewer: Viewer, incident: Incident) -> dict[str, Person]:
    victims = {act.victim.reference: act.victim for act in acts_of(viewer, incident)}
    return {code: person for code, person in victims.items() if person.kind == Person.Kind.GROUP}


@page(Permission.RECORD, methods=BOTH)
def member(request: DeskRequest, reference: str) -> HttpResponse:
    """Name one member of a group that suffered in this incident."""
    incident = get_incident(request.viewer, reference)
    groups = _groups(request.viewer, incident)
    if not groups:
        raise Absent("record.absent")
    occurred = occurred_of(incident)

    def write(found: dict[str, Any]) -> None:
        sex, age_group = WHO.get(found["who"], ("answer.unknown", ""))
        age = found["age"]
        group = age.group or ("" if age.years is not None else age_group)
        name_member(
            by=request.viewer,
            group=groups[found["group"]],
            names=found["name"],
            sex=sex,
            age_group=group,
            age_years=age.years,
        )

    return run(
        request,
        incident,
        MEMBER,
        lambda data=None, **given: MemberForm(data, groups=groups, occurred=occurred, **given),
        write,
    )


@page(Permission.RECORD, methods=BOTH)
def name(request: DeskRequest, reference: str, person: str) -> HttpResponse:
    """Write the name of a victim of this incident who was known by code only."""
    incident = get_incident(request.viewer, reference)
    victims = {act.victim.reference: act.victim for act in acts_of(request.viewer, incident)}
    if person.upper() not in victims:
        raise Absent("record.absent")
    meant = victims[person.upper()]
    return run(
        request,
        incident,
        NAME,
        lambda data=None, **given: NameForm(data, **given),
        lambda found: name_person(by=request.viewer, person=meant, names=found["name"]),
    )
