"""Adding to an incident: a victim, an act, an involvement, what another source says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from sijill.record.incidents.actions import (
    add_act,
    add_information,
    add_involvement,
    add_victim,
)
from sijill.record.incidents.models import Act, Incident
from sijill.record.incidents.queries import acts_of, get_incident
from sijill.record.incidents.when import occurred_of
from sijill.reference.queries import term_label
from sijill.trust.access.enums import Permission
from sijill.web.desk.incidents.entry_fields import Combo, TermField, select
from sijill.web.desk.incidents.entry_forms import (
    EntryForm,
    PerpetratorForm,
    VictimForm,
)
from sijill.web.desk.incidents.entry_information import InformationForm
from sijill.web.desk.incidents.entry_page import (
    information_entry,
    perpetrator_entry,
    victim_entry,
)
from sijill.web.desk.incidents.record_one import One, run
from sijill.web.page import DeskRequest, page

VICTIM = One(
    _("Add a victim"),
    _("Add the victim"),
    _("The victim was added."),
    "incidents/record_victim.html",
    "incident_add_victim",
    ("list-act", "list-cause"),
)
ACT = One(
    _("Add an act"),
    _("Add the act"),
    _("The act was added."),
    "incidents/record_fields.html",
    "",
    ("list-act", "list-cause"),
    _("One act is one victim and one type: three things done to one person are three acts."),
)
INVOLVEMENT = One(
    _("Say who did it"),
    _("Add"),
    _("It was added to the acts chosen."),
    "incidents/record_involvement.html",
    "incident_add_involvement",
    ("list-actor",),
)
INFORMATION = One(
    _("Add what a source says"),
    _("Add the information"),
    _("The information was added."),
    "incidents/record_information.html",
    "incident_add_information",
    ("list-source",),
)

BOTH = ("GET", "POST")


class ActForm(EntryForm):
    """A further act of a victim of this incident."""

    victim = forms.ChoiceField(label=_("Victim"))
    act = TermField(
        "act", label=_("What was done"), required=True, widget=Combo(list="list-act", main=True)
    )
    cause = TermField("cause", label=_("By what means"), widget=Combo(list="list-cause", main=True))

    def __init__(self, *args: Any, acts: list[Act], **given: Any) -> None:
        super().__init__(*args, **given)
        self.victims = {act.victim.reference: act.victim for act in acts}
        choices = [(code, code) for code in self.victims]
        self.fields["victim"].widget = select(choices, main=True)
        self.offer("victim", choices)


class InvolvementForm(PerpetratorForm):
    """Who is said to have done it, in some or all acts of the incident."""

    acts = forms.MultipleChoiceField(
        label=_("In which acts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one act.")},
    )

    def __init__(self, *args: Any, acts: list[Act], **given: Any) -> None:
        super().__init__(*args, **given)
        self.known = {str(act.pk): act for act in acts}
        self.offer(
            "acts",
            [
                (key, f"{term_label(act.kind_id)} · {act.victim.reference}")
                for key, act in self.known.items()
            ],
        )
        self.fields["acts"].initial = list(self.known)


def _incident(request: DeskRequest, reference: str) -> Incident:
    return get_incident(request.viewer, reference)


@page(Permission.RECORD, methods=BOTH)
def victim(request: DeskRequest, reference: str) -> HttpResponse:
    """Add a victim, known or new, with what they suffered."""
    incident = _incident(request, reference)
    occurred = occurred_of(incident)
    return run(
        request,
        incident,
        VICTIM,
        lambda data=None, **given: VictimForm(data, prefix="victim", occurred=occurred, **given),
        lambda found: add_victim(by=request.viewer, incident=incident, victim=victim_entry(found)),
    )


@page(Permission.RECORD, methods=BOTH)
def act(request: DeskRequest, reference: str) -> HttpResponse:
    """Add an act to a victim of the incident."""
    incident = _incident(request, reference)
    known = acts_of(request.viewer, incident)
    victims = {act.victim.reference: act.victim for act in known}
    return run(
        request,
        incident,
        ACT,
        lambda data=None, **given: ActForm(data, acts=known, **given),
        lambda found: add_act(
            by=request.viewer,
            incident=incident,
            victim=victims[found["victim"]],
            kind=found["act"],
            cause=found["cause"] or "cause.unknown",
        ),
    )


@page(Permission.RECORD, methods=BOTH)
def involvement(request: DeskRequest, reference: str) -> HttpResponse:
    """Say who is said to have done some or all of the acts."""
    incident = _incident(request, reference)
    known = {str(act.pk): act for act in acts_of(request.viewer, incident)}

    def write(found: dict[str, Any]) -> None:
        for key in found["acts"]:
            add_involvement(by=request.viewer, act=known[key], perpetrator=perpetrator_entry(found))

    return run(
        request,
        incident,
        INVOLVEMENT,
        lambda data=None, **given: InvolvementForm(data, acts=list(known.values()), **given),
        write,
    )


@page(Permission.RECORD, methods=BOTH)
def information(request: DeskRequest, reference: str) -> HttpResponse:
    """Add what a source says of the incident."""
    incident = _incident(request, reference)
    return run(
        request,
        incident,
        INFORMATION,
        lambda data=None, **given: InformationForm(data, **given),
        lambda found: add_information(
            by=request.viewer, incident=incident, information=information_entry(found)
        ),
    )
