"""Editing an incident and adding to it, one form a page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sijill.intake.models import Report
from sijill.record.incidents.actions import edit_incident
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
    RelatedIncident,
)
from sijill.record.people.models import Person
from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.web.incidents.test_record_form import LEAD, ROWS, shooting

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "incident_edit",
    "incident_add_victim",
    "incident_add_act",
    "incident_add_involvement",
    "incident_add_information",
    "incident_relate",
    "incident_link_report",
]


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.documenter)
    return client


@pytest.fixture
def incident(desk: Client, cast: Cast) -> Incident:
    """The shooting, with a girl injured and arrested made into a group of seven."""
    group = {"victims-1-group": "on", "victims-1-best": "7"}
    assert desk.post(reverse("record_new"), shooting(**group)).status_code == 302
    with bind(cast.viewer("documenter")):
        return Incident.objects.get()


def to(name: str, incident: Incident, *more: str) -> str:
    return reverse(name, args=[incident.reference, *more])


def edited(desk: Client, incident: Incident) -> dict[str, str]:
    """The edit form as a browser would send it back untouched."""
    page = desk.get(to("incident_edit", incident))
    sent = page.context["form"].data.dict()
    sent |= {f"was-{name}": value for name, value in page.context["was"]}
    return {**sent, "seen": page.context["seen"]}


@pytest.mark.parametrize("name", ADDRESSES)
def test_each_page_opens_for_those_who_record(desk: Client, incident: Incident, name: str) -> None:
    assert desk.get(to(name, incident)).status_code == 200


@pytest.mark.parametrize("name", [*ADDRESSES, "incident_name_member"])
def test_another_office_finds_no_such_incident(
    client: Client, incident: Incident, cast: Cast, name: str
) -> None:
    client.force_login(cast.stranger)
    assert client.get(to(name, incident)).status_code == 404
    assert client.post(to(name, incident), {"title": "x"}).status_code == 404


def test_an_edit_changes_only_what_was_changed(
    desk: Client, incident: Incident, cast: Cast
) -> None:
    sent = edited(desk, incident)
    answer = desk.post(to("incident_edit", incident), {**sent, "title": "Shooting near a school"})
    assert answer.status_code == 302, answer.content.decode()
    with bind(cast.viewer("documenter")):
        now = Incident.objects.get()
    assert now.title == "Shooting near a school"
    assert (now.place_id, now.occurred_entered) == (incident.place_id, incident.occurred_entered)


def test_two_people_editing_see_both_versions(desk: Client, incident: Incident, cast: Cast) -> None:
    sent = edited(desk, incident)
    edit_incident(
        by=cast.viewer("head"),
        incident=incident,
        changes={"title": "Shooting at the north gate", "summary": "Three people were shot."},
        seen=incident.changed_at.isoformat(),
    )
    ours = {**sent, "title": "Shooting at the south gate"}
    answer = desk.post(to("incident_edit", incident), ours)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Shooting at the north gate" in page
    assert "Shooting at the south gate" in page
    # What only the colleague changed stands in the form as the colleague wrote it.
    assert answer.context["form"]["summary"].value() == "Three people were shot."
    again = answer.context["form"].data.dict()
    again |= {f"was-{name}": value for name, value in answer.context["was"]}
    again["seen"] = answer.context["seen"]
    assert desk.post(to("incident_edit", incident), again).status_code == 302
    with bind(cast.viewer("documenter")):
        now = Incident.objects.get()
    assert (now.title, now.summary) == ("Shooting at the south gate", "Three people were shot.")


def test_a_wrong_edit_comes_back_filled(desk: Client, incident: Incident) -> None:
    sent = {**edited(desk, incident), "occurred": "31/02/2016"}
    answer = desk.post(to("incident_edit", incident), sent)
    assert answer.status_code == 422
    assert "no day 31" in answer.content.decode()
    assert "31/02/2016" in answer.content.decode()


def test_a_victim_is_added(desk: Client, incident: Incident, cast: Cast) -> None:
    sent = {"victim-who": "boy", "victim-acts": ["Killing"], "victim-name": "Sara Karim"}
    assert desk.post(to("incident_add_victim", incident), sent).status_code == 302
    with bind(cast.viewer("documenter")):
        assert Act.objects.filter(sex="sex.man", age_group="age.child").count() == 1


def test_an_act_is_added_and_not_twice(desk: Client, incident: Incident, cast: Cast) -> None:
    with bind(cast.viewer("documenter")):
        victim = Person.objects.get(named=True)
    sent = {"victim": victim.reference, "act": "Torture", "cause": ""}
    assert desk.post(to("incident_add_act", incident), sent).status_code == 302
    page = desk.post(to("incident_add_act", incident), sent)
    assert page.status_code == 422
    assert "recorded already" in page.content.decode()


def test_an_involvement_is_added_to_chosen_acts(
    desk: Client, incident: Incident, cast: Cast
) -> None:
    with bind(cast.viewer("documenter")):
        act = Act.objects.filter(kind="act.killing").get()
    sent = {"actor": "S2", "acts": [str(act.pk)], "claimed": "on"}
    assert desk.post(to("incident_add_involvement", incident), sent).status_code == 302
    with bind(cast.viewer("documenter")):
        row = Involvement.objects.get(actor="S2")
    assert (row.act_id, row.claimed, row.denied) == (act.pk, True, False)


def test_information_from_a_known_source_is_added(
    desk: Client, incident: Incident, cast: Cast
) -> None:
    with bind(cast.viewer("documenter")):
        source = Information.objects.get().source
    sent = {
        "source": source.reference,
        "credibility": "credibility.3",
        "stance": "stance.contradicts",
        "question": "question.attribution",
    }
    assert desk.post(to("incident_add_information", incident), sent).status_code == 302
    with bind(cast.viewer("documenter")):
        assert Information.objects.filter(source=source).count() == 2
        assert Information.objects.filter(stance="stance.contradicts").count() == 1


def test_a_member_of_a_group_is_named(desk: Client, incident: Incident, cast: Cast) -> None:
    page = desk.get(to("incident_name_member", incident))
    group = page.context["form"].fields["group"].choices[0][0]
    sent = {"group": group, "name": "Karim Salih", "who": "man", "age": "40"}
    assert desk.post(to("incident_name_member", incident), sent).status_code == 302
    with bind(cast.viewer("documenter")):
        member = Person.objects.get(group__reference=group)
        assert Act.objects.filter(victim=member, age_years=40).count() == 2


def test_a_name_is_written_to_a_person_known_by_code(
    desk: Client, incident: Incident, cast: Cast
) -> None:
    desk.post(
        to("incident_add_victim", incident), {"victim-who": "man", "victim-acts": ["Killing"]}
    )
    with bind(cast.viewer("documenter")):
        person = Person.objects.get(named=False, kind="person")
    at = to("person_name", incident, person.reference)
    assert desk.post(at, {"name": ""}).status_code == 422
    assert desk.post(at, {"name": "سارة كريم"}).status_code == 302
    with bind(cast.viewer("documenter")):
        assert Person.objects.get(pk=person.pk).named
    assert desk.get(to("person_name", incident, "BGDP-2026-ZZZZZ")).status_code == 404


def test_incidents_are_related_and_a_hidden_one_is_as_good_as_none(
    desk: Client, incident: Incident, cast: Cast
) -> None:
    desk.post(reverse("record_new"), {**LEAD, **ROWS})
    with bind(cast.viewer("documenter")):
        other = Incident.objects.exclude(pk=incident.pk).get()
    sent = {"relation": "link.precedes", "other": other.reference.lower()}
    assert desk.post(to("incident_relate", incident), sent).status_code == 302
    with bind(cast.viewer("documenter")):
        assert RelatedIncident.objects.get().other_id == other.pk
    for wrong in (incident.reference, "BSR-2026-7K3QX", "nonsense"):
        assert (
            desk.post(to("incident_relate", incident), {**sent, "other": wrong}).status_code == 422
        )


def a_report(cast: Cast) -> Report:
    """A telephone call, taken down by staff."""
    from datetime import date

    from sijill.base.dates import PartialDate
    from sijill.intake.actions.triage import TypedReport, register_report

    return register_report(
        by=cast.viewer("documenter"),
        typed=TypedReport(
            channel="telephone",
            received_on=date(2016, 11, 20),
            short="Shots at a checkpoint",
            occurred=PartialDate.of(2016, 11, 19),
            place="IQG15",
            told="He heard of Karim Salih.",
            language="ar",
        ),
    )


def test_a_report_is_linked(desk: Client, incident: Incident, cast: Cast) -> None:
    report = a_report(cast)
    at = to("incident_link_report", incident)
    assert desk.post(at, {"report": report.reference}).status_code == 302
    with bind(cast.viewer("documenter")):
        assert IncidentReport.objects.get().report_id == report.pk


def test_a_form_begun_from_a_report_holds_what_was_understood(desk: Client, cast: Cast) -> None:
    report = a_report(cast)
    page = desk.get(reverse("record_new"), {"report": report.reference})
    text = page.content.decode()
    for understood in ("Shots at a checkpoint", "2016-11-19", "Ninewa", "He heard of Karim Salih."):
        assert understood in text, understood
    form = page.context["entry"].incident
    sent = {**form.data.dict(), **ROWS, "information-0-source": "Witness"}
    answer = desk.post(f"{reverse('record_new')}?report={report.reference}", sent)
    assert answer.status_code == 302, answer.content.decode()
    with bind(cast.viewer("documenter")):
        assert IncidentReport.objects.get().report_id == report.pk
        assert Information.objects.get().report_id == report.pk
        assert Report.objects.get().state == Report.State.DRAFTED


def test_a_report_out_of_sight_begins_no_form(client: Client, cast: Cast) -> None:
    report = a_report(cast)
    client.force_login(cast.stranger)
    address = reverse("record_new")
    assert client.get(address, {"report": report.reference}).status_code == 404
