"""The search box: summaries by words, records by reference, sealed texts on a button."""

from __future__ import annotations

import json

import pytest

from sijill.trust.ledger.models import Leaf
from tests.cast import Cast
from tests.web.desk_world import a_case, queries, signed_in, words_of

pytestmark = pytest.mark.django_db


def leaves(action: str) -> list[dict]:
    rows = Leaf.objects.using("journal").filter(action=action).order_by("at")
    return [json.loads(bytes(row.body)) for row in rows]


def test_words_of_a_summary_find_it_and_other_words_do_not(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"), summary="A convoy near the silver bridge")
    browser = signed_in(cast, "documenter")
    assert case.reference in words_of(browser.get("/desk/search/", {"q": "silver bridge"}))
    empty = words_of(browser.get("/desk/search/", {"q": "golden bridge"}))
    assert case.reference not in empty and "No summary holds these words" in empty


def test_a_reference_leads_to_its_record(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "documenter")
    page = browser.get("/desk/search/", {"q": case.reference.lower()}).content.decode()
    assert f'href="/desk/incidents/{case.reference}/"' in page


def test_the_other_office_finds_nothing(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"), summary="A convoy near the silver bridge")
    browser = signed_in(cast, "stranger")
    for text in ("silver bridge", case.reference):
        page = browser.get("/desk/search/", {"q": text}).content.decode()
        assert f"/desk/incidents/{case.reference}/" not in page


def test_a_sealed_name_is_found_in_another_script_and_never_repeated(cast: Cast) -> None:
    a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "documenter")
    before = len(leaves("people.search"))
    page = browser.post("/desk/search/", {"sealed": "Mohammed Abdulhussein"})
    assert "BGDP-" in words_of(page) and "Abdulhussein" not in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    after = leaves("people.search")
    assert len(after) == before + 1 and "Abdulhussein" not in json.dumps(after[-1])


def test_words_of_an_account_are_found_for_those_who_may_open_it(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    found = signed_in(cast, "documenter").post("/desk/search/", {"sealed": "flour mill"})
    assert case.reference in words_of(found)
    other = signed_in(cast, "stranger").post("/desk/search/", {"sealed": "flour mill"})
    assert case.reference not in words_of(other)


def test_who_opens_no_names_searches_none(cast: Cast) -> None:
    a_case(cast.viewer("documenter"))
    before = len(leaves("people.search")) + len(leaves("accounts.search"))
    browser = signed_in(cast, "manager")
    assert 'name="sealed"' not in browser.get("/desk/search/").content.decode()
    page = words_of(browser.post("/desk/search/", {"sealed": "flour mill"}))
    assert "BGD-" not in page
    assert len(leaves("people.search")) + len(leaves("accounts.search")) == before


def test_three_found_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    a_case(cast.viewer("documenter"))
    with queries() as one:
        browser.get("/desk/search/", {"q": "car"})
    for _ in range(2):
        a_case(cast.viewer("documenter"))
    with queries() as three:
        browser.get("/desk/search/", {"q": "car"})
    assert len(one) == len(three) <= 12
