"""Look-ups while typing: what they find, what they never show, and what they leave behind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sijill.record.incidents.models import Incident
from sijill.record.people.actions import register_person
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from sijill.web.desk.incidents.record_dates import read_date
from sijill.web.desk.incidents.record_places import place_of_text
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.documenter)
    return client


def choices(answer: Any) -> list[dict[str, Any]]:
    return json.loads(answer.content)["choices"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mos", "IQG15"),
        ("موص", "IQG15"),
        ("هەول", "IQG11"),
        ("Haweeja", "IQG13"),
        ("ninew", "IQG15"),
    ],
)
def test_a_place_is_found_in_any_script_from_its_beginning(
    desk: Client, typed: str, code: str
) -> None:
    found = choices(desk.get(reverse("lookup_places"), {"q": typed}))
    assert found[0]["value"].startswith(code)
    assert found[0]["sure"]


def test_a_place_that_only_sounds_alike_is_offered_but_not_taken_unseen(desk: Client) -> None:
    found = choices(desk.get(reverse("lookup_places"), {"q": "Kirkook"}))
    assert "Kirkuk" in found[0]["text"]
    assert not found[0]["sure"]


@pytest.mark.parametrize("typed", ["", " ", "x", "qqqqqqqq", "%%%", "a" * 5000])
def test_a_look_up_answers_anything(desk: Client, typed: str) -> None:
    for name in ("lookup_places", "lookup_actors", "lookup_date"):
        assert desk.get(reverse(name), {"q": typed}).status_code == 200


def test_terms_are_found_by_label_code_and_other_languages(desk: Client) -> None:
    for typed in ("kill", "killing", "القتل"):
        found = choices(desk.get(reverse("lookup_terms"), {"vocabulary": "act", "q": typed}))
        assert found[0]["key"] == "act.killing"
    assert choices(desk.get(reverse("lookup_terms"), {"vocabulary": "nonsense", "q": "a"})) == []


@pytest.mark.parametrize(("typed", "code"), [("u1", "U1"), ("unident", "U1"), ("Pesh", "K1")])
def test_actors_are_found_by_code_and_beginning(desk: Client, typed: str, code: str) -> None:
    assert choices(desk.get(reverse("lookup_actors"), {"q": typed}))[0]["key"] == code


def test_a_person_is_found_across_spellings_and_never_named(desk: Client, cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(by=viewer, sex="sex.man", names="علي حسن", birth_year=1980)
    answer = desk.post(reverse("lookup_people"), {"q": "Ali Hassan"})
    found = choices(answer)
    assert [one["value"] for one in found] == [person.reference]
    assert "1980" in found[0]["note"]
    assert "another spelling" in found[0]["note"]
    assert "علي" not in answer.content.decode()
    assert not found[0]["sure"]  # a person is chosen, never taken by Enter alone


def test_a_search_for_people_is_recorded_without_its_words(desk: Client, cast: Cast) -> None:
    # Looks are committed over a connection of their own.
    leaves = Leaf.objects.using("journal")
    before = set(leaves.values_list("pk", flat=True))
    desk.post(reverse("lookup_people"), {"q": "Ali Hassan"})
    leaf = leaves.exclude(pk__in=before).get()
    assert "people.search" in str(vars(leaf))
    assert "Ali" not in str(vars(leaf))


def test_people_are_not_looked_up_by_address(desk: Client) -> None:
    assert desk.get(reverse("lookup_people"), {"q": "Ali"}).status_code == 405


def test_a_stranger_does_not_find_our_people(client: Client, cast: Cast) -> None:
    register_person(by=cast.viewer("documenter"), sex="sex.man", names="Ali Hasan")
    client.force_login(cast.stranger)
    assert choices(client.post(reverse("lookup_people"), {"q": "Ali Hasan"})) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("19/11/2016", "19 November 2016, day known"),
        ("١٩/١١/٢٠١٦", "19 November 2016, day known"),
        ("November 2016", "November 2016, month known, day not"),
        ("2016", "2016, year known, month and day not"),
        ("unknown", "date unknown"),
    ],
)
def test_a_date_is_read_back(desk: Client, typed: str, words: str) -> None:
    answer = json.loads(desk.get(reverse("lookup_date"), {"q": typed}).content)
    assert answer == {"said": words}


def test_a_wrong_date_is_answered_with_advice(desk: Client) -> None:
    answer = json.loads(desk.get(reverse("lookup_date"), {"q": "31/02"}).content)
    assert "no day 31" in answer["wrong"]


def test_a_day_and_month_are_the_last_such_day() -> None:
    from datetime import date

    before = read_date("25/12", today=date(2026, 11, 21))
    assert (before.date.day, before.year_assumed) == (date(2025, 12, 25), 2025)
    same = read_date("21/11", today=date(2026, 11, 21))
    assert (same.date.day, same.year_assumed) == (date(2026, 11, 21), 2026)


def test_a_hijri_date_is_read_in_its_calendar(desk: Client) -> None:
    given = {"q": "19/2/1438", "calendar": "hijri"}
    said = json.loads(desk.get(reverse("lookup_date"), given).content)["said"]
    assert "November 2016" in said
    assert "about" in said


def test_looking_up_writes_nothing(desk: Client, cast: Cast) -> None:
    desk.get(reverse("lookup_places"), {"q": "mosul"})
    with bind(cast.viewer("documenter")):
        assert not Incident.objects.exists()


@pytest.mark.parametrize("name", ["lookup_places", "lookup_actors", "lookup_terms", "lookup_date"])
def test_look_ups_are_for_those_who_record(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.administrator)
    assert client.get(reverse(name), {"q": "a"}).status_code == 403


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("الموصل", "IQG15Q05"),  # the district, and the town in it
        ("كركوك", "IQG13"),  # the governorate, a district, a town
        ("Sinjar", "IQG15Q07"),
        ("nowhere at all", None),
    ],
)
def test_a_name_typed_without_choosing(cast: Cast, typed: str, code: str | None) -> None:
    with bind(cast.viewer("documenter")):
        assert place_of_text(typed) == code
