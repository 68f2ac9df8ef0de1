"""People by code: found by a sealed name, opened by an act, declared as declared."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sijill.record.incidents.models import Act
from sijill.record.people.actions import declare
from sijill.record.people.models import Person
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast
from tests.web.desk_world import TYPED_NAME, a_case, queries, signed_in, words_of

pytestmark = pytest.mark.django_db
OWN_NAME = TYPED_NAME.split()[0]


def someone(cast: Cast, kind: str = "person", **changes) -> Person:  # type: ignore[no-untyped-def]
    case = a_case(cast.viewer("documenter"), **changes)
    with bind(cast.viewer("documenter")):
        return Act.objects.filter(incident=case, victim__kind=kind).first().victim


def test_a_person_is_found_by_a_posted_name_that_is_not_repeated(cast: Cast) -> None:
    person = someone(cast)
    browser = signed_in(cast, "documenter")
    answer = browser.post("/desk/people/", {"name": "محمد الجبوري"})
    text = answer.content.decode()
    assert person.reference in text and "الجبوري" not in text and "as written" in text
    assert answer.request["QUERY_STRING"] == ""


def test_a_code_leads_to_its_page(cast: Cast) -> None:
    person = someone(cast)
    answer = signed_in(cast, "documenter").post("/desk/people/", {"name": person.reference.lower()})
    assert answer.status_code == 302 and answer.url == f"/desk/people/{person.reference}/"


def test_who_neither_records_nor_opens_does_not_search(cast: Cast) -> None:
    someone(cast)
    browser = signed_in(cast, "manager")
    assert 'id="name"' not in browser.get("/desk/people/").content.decode()
    assert browser.post("/desk/people/", {"name": OWN_NAME}).status_code == 403


def test_the_page_says_roles_and_no_name(cast: Cast) -> None:
    person = someone(cast)
    page = signed_in(cast, "documenter").get(f"/desk/people/{person.reference}/")
    assert "victim" in words_of(page) and "Killing" in words_of(page)
    assert OWN_NAME not in page.content.decode()


def test_the_name_opens_with_a_reason(cast: Cast) -> None:
    person = someone(cast)
    browser = signed_in(cast, "documenter")
    url = f"/desk/people/{person.reference}/names/"
    assert browser.post(url).status_code == 400
    answer = browser.post(url, {"reason": "duplicate"})
    assert OWN_NAME in answer.content.decode() and answer.headers["Cache-Control"] == "no-store"
    rows = Leaf.objects.using("journal").filter(
        action="names.open", subjects__kind="person", subjects__key=str(person.pk)
    )
    (body,) = [json.loads(bytes(row.body)) for row in rows.distinct()]
    assert body["said"] == {"reason": "duplicate"}


def test_declarations_stay_sealed_until_opened(cast: Cast) -> None:
    person = someone(cast)
    declare(
        by=cast.viewer("documenter"), person=person, attribute="attribute.faith",
        value="in her own words", declared_on=date(2026, 1, 2), self_declared=True,
    )  # fmt: skip
    browser = signed_in(cast, "documenter")
    url = f"/desk/people/{person.reference}/"
    assert "in her own words" not in browser.get(url).content.decode()
    opened = browser.post(f"{url}declarations/", {"reason": "protection"})
    assert "in her own words" in opened.content.decode()


def test_a_group_says_how_many_are_unnamed(cast: Cast) -> None:
    group = someone(cast, "group")
    page = words_of(signed_in(cast, "documenter").get(f"/desk/people/{group.reference}/"))
    assert "3–8" in page and "Still unnamed" in page


def test_hidden_and_absent_people_answer_alike(cast: Cast) -> None:
    person = someone(cast)
    browser = signed_in(cast, "stranger")
    for code in (person.reference, "BGDP-2026-00000"):
        assert browser.get(f"/desk/people/{code}/").status_code == 404
        answer = browser.post(f"/desk/people/{code}/names/", {"reason": "duplicate"})
        assert answer.status_code == 404 and OWN_NAME not in answer.content.decode()


def test_three_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    person = someone(cast)
    counts = []
    for _ in range(2):
        with queries() as listed:
            browser.get("/desk/people/")
        with queries() as one:
            browser.get(f"/desk/people/{person.reference}/")
        counts.append((len(listed), len(one)))
        someone(cast, victims=3)
    assert counts[0] == counts[1] and max(counts[0]) <= 12
