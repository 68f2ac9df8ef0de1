"""Findings on their pages: proposed by one, decided by another, nothing typed lost."""

from __future__ import annotations

import re

import pytest

from sijill.record.incidents.entry import InformationEntry
from sijill.record.incidents.models import Incident, Information
from sijill.record.sources.actions import declare_dependence
from sijill.trust.access.viewer import bind
from sijill.verify.actions import confirm_finding, move
from sijill.verify.models import Decision, Finding
from tests.cast import Cast
from tests.web.desk_world import a_case, a_finding, queries, signed_in, words_of

pytestmark = pytest.mark.django_db


def in_triage(cast: Cast, **changes) -> Incident:  # type: ignore[no-untyped-def]
    case = a_case(cast.viewer("documenter"), **changes)
    move(by=cast.viewer("documenter"), incident=case, to="triage")
    return case


def filled(cast: Cast, case: Incident, **changes: str) -> dict:
    with bind(cast.viewer("documenter")):
        pieces = Information.objects.filter(incident=case).order_by("pk")
        basis = [str(piece.pk) for piece in pieces]
    return {
        "regime": "regime.casualty", "question": "question.act_occurred",
        "outcome": "outcome.established", "standard": "standard.reasonable_grounds",
        "reasons": "Both were there.", "basis": basis, **changes,
    }  # fmt: skip


def form(case: Incident) -> str:
    return f"/desk/incidents/{case.reference}/findings/new/"


def only(cast: Cast) -> Finding:
    with bind(cast.viewer("documenter")):
        return Finding.objects.get()


def decision(cast: Cast) -> Decision | None:
    with bind(cast.viewer("documenter")):
        return Decision.objects.first()


def test_a_finding_is_proposed_and_shown_with_all_it_says(cast: Cast) -> None:
    case = in_triage(cast, pieces=2)
    browser = signed_in(cast, "documenter")
    answer = browser.post(form(case), filled(cast, case, dissent="I am not sure."))
    assert answer.status_code == 302
    page = words_of(browser.get(answer.url))
    for words in (
        "Did the act happen?",
        "Established",
        "Reasonable grounds",
        "Casualty recording",
        "Both were there.",
        "I am not sure.",
        "2 independent sources",
        "Synthetic documenter",
        "You proposed it: a second person confirms.",
    ):
        assert words in page, words
    assert (
        only(cast).reference
        in words_of(browser.get(f"/desk/incidents/{case.reference}/?part=findings"))
        or only(cast).reference
        in browser.get(f"/desk/incidents/{case.reference}/?part=findings").content.decode()
    )


def test_a_refused_proposal_keeps_what_was_typed(cast: Cast) -> None:
    case = in_triage(cast)
    given = filled(cast, case, question="question.legal_characterisation", actor="S1")
    answer = signed_in(cast, "documenter").post(form(case), given)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Both were there." in text and 'id="problem"' in text
    assert re.search(r'value="S1"[^>]*selected', text)
    with bind(cast.viewer("documenter")):
        assert not Finding.objects.exists()


def test_the_word_follows_the_category_and_another_needs_a_reason(cast: Cast) -> None:
    case = in_triage(cast)
    browser = signed_in(cast, "documenter")
    law = {"question": "question.legal_characterisation", "actor": "S1", "right": "right.life"}
    page = browser.post(form(case), {**filled(cast, case, **law), "count": "1"})
    assert "The category asks for: violation" in words_of(page)
    other = filled(cast, case, **law, word="abuse")
    assert browser.post(form(case), other).status_code == 422
    assert browser.post(form(case), {**other, "wording_override": "Off duty"}).status_code == 302
    assert only(cast).wording == "abuse"


def test_the_count_follows_the_ticks_and_declared_dependence(cast: Cast) -> None:
    case = in_triage(cast, information=(InformationEntry(), InformationEntry()))
    browser = signed_in(cast, "documenter")

    def counted(**changes) -> str:  # type: ignore[no-untyped-def]
        given = {**filled(cast, case), "count": "1", **changes}
        page = browser.post(form(case), given).content.decode()
        return re.search(r"data-independent>(\d+)<", page)[1]  # type: ignore[index]

    both = filled(cast, case)["basis"]
    assert counted() == "2" and counted(basis=both[:1]) == "1" and counted(basis=[]) == "0"
    with bind(cast.viewer("documenter")):
        one, other = (piece.source for piece in Information.objects.filter(incident=case))
    declare_dependence(by=cast.viewer("documenter"), one=one, other=other, reason="One wire")
    assert counted() == "1"


def test_the_author_cannot_confirm_the_verifier_can(cast: Cast) -> None:
    case = in_triage(cast)
    finding = a_finding(cast.viewer("head"), case)
    url = f"/desk/findings/{finding.reference}/confirm/"
    assert signed_in(cast, "head").post(url).status_code == 403 and decision(cast) is None
    assert signed_in(cast, "documenter").post(url).status_code == 403 and decision(cast) is None
    assert signed_in(cast, "verifier").post(url, {"note": "Seen."}).status_code == 302
    made = decision(cast)
    assert made is not None and made.kind == "confirmed"
    page = words_of(signed_in(cast, "head").get(f"/desk/findings/{finding.reference}/"))
    assert "Confirmed by" in page and "Synthetic verifier" in page and "Seen." in page


def test_returning_takes_a_note(cast: Cast) -> None:
    finding = a_finding(cast.viewer("documenter"), in_triage(cast))
    url = f"/desk/findings/{finding.reference}/return/"
    browser = signed_in(cast, "verifier")
    assert browser.post(url, {"note": " "}).status_code == 400 and decision(cast) is None
    assert browser.post(url, {"note": "When was it seen?"}).status_code == 302
    page = words_of(signed_in(cast, "documenter").get("/desk/"))
    assert "Findings returned to me" in page


def test_late_and_superseded_are_seen(cast: Cast) -> None:
    case = in_triage(cast)
    first = a_finding(cast.viewer("documenter"), case)
    confirm_finding(by=cast.viewer("verifier"), finding=first)
    browser = signed_in(cast, "documenter")
    page = browser.get(f"/desk/findings/{first.reference}/").content.decode()
    assert "after the quarter" in page and f"?supersedes={first.pk}" in page
    second = a_finding(cast.viewer("documenter"), case, supersedes=first)
    confirm_finding(by=cast.viewer("verifier"), finding=second)
    page = words_of(browser.get(f"/desk/findings/{first.reference}/"))
    assert "superseded" in page and second.reference in page


def test_the_waiting_list_says_why_not_me(cast: Cast) -> None:
    finding = a_finding(cast.viewer("documenter"), in_triage(cast))
    own = words_of(signed_in(cast, "documenter").get("/desk/findings/"))
    assert "Your role does not confirm findings" in own or "You proposed it" in own
    may = words_of(signed_in(cast, "verifier").get("/desk/findings/"))
    assert "You may decide on these" in may and finding.reference in may
    stranger = words_of(signed_in(cast, "stranger").get("/desk/findings/"))
    assert finding.reference not in stranger and "No finding waits" in stranger


def test_a_hidden_finding_is_absent(cast: Cast) -> None:
    finding = a_finding(cast.viewer("documenter"), in_triage(cast))
    browser = signed_in(cast, "stranger")
    for key in (finding.reference, str(finding.pk), "FBGD-2026-00000"):
        assert browser.get(f"/desk/findings/{key}/").status_code == 404


@pytest.mark.parametrize("page", ["list", "one", "form"])
def test_three_cost_as_much_as_two(cast: Cast, page: str) -> None:
    small, large = in_triage(cast, pieces=2), in_triage(cast, pieces=4)
    first = a_finding(cast.viewer("documenter"), small)
    browser = signed_in(cast, "adviser" if page == "form" else "verifier")
    url = {
        "list": "/desk/findings/",
        "one": f"/desk/findings/{first.reference}/",
        "form": form(small),
    }
    with queries() as few:
        assert browser.get(url[page]).status_code == 200
    second = a_finding(cast.viewer("documenter"), large)
    url |= {"one": f"/desk/findings/{second.reference}/", "form": form(large)}
    with queries() as more:
        assert browser.get(url[page]).status_code == 200
    assert len(few) == len(more) <= 12
