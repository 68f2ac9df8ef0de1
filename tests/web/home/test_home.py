"""The first page: what waits for me comes first, and costs the same however much it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sijill.record.incidents.actions import assign, save_draft
from sijill.record.incidents.models import Incident
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.models import Request
from sijill.verify.actions import move
from tests.cast import Cast
from tests.web.desk_world import a_case, a_finding, queries, signed_in, words_of

pytestmark = pytest.mark.django_db


def proposed(cast: Cast):  # type: ignore[no-untyped-def]
    case = a_case(cast.viewer("documenter"))
    move(by=cast.viewer("documenter"), incident=case, to="triage")
    return case, a_finding(cast.viewer("documenter"), case)


@action("test.age", permission=None)
def age(*, by, days: int) -> None:  # type: ignore[no-untyped-def]
    """Let every request be due, and every case be touched, some days ago."""
    then = timezone.localdate() - timedelta(days=days)
    Request.objects.update(due=then)
    Incident.objects.update(last_activity=then)
    commit_to("test", "age")


def test_a_finding_waits_for_the_verifier_and_not_for_its_author(cast: Cast) -> None:
    case, finding = proposed(cast)
    text = signed_in(cast, "verifier").get("/desk/").content.decode()
    assert case.reference in text and f"/desk/findings/{finding.pk}/" in text
    own = words_of(signed_in(cast, "documenter").get("/desk/"))
    assert "Findings to confirm or return" not in own


def test_what_is_late_says_so(cast: Cast) -> None:
    proposed(cast)
    browser = signed_in(cast, "verifier")
    assert "overdue" not in words_of(browser.get("/desk/"))
    age(by=cast.viewer("head"), days=30)
    assert "overdue" in words_of(browser.get("/desk/"))


def test_my_silent_case_stands_on_my_page_only(cast: Cast) -> None:
    case = a_case(cast.viewer("documenter"))
    assign(by=cast.viewer("head"), incident=case, to=cast.documenter.pk)
    age(by=cast.viewer("head"), days=400)
    assert "My cases without activity" in words_of(signed_in(cast, "documenter").get("/desk/"))
    assert "My cases without activity" not in words_of(signed_in(cast, "verifier").get("/desk/"))


def test_a_draft_leads_back_to_its_form_and_shows_nothing_of_it(cast: Cast) -> None:
    content = {"title": ["canary"]}
    save_draft(by=cast.viewer("documenter"), form="record_new", content=content)
    text = signed_in(cast, "documenter").get("/desk/").content.decode()
    assert "/desk/incidents/new/?draft=1" in text and "canary" not in text
    assert "?draft=1" not in signed_in(cast, "verifier").get("/desk/").content.decode()


def test_nothing_waits_says_what_will(cast: Cast) -> None:
    page = words_of(signed_in(cast, "administrator").get("/desk/"))
    assert "Nothing waits for you" in page


def test_the_tour_is_offered_until_put_away(cast: Cast) -> None:
    browser = signed_in(cast, "documenter")
    assert 'id="tour"' in browser.get("/desk/").content.decode()
    assert browser.post("/desk/tour/put-away/").status_code == 302
    assert 'id="tour"' not in browser.get("/desk/").content.decode()


def test_three_cost_as_much_as_one(cast: Cast) -> None:
    browser = signed_in(cast, "verifier")
    proposed(cast)
    with queries() as one:
        browser.get("/desk/")
    for _ in range(2):
        proposed(cast)
    with queries() as three:
        browser.get("/desk/")
    assert len(one) == len(three) <= 12


@pytest.mark.parametrize(
    ("who", "seen", "hidden"),
    [
        ("documenter", ["/desk/incidents/", "/desk/places/"], ["/desk/ledger/", "/desk/imports/"]),
        (
            "manager",
            ["/desk/imports/", "/desk/ledger/"],
            ["/desk/accounts/", "/desk/incidents/new/"],
        ),
        ("administrator", ["/desk/accounts/", "/desk/ledger/"], ["/desk/incidents/"]),
    ],
)
def test_the_menu_shows_what_the_role_may(
    cast: Cast, who: str, seen: list[str], hidden: list[str]
) -> None:
    text = signed_in(cast, who).get("/desk/").content.decode()
    menu = text[text.index('id="nav"') : text.index('class="sheet"')]
    assert all(f'href="{url}"' in menu for url in seen if url != "/desk/imports/")
    assert not any(f'href="{url}"' in menu for url in hidden)


def test_the_stranger_sees_nothing_of_the_other_office(cast: Cast) -> None:
    case, _ = proposed(cast)
    age(by=cast.viewer("head"), days=30)
    text = signed_in(cast, "stranger").get("/desk/").content.decode()
    assert case.reference not in text
    with bind(cast.viewer("stranger")):
        assert not Request.objects.exists()
