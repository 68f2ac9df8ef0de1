"""The list of incidents: filters in the address, pages that do not slip, what to do when empty."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sijill.base.dates import PartialDate
from sijill.record.incidents.actions import assign
from tests.cast import Cast
from tests.verify.world import make_case
from tests.web.desk_world import a_case, queries, signed_in, waived, words_of

__all__ = ["waived"]
pytestmark = pytest.mark.django_db
LIST = "/desk/incidents/"


def references(page) -> list[str]:  # type: ignore[no-untyped-def]
    return re.findall(r'href="/desk/incidents/([A-Z]+-\d{4}-\w{5})/"', page.content.decode())


def test_each_filter_keeps_what_passes_and_drops_the_rest(cast: Cast) -> None:
    by = cast.viewer("documenter")
    here = a_case(by, place="IQG08", kind="incident.shooting")
    there = a_case(
        by, place="IQG02", kind="incident.bombing", summary="A bridge",
        occurred=PartialDate.of_day(date(2025, 1, 1)),
    )  # fmt: skip
    assign(by=cast.viewer("head"), incident=there, to=cast.documenter.pk)
    browser = signed_in(cast, "documenter")
    for query, wanted in {
        "place=IQG08": here, "place=IQG02": there, "kind=incident.bombing": there,
        "from=2024-12-31": there, "until=2024-12-31": here, "mine=1": there, "q=bridge": there,
    }.items():  # fmt: skip
        assert references(browser.get(f"{LIST}?{query}")) == [wanted.reference], query
    assert set(references(browser.get(f"{LIST}?state=allegation"))) == {
        here.reference, there.reference,
    }  # fmt: skip
    assert references(browser.get(f"{LIST}?state=closed")) == []


def test_a_typed_place_becomes_its_code_in_the_address(cast: Cast) -> None:
    page = signed_in(cast, "documenter").get(LIST, {"place": "Basra", "state": "lead"})
    assert page.status_code == 302 and page.url == f"{LIST}?state=lead&place=IQG02"


def test_what_cannot_be_read_is_said_and_left_out(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    page = signed_in(cast, "documenter").get(
        LIST, {"from": "31/02/2024", "kind": "x", "place": "Qqqqqqqqq"}
    )
    assert references(page) == [case.reference]
    text = words_of(page)
    assert "could not be read" in text and "not known" in text and "left out" in text


def test_pages_follow_each_other_and_come_back(cast: Cast) -> None:
    by = cast.viewer("documenter")
    for _ in range(55):
        make_case(by=by)
    browser = signed_in(cast, "documenter")
    first = browser.get(LIST)
    after = re.search(r'rel="next" href="\?([^"]+)"', first.content.decode())
    assert after is not None and "55 incidents" in words_of(first)
    second = browser.get(f"{LIST}?{after[1]}")
    assert len(references(first)) == 50 and len(references(second)) == 5
    assert not set(references(first)) & set(references(second))
    back = re.search(r'rel="prev" href="\?([^"]+)"', second.content.decode())
    assert back is not None
    assert references(browser.get(f"{LIST}?{back[1]}")) == references(first)


def test_a_damaged_cursor_is_a_plain_problem(cast: Cast) -> None:
    assert signed_in(cast, "documenter").get(f"{LIST}?after=rubbish").status_code == 400


def test_empty_says_what_to_do(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    assert "No incidents yet" in words_of(browser.get(LIST))
    assert "No incident passes these filters" in words_of(browser.get(f"{LIST}?state=closed"))


def test_the_other_office_lists_nothing(cast: Cast) -> None:
    a_case(cast.viewer("documenter"))
    assert references(signed_in(cast, "stranger").get(LIST)) == []
    office = cast.viewer("documenter").office
    assert references(signed_in(cast, "stranger").get(f"{LIST}?office={office}")) == []


def test_three_rows_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    a_case(cast.viewer("documenter"))
    with queries() as one:
        browser.get(LIST)
    for _ in range(2):
        a_case(cast.viewer("documenter"))
    with queries() as three:
        browser.get(LIST)
    assert len(one) == len(three) <= 12
