"""The ledger's page: who did what, the tree, and nothing of what was said."""

from __future__ import annotations

import pytest

from sijill.trust.ledger.actions import ACTIONS
from sijill.trust.ledger.models import Root
from sijill.trust.ledger.sequencer import sequence_once
from sijill.web.desk.ledger.words import ACTS, LOOKS
from tests.cast import Cast
from tests.web.desk_world import OWN, a_case, queries, signed_in, words_of

pytestmark = pytest.mark.django_db


def test_acts_are_listed_without_their_content(cast: Cast) -> None:
    a_case(cast.viewer("documenter"), summary="Canary summary")
    page = signed_in(cast, "head").get("/desk/ledger/")
    text = words_of(page)
    assert "Incident recorded" in text and "Synthetic documenter" in text
    assert "Canary" not in text and OWN not in page.content.decode()


def test_the_tree_is_shown_as_last_sequenced(cast: Cast) -> None:
    a_case(cast.viewer("documenter"))
    sequence_once()
    last = Root.objects.order_by("-size").first()
    assert last is not None
    text = words_of(signed_in(cast, "head").get("/desk/ledger/"))
    assert bytes(last.root).hex()[:8] in text and str(last.size) in text


def test_filters_by_act_person_and_day(cast: Cast) -> None:
    a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "head")

    def lines(query: str) -> str:
        text = browser.get(f"/desk/ledger/?{query}").content.decode()
        return text[text.index("</form>", text.index('id="f_until"')) :]

    assert "Incident recorded" in lines("action=incident.record")
    assert "Incident recorded" not in lines("action=case.move")
    assert "Incident recorded" in lines(f"by={cast.documenter.pk}")
    assert "Incident recorded" not in lines(f"by={cast.verifier.pk}")
    assert "Incident recorded" not in lines("until=2001-01-01")
    assert browser.get("/desk/ledger/?from=rubbish").status_code == 400
    assert browser.get("/desk/ledger/?by=rubbish").status_code == 400
    assert browser.get("/desk/ledger/?until=9999-12-31").status_code == 400


def test_colleagues_of_other_offices_are_not_listed(cast: Cast) -> None:
    text = words_of(signed_in(cast, "head").get("/desk/ledger/"))
    assert cast.documenter.full_name in text
    assert cast.stranger.full_name not in text


def test_pages_follow_each_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.web.desk.ledger.leaves.PAGE", 2)
    for _ in range(3):
        a_case(cast.viewer("documenter"))
    browser = signed_in(cast, "head")
    seen: list = []
    url = "/desk/ledger/?action=incident.record"
    for _ in range(2):
        page = browser.get(url)
        seen += [line["leaf"].pk for line in page.context["leaves"]]
        url = "/desk/ledger/" + page.context["next"]
    assert len(seen) == len(set(seen)) >= 3


def test_one_record_has_its_own_page(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    other = a_case(cast.viewer("documenter"))
    page = signed_in(cast, "head").get(f"/desk/ledger/incident/{case.pk}/").content.decode()
    assert case.reference in page and other.reference not in page


def test_it_takes_the_permission(cast: Cast) -> None:
    for who in ("documenter", "verifier", "stranger"):
        assert signed_in(cast, who).get("/desk/ledger/").status_code == 403


def test_every_act_has_its_words() -> None:
    """Acts of tests apart: an act without words would show its code."""
    known = {code for code in ACTIONS if not code.startswith("test.")}
    assert known - set(ACTS) - set(LOOKS) == set()


def test_three_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "head")
    counts = []
    for _ in range(2):
        a_case(cast.viewer("documenter"))
        with queries() as page:
            browser.get("/desk/ledger/")
        counts.append(len(page))
    assert counts[0] == counts[1] <= 12
