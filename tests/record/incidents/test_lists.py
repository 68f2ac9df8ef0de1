"""Lists: filters, pages that neither lose nor repeat a row, counts with an end, the walls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from sijill.base.dates import PartialDate
from sijill.record.incidents.actions import assign, open_lead
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import (
    IncidentFilters,
    count_up_to,
    get_incident,
    incidents_visible_to,
    search,
    search_incidents,
)
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast
from tests.record.incidents.cases import DAY, an_incident

pytestmark = pytest.mark.django_db

NONE = IncidentFilters()


@pytest.fixture(params=["rare", "common", "long_ago"], autouse=True)
def _every_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are gathered, walked to, or gathered after a walk: all must answer alike."""
    if request.param != "rare":
        monkeypatch.setattr(search, "expected", lambda query: search.COMMON + 1)
    if request.param == "long_ago":
        monkeypatch.setattr(search, "WALK", 3)


def leads(by: Viewer, count: int, office: str | None = None) -> list[Incident]:
    """Leads, two a day, so that pages break within a day as well."""
    days = (PartialDate.of_day(DAY + timedelta(days=n // 2)) for n in range(count))
    return [open_lead(by=by, title="Lead", occurred=day, place=None, office=office) for day in days]


def pages(viewer: Viewer, filters: IncidentFilters, limit: int) -> Iterator[list[Incident]]:
    cursor = None
    while True:
        page = incidents_visible_to(viewer, filters, cursor, limit)
        yield page.rows
        if page.next is None:
            return
        cursor = page.next


@pytest.mark.parametrize("text", ["", "lead"])
def test_pages_neither_lose_nor_repeat(cast: Cast, text: str) -> None:
    """For a person with several offices, whose lists are merged."""
    adviser = cast.viewer("adviser")
    made = leads(adviser, 7, "BGD") + leads(adviser, 6, "BSR")
    expected = sorted(made, key=lambda row: (row.sort_day, row.pk), reverse=True)
    with bind(adviser):
        found = [row for page in pages(adviser, IncidentFilters(text=text), 4) for row in page]
    assert [row.pk for row in found] == [row.pk for row in expected]


@pytest.mark.parametrize("text", ["", "lead"])
def test_back_again(cast: Cast, text: str) -> None:
    viewer = cast.viewer("documenter")
    leads(viewer, 10)
    filters = IncidentFilters(text=text)
    with bind(viewer):
        first = incidents_visible_to(viewer, filters, None, 4)
        second = incidents_visible_to(viewer, filters, first.next, 4)
        third = incidents_visible_to(viewer, filters, second.next, 4)
        back = incidents_visible_to(viewer, filters, third.previous, 4)
        start = incidents_visible_to(viewer, filters, back.previous, 4)
    assert first.previous is None and third.next is None and len(third.rows) == 2
    assert back.rows == second.rows and start.rows == first.rows
    assert (back.next, back.previous) == (second.next, second.previous)
    assert start.previous is None


def test_a_damaged_cursor(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    with bind(viewer), pytest.raises(Problem) as caught:
        incidents_visible_to(viewer, NONE, "2024-01-01.zz")
    assert caught.value.code == "page.bad_cursor"


def matching(viewer: Viewer, **filters: Any) -> set[str]:
    wanted = IncidentFilters(**filters)
    with bind(viewer):
        rows = incidents_visible_to(viewer, wanted).rows
        assert count_up_to(viewer, wanted) == len(rows)
        return {row.title for row in rows}


def test_filters(cast: Cast) -> None:
    viewer, head = cast.viewer("documenter"), cast.viewer("head")
    one = an_incident(viewer, title="One", place="IQG08Q02-abu-ghraib")
    an_incident(
        viewer, title="Two", kind="incident.raid", place="IQG02", occurred=PartialDate.of(2023, 7)
    )
    open_lead(by=viewer, title="Three", occurred=PartialDate.unknown(), place="IQG08")
    assign(by=head, incident=one, to=cast.documenter.pk)
    assert matching(viewer) == {"One", "Two", "Three"}
    assert matching(viewer, state="lead") == {"Three"}
    assert matching(viewer, place="IQG08") == {"One", "Three"}
    assert matching(viewer, place="IQG08Q02") == {"One"}
    assert matching(viewer, place="IQ") == {"One", "Two", "Three"}
    assert matching(viewer, month="2023-07") == {"Two"}
    assert matching(viewer, since=date(2024, 1, 1), until=DAY) == {"One"}
    assert matching(viewer, kind="incident.attack") == {"One"}
    assert matching(viewer, assigned=cast.documenter.pk) == {"One"}
    assert matching(viewer, mine=True) == {"One"}
    assert matching(head, mine=True) == set()
    assert matching(viewer, overdue=True) == set()
    assert matching(viewer, office="BSR") == set()
    assert matching(viewer, text="armed", place="IQG08") == {"One"}
    assert matching(viewer, text="armed", state="lead") == set()


@pytest.mark.parametrize(
    ("code", "filters"),
    [("filter.bad_month", {"month": "2024-13"}), ("filter.unknown_place", {"place": "IQG99"})],
)
def test_filters_that_make_no_sense(cast: Cast, code: str, filters: dict[str, Any]) -> None:
    viewer = cast.viewer("documenter")
    with bind(viewer), pytest.raises(Problem) as caught:
        incidents_visible_to(viewer, IncidentFilters(**filters))
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["", "lead"])
def test_counting_has_an_end(cast: Cast, text: str) -> None:
    adviser = cast.viewer("adviser")
    leads(adviser, 3, "BGD")
    leads(adviser, 3, "BSR")
    filters = IncidentFilters(text=text)
    with bind(adviser):
        assert count_up_to(adviser, filters) == 6
        assert count_up_to(adviser, filters, cap=4) == 5


@pytest.mark.parametrize(
    "text",
    ["checkpoint", "CheckPoint", "armed car", "بغداد", "بەغدا", "Baghdad", "fired checkpoint"],
)
def test_search_in_three_scripts(cast: Cast, text: str) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        assert [row.pk for row in search_incidents(viewer, text).rows] == [incident.pk]
        assert search_incidents(viewer, f"{text} submarine").rows == []


def test_search_by_reference_and_with_or_without_article(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, title="إطلاق نار على السيارة في المنطقة الصناعيّة")
    with bind(viewer):
        for text in (incident.reference, "سياره", "والمنطقة", "الصناعية"):
            assert len(search_incidents(viewer, text).rows) == 1, text
        for text in ("", " .,! ", "'", "a & b | !(", "مستشفى"):
            found = search_incidents(viewer, text).rows
            assert len(found) == (1 if not text.strip() else 0), text


def test_search_obeys_the_walls(cast: Cast) -> None:
    adviser, documenter = cast.viewer("adviser"), cast.viewer("documenter")
    an_incident(adviser, office="BGD", compartments=("children",))
    an_incident(cast.viewer("stranger"))
    with bind(documenter):
        assert search_incidents(documenter, "checkpoint").rows == []
        assert count_up_to(documenter, IncidentFilters(text="checkpoint")) == 0
        assert incidents_visible_to(documenter, NONE).rows == []
        assert count_up_to(documenter, NONE) == 0
    with bind(adviser):
        assert len(search_incidents(adviser, "checkpoint").rows) == 2


def test_hidden_and_absent_answer_alike(cast: Cast) -> None:
    theirs = an_incident(cast.viewer("stranger"))
    viewer = cast.viewer("documenter")
    ours = an_incident(viewer)
    with bind(viewer):
        assert get_incident(viewer, f" {ours.reference.lower()} ").pk == ours.pk
        for reference in (theirs.reference, "BGD-2026-00000", "nonsense", ""):
            with pytest.raises(Absent) as caught:
                get_incident(viewer, reference)
            assert (caught.value.code, caught.value.params) == ("record.absent", {})


@pytest.mark.parametrize("text", ["", "lead"])
def test_as_many_queries_for_one_row_as_for_ten(
    cast: Cast, text: str, django_assert_max_num_queries: Any
) -> None:
    viewer = cast.viewer("documenter")
    filters = IncidentFilters(text=text)
    for count in (1, 9):
        leads(viewer, count)
        with bind(viewer), django_assert_max_num_queries(4):
            rows = incidents_visible_to(viewer, filters).rows
            assert [row.kind for row in rows] == [None] * len(rows)


def test_which_way_is_told_by_the_statistics(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    viewer = cast.viewer("documenter")
    leads(viewer, 3)
    query = search.query_of("lead")
    assert query is not None and 0 < search.expected(query) <= search.RARE
    ways: list[str] = []
    filters = IncidentFilters(text="lead")
    for way in ("gathered", "walked", "count", "count_common"):
        monkeypatch.setattr(search, way, told(ways, way, getattr(search, way)))
    for expected, taken in (
        (search.RARE, ["gathered", "count"]),
        (search.RARE + 1, ["walked", "count"]),
        (search.COMMON + 1, ["walked", "count_common"]),
    ):
        monkeypatch.setattr(search, "expected", lambda query, rows=expected: rows)
        ways.clear()
        with bind(viewer):
            assert len(incidents_visible_to(viewer, filters, limit=2).rows) == 2
            assert count_up_to(viewer, filters, cap=1) == 2
        assert ways == taken


def test_common_words_that_are_not_are_counted_from_the_index(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer = cast.viewer("documenter")
    leads(viewer, 3)
    monkeypatch.setattr(search, "expected", lambda query: search.COMMON + 1)
    monkeypatch.setattr(search, "READ", 1)
    with bind(viewer):
        assert count_up_to(viewer, IncidentFilters(text="lead"), cap=2) == 3
        assert count_up_to(viewer, IncidentFilters(text="lead"), cap=100) == 3


def told(ways: list[str], way: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def taken(*given: Any) -> Any:
        ways.append(way)
        return real(*given)

    return taken
