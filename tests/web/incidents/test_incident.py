"""The page of one incident: codes for everyone, names for whoever says why."""

from __future__ import annotations

import json
import re

import pytest

from sijill.record.incidents.models import Incident, Information
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from sijill.verify.actions import move
from tests.cast import Cast
from tests.web.desk_world import (
    ACCOUNT,
    TYPED_NAME,
    a_case,
    a_finding,
    queries,
    signed_in,
    waived,
    words_of,
)

__all__ = ["waived"]
pytestmark = pytest.mark.django_db
OWN_NAME = TYPED_NAME.split()[0]
PARTS = ["", "?part=findings", "?part=links", "?part=timeline", "?part=history"]


def address(case: Incident, more: str = "") -> str:
    return f"/desk/incidents/{case.reference}/{more}"


def looks(case: Incident) -> list[dict]:
    rows = Leaf.objects.using("journal").filter(
        subjects__kind="incident", subjects__key=str(case.pk)
    )
    found = rows.filter(action__endswith=".open").distinct()
    return [json.loads(bytes(row.body)) for row in found]


def without_tokens(body: bytes, reference: str) -> str:
    """A page without what differs by request: the form token and the address asked for."""
    text = re.sub(r'(value|csrf[^"]*)="[^"]{20,}"|"X-CSRFToken": "[^"]+"', "", body.decode())
    return text.replace(reference, "REFERENCE")


def test_hidden_and_absent_answer_alike(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "stranger")
    hidden = browser.get(address(case))
    absent = browser.get("/desk/incidents/BGD-2026-00000/")
    assert hidden.status_code == absent.status_code == 404
    assert without_tokens(hidden.content, case.reference) == without_tokens(
        absent.content, "BGD-2026-00000"
    )


@pytest.mark.parametrize("more", ["names/", "address/", "move/"])
def test_a_hidden_incident_is_neither_opened_nor_moved(cast: Cast, more: str) -> None:
    case = a_case(cast.viewer("documenter"))
    answer = signed_in(cast, "stranger").post(address(case, more), {"reason": "verification"})
    assert answer.status_code == 404 and looks(case) == []


def test_the_page_tells_what_is_known_by_code(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"), pieces=2)
    page = words_of(signed_in(cast, "documenter").get(address(case)))
    for words in (
        "4 March 2024",
        "Killing",
        "Small-arms fire",
        "Civilian",
        "Probable",
        "BGDP-",
        "BGDS-",
        "3–8",
        "best 5, still unnamed 5",
        "2 independent sources support",
    ):
        assert words in page, words


@pytest.mark.parametrize("part", PARTS)
def test_no_part_shows_a_name_or_an_account(cast: Cast, part: str) -> None:
    case = a_case(cast.viewer("documenter"))
    text = signed_in(cast, "documenter").get(address(case, part)).content.decode()
    assert OWN_NAME not in text and "Zarqoun" not in text


def test_names_open_once_with_a_reason_and_one_leaf(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"), victims=2)
    browser = signed_in(cast, "documenter")
    answer = browser.post(address(case, "names/"), {"reason": "verification"})
    text = answer.content.decode()
    assert OWN_NAME in text and "recorded in the ledger" in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert OWN_NAME not in re.search(r"<title>.*?</title>", text, re.S)[0]  # type: ignore[index]
    (leaf,) = looks(case)
    assert leaf["action"] == "names.open" and leaf["said"] == {"reason": "verification"}
    assert sum(kind == "person" for kind, _ in leaf["on"]) == 2
    assert OWN_NAME not in browser.get(address(case)).content.decode()
    assert "Names opened" in words_of(browser.get(address(case, "?part=timeline")))


@pytest.mark.parametrize("given", [{}, {"reason": "curiosity"}])
def test_without_a_reason_nothing_opens(cast: Cast, given: dict[str, str]) -> None:
    case = a_case(cast.viewer("documenter"))
    answer = signed_in(cast, "documenter").post(address(case, "names/"), given)
    assert answer.status_code == 400 and OWN_NAME not in answer.content.decode()
    assert looks(case) == []


def test_who_may_not_open_names_is_refused(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    answer = signed_in(cast, "manager").post(address(case, "names/"), {"reason": "verification"})
    assert answer.status_code == 403 and looks(case) == []
    assert "Show names" not in words_of(signed_in(cast, "manager").get(address(case)))


def test_an_account_opens_alone(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    with bind(cast.viewer("documenter")):
        piece = Information.objects.get(incident=case)
    url = address(case, f"information/{piece.pk}/account/")
    answer = signed_in(cast, "documenter").post(url, {"reason": "verification"})
    assert ACCOUNT in answer.content.decode() and [x["action"] for x in looks(case)] == [
        "accounts.open"
    ]
    other = a_case(cast.viewer("documenter"))
    wrong = address(other, f"information/{piece.pk}/account/")
    refused = signed_in(cast, "documenter").post(wrong, {"reason": "verification"})
    assert refused.status_code == 404


def test_the_address_opens_apart(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"), address="Behind the flour mill")
    browser = signed_in(cast, "documenter")
    assert "Behind the flour" not in browser.get(address(case)).content.decode()
    answer = browser.post(address(case, "address/"), {"reason": "protection"})
    assert "Behind the flour mill" in answer.content.decode()
    assert [x["action"] for x in looks(case)] == ["address.open"]


def test_a_case_moves_closes_and_opens_again(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "head")
    steps = [
        ({"to": "triage"}, 302, "triage"),
        ({"to": "closed"}, 400, "triage"),
        ({"to": "closed", "closure": "closure.referred"}, 302, "closed"),
        ({"to": "reopened"}, 400, "closed"),
        ({"to": "reopened", "reason": "A new witness"}, 302, "reopened"),
    ]
    for given, status, state in steps:
        assert browser.post(address(case, "move/"), given).status_code == status, given
        with bind(cast.viewer("head")):
            assert Incident.objects.get(pk=case.pk).state == state
    past = words_of(browser.get(address(case, "?part=timeline")))
    assert "A new witness" in past and "Referred" in past


def test_a_step_one_may_not_take_says_why(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    move(by=cast.viewer("documenter"), incident=case, to="triage")
    page = signed_in(cast, "documenter").get(address(case)).content.decode()
    closing = page[page.index('aria-describedby="why-closed"') :]
    assert "Your role does not include" in closing
    assert 'name="to" value="verification"' in page and 'value="closed"' not in page


def test_a_case_is_given_to_a_colleague_who_may_see_it(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "head")
    given = browser.post(address(case, "assign/"), {"to": str(cast.documenter.pk)})
    assert given.status_code == 302
    assert "Synthetic documenter" in words_of(browser.get(address(case)))
    past = words_of(browser.get(address(case, "?part=history")))
    assert "Assigned to" in past and str(cast.documenter.pk) not in past
    refused = browser.post(address(case, "assign/"), {"to": str(cast.stranger.pk)})
    assert refused.status_code == 400


@pytest.mark.parametrize("part", PARTS)
def test_three_acts_and_pieces_cost_as_much_as_two(cast: Cast, part: str) -> None:
    small = a_case(cast.viewer("documenter"), victims=1, pieces=2)
    large = a_case(cast.viewer("documenter"), victims=3, pieces=4)
    for case in (small, large):
        move(by=cast.viewer("documenter"), incident=case, to="triage")
        a_finding(cast.viewer("documenter"), case)
    browser = signed_in(cast, "head")
    with queries() as few:
        browser.get(address(small, part))
    with queries() as more:
        browser.get(address(large, part))
    assert len(few) == len(more) <= 12
