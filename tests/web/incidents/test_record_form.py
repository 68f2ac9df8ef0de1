"""The recording screen without JavaScript: everything through plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sijill.intake.models import PlaceQuery
from sijill.record.incidents.models import Act, Incident, Information, Involvement
from sijill.record.people.models import Person
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import bind
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LEAD = {"title": "Shots heard near a market", "occurred": "2016", "place": "Ninewa"}
ROWS = {"victims": "0", "perpetrators": "0", "information": "0"}


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    """The second factor has tests of its own."""
    settings.DEMO = True


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.documenter)
    return client


def shooting(**changed: Any) -> dict[str, Any]:
    """Two victims of one shooting, as the form sends them."""
    sent = {
        "title": "Shooting at a checkpoint",
        "summary": "Two people were shot.",
        "occurred": "19/11/2016",
        "calendar": "gregorian",
        "place": "Mosul",
        "kind": "incident.shooting",
        "victims": ["0", "1"],
        "perpetrators": "0",
        "information": "0",
        "victims-0-name": "Ali Hasan",
        "victims-0-who": "man",
        "victims-0-status": "status.civilian",
        "victims-0-acts": ["Killing"],
        "victims-0-cause": "Small arms and light weapons",
        "victims-0-age": "34",
        "victims-1-who": "girl",
        "victims-1-status": "status.civilian",
        "victims-1-acts": ["Injury", "Arbitrary arrest"],
        "victims-1-cause": "Sniper fire",
        "perpetrators-0-actor": "U1",
        "perpetrators-0-certainty": "certainty.alleged",
        "perpetrators-0-degree": "degree.unknown",
        "information-0-source": "Witness",
        "information-0-account": "He told us of Ali Hasan.",
        "information-0-credibility": "credibility.2",
    }
    return {**sent, **changed}


def only_incident(cast: Cast) -> Incident:
    with bind(cast.viewer("documenter")):
        return Incident.objects.select_related("kind", "place").get()


def test_a_lead_needs_only_title_time_and_place(desk: Client, cast: Cast) -> None:
    answer = desk.post(reverse("record_new"), {**LEAD, **ROWS})
    incident = only_incident(cast)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("incident", args=[incident.reference])
    assert (incident.state, incident.place_id) == ("lead", "IQG15")
    assert incident.place_precision == "precision_place.governorate"
    assert str(incident.occurred_from) == "2016-01-01"


def test_a_shooting_with_two_victims_is_recorded_whole(desk: Client, cast: Cast) -> None:
    answer = desk.post(reverse("record_new"), shooting())
    assert answer.status_code == 302, answer.content.decode()
    incident = only_incident(cast)
    with bind(cast.viewer("documenter")):
        acts = list(Act.objects.order_by("kind_id"))
        assert [act.kind_id for act in acts] == [
            "act.arbitrary_arrest",
            "act.injury",
            "act.killing",
        ]
        assert {act.cause_id for act in acts} == {"cause.sniper", "cause.small_arms"}
        killed = acts[2]
        assert (killed.sex_id, killed.age_group_id, killed.age_years) == (
            "sex.man",
            "age.adult",
            34,
        )
        assert (acts[0].sex_id, acts[0].age_group_id) == ("sex.woman", "age.child")
        assert Person.objects.filter(named=True).count() == 1
        assert Involvement.objects.filter(actor="U1").count() == 3
        told = Information.objects.get()
        assert told.proximity_id == "proximity.eyewitness"
        assert told.credibility_id == "credibility.2"
        assert told.account_sealed is not None
    assert incident.state == "allegation"


def test_nothing_is_lost_when_something_is_wrong(desk: Client, cast: Cast) -> None:
    sent = shooting(**{"occurred": "31/02/2016", "victims-1-acts": ["Killling"]})
    answer = desk.post(reverse("record_new"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That month has no day 31" in page
    assert "Did you mean" in page or "is not in the list" in page
    for kept in ("Ali Hasan", "Killling", "He told us of Ali Hasan.", "31/02/2016", "Sniper fire"):
        assert kept in page, kept
    with bind(cast.viewer("documenter")):
        assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Write a few words"),
        ("occurred", "", "Write when it happened"),
        ("occurred", "19/11/16", "four digits"),
        ("occurred", "1/1/2099", "still to come"),
        ("place", "", "Write where it happened"),
        ("perpetrators-0-actor", "the blue men", "not one of the actor categories"),
        ("victims-0-acts", [""], "Say what was done to this victim"),
        ("victims-0-age", "old", "Write the age in years"),
        ("information-0-source", "BGDS-2026-ZZZZZ", "No source has the code"),
        ("information-0-received_on", "1/1/2099", "still to come"),
    ],
)
def test_each_error_says_what_to_do(desk: Client, field: str, value: Any, sentence: str) -> None:
    answer = desk.post(reverse("record_new"), shooting(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nothing you wrote is lost" in page


def test_errors_speak_the_readers_language(desk: Client) -> None:
    desk.cookies["sijill_language"] = "ar"
    page = desk.post(reverse("record_new"), shooting(occurred="31/02/2016")).content.decode()
    assert 'dir="rtl"' in page
    assert "القتل" in page  # the choices, and what was chosen, are in Arabic
    # What was typed in English is understood on an Arabic form all the same.
    assert "is not in the list" not in page


def test_a_first_of_july_birth_counts_as_its_year(desk: Client, cast: Cast) -> None:
    desk.post(reverse("record_new"), shooting(**{"victims-0-age": "1/7/1961"}))
    with bind(cast.viewer("documenter")):
        killed = Act.objects.get(kind="act.killing")
    # Born some time in 1961, he was 54 or 55: surely adult, no year of age made up.
    assert (killed.age_years, killed.age_group_id) == (None, "age.adult")


def test_an_unknown_place_is_kept_in_its_words(desk: Client, cast: Cast) -> None:
    answer = desk.post(reverse("record_new"), shooting(place="Qaryat al-Nowhere"), follow=False)
    assert answer.status_code == 302
    incident = only_incident(cast)
    assert incident.place_id is None
    assert incident.place_precision == "precision_place.unknown"
    assert incident.address_sealed is not None
    with bind(cast.viewer("documenter")):
        waiting = PlaceQuery.objects.get()
    assert (waiting.written, waiting.settled_at) == ("Qaryat al-Nowhere", None)


def test_a_spelling_a_colleague_has_settled_is_understood(desk: Client, cast: Cast) -> None:
    desk.post(reverse("record_new"), shooting(place="Qaryat al-Nowhere"))
    with bind(cast.viewer("documenter")), writing("test.settle"):
        PlaceQuery.objects.update(
            unit="IQG15", settled_at=timezone.now(), settled_by=cast.documenter.pk
        )
    again = shooting(title="Another shooting", place="QARYAT al-nowhere")
    assert desk.post(reverse("record_new"), again).status_code == 302
    with bind(cast.viewer("documenter")):
        assert Incident.objects.get(title="Another shooting").place_id == "IQG15"


def test_a_group_has_least_best_and_most(desk: Client, cast: Cast) -> None:
    group = {
        "victims-1-group": "on",
        "victims-1-least": "5",
        "victims-1-best": "7",
        "victims-1-most": "9",
    }
    assert desk.post(reverse("record_new"), shooting(**group)).status_code == 302
    with bind(cast.viewer("documenter")):
        found = Person.objects.get(kind="group")
    assert (found.count_least, found.count_best, found.count_most) == (5, 7, 9)


def test_counts_out_of_order_are_refused_with_a_sentence(desk: Client) -> None:
    group = {"victims-1-group": "on", "victims-1-least": "8", "victims-1-best": "7"}
    page = desk.post(reverse("record_new"), shooting(**group)).content.decode()
    assert "lies between the least and the most" in page


@pytest.mark.parametrize("name", ["victims", "perpetrators", "information"])
def test_rows_are_added_by_a_plain_button(desk: Client, name: str) -> None:
    answer = desk.post(reverse("record_new"), {**shooting(), "add": name})
    page = answer.content.decode()
    number = 2 if name == "victims" else 1
    assert answer.status_code == 200
    assert f'name="{name}" value="{number}"' in page
    assert "Ali Hasan" in page
    assert "errorlist" not in page


def test_an_added_victim_takes_over_what_the_one_above_suffered(desk: Client) -> None:
    page = desk.post(reverse("record_new"), {**shooting(), "add": "victims"}).content.decode()
    assert 'name="victims-2-cause" value="Sniper fire"' in page
    assert page.count('name="victims-2-acts"') == 2


def test_an_added_victim_nobody_described_is_not_recorded_by_mistake(desk: Client) -> None:
    carried = {
        "victims": ["0", "1"],
        "victims-1-carried": "1",
        "victims-1-acts": ["Killing"],
        "victims-1-who": "",
    }
    page = desk.post(reverse("record_new"), shooting(**carried)).content.decode()
    assert "Say who this victim is" in page


def test_a_row_is_removed_by_a_plain_button(desk: Client) -> None:
    page = desk.post(reverse("record_new"), {**shooting(), "remove": "victims-0"}).content.decode()
    assert "Ali Hasan" not in page.split('name="information-0-account"')[0]
    assert 'name="victims" value="1"' in page


def test_a_name_in_the_summary_is_held_up_once(desk: Client, cast: Cast) -> None:
    named = shooting(summary="Ali Hasan was shot at the checkpoint.")
    answer = desk.post(reverse("record_new"), named)
    assert answer.status_code == 422
    assert "seems to hold a name" in answer.content.decode()
    assert desk.post(reverse("record_new"), {**named, "names_kept": "1"}).status_code == 302


def test_a_name_known_from_another_incident_is_held_up_by_its_code(
    desk: Client, cast: Cast
) -> None:
    desk.post(reverse("record_new"), shooting())
    with bind(cast.viewer("documenter")):
        code = Person.objects.get(named=True).reference
    again = {**LEAD, **ROWS, "summary": "People say Ali Hassan was seen there again."}
    page = desk.post(reverse("record_new"), again).content.decode()
    assert "seems to hold a name" in page
    assert code in page


def test_who_may_not_record_sees_no_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.manager)
    assert client.get(reverse("record_new")).status_code == 403
    assert client.post(reverse("record_new"), shooting()).status_code == 403
