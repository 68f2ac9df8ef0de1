"""Two people publish: what each sees, what each may do, and what goes out."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sijill.publish.actions import clear, prepare
from sijill.publish.canonical import digest_of
from sijill.publish.models import Publication, PublishedCell, PublishedFigure
from sijill.publish.queries import public
from sijill.trust.accounts.models import RoleGrant
from tests.cast import Cast
from tests.web.desk_world import signed_in, words_of
from tests.web.figures.counted import Counted

pytestmark = pytest.mark.django_db
PREPARE = "/desk/publications/prepare/"
QUARTER = {"figure": "casualties", "period": "2026-Q1"}


@pytest.fixture
def prepared(cast: Cast, counted: Counted) -> Publication:
    from datetime import date

    return prepare(
        by=cast.viewer("manager"),
        figure="casualties",
        period=(date(2026, 1, 1), date(2026, 3, 31)),
    )


def page_of(client: Client, row: Publication) -> str:
    return words_of(client.get(f"/desk/publications/{row.reference}/"))


def test_the_proof_is_seen_before_anything_is_prepared(cast: Cast, counted: Counted) -> None:
    client = signed_in(cast, "manager")
    page = words_of(client.get(PREPARE, QUARTER))
    assert re.search(
        r"\d+ numbers are withheld\. .*stays uncertain by at least \d+|no upper limit|"
        r"No reader who does all the sums can put an upper limit",
        page,
    )
    assert "What a reader can conclude" in page and "Prepare for clearance" in page
    assert not Publication.objects.exists()


def test_preparing_publishes_nothing(cast: Cast, counted: Counted) -> None:
    client = signed_in(cast, "manager")
    response = client.post(PREPARE, QUARTER)
    row = Publication.objects.get()
    assert response.url == f"/desk/publications/{row.reference}/"
    assert not PublishedFigure.objects.exists()
    page = page_of(client, row)
    assert "waiting for clearance" in page and f"{counted.killed} Killed" in page


def test_who_prepared_sees_the_buttons_disabled_with_the_reason(
    cast: Cast, prepared: Publication
) -> None:
    RoleGrant.objects.create(
        account=cast.manager,
        role="head_of_office",
        office=cast.manager.office,
        granted_by=cast.head.pk,
    )
    client = signed_in(cast, "manager")
    html = client.get(f"/desk/publications/{prepared.reference}/").content.decode()
    assert html.count('disabled aria-describedby="barred"') == 2
    assert "You prepared this, so somebody else decides on it" in html
    assert "formaction" not in html
    assert client.post(f"/desk/publications/{prepared.reference}/clear/").status_code == 403
    prepared.refresh_from_db()
    assert prepared.state == "prepared" and not PublishedFigure.objects.exists()


def test_a_second_person_clears_and_the_public_sees_what_was_shown(
    cast: Cast, prepared: Publication, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    head = signed_in(cast, "head")
    before = head.get(f"/desk/publications/{prepared.reference}/").content.decode()
    assert "formaction" in before and "disabled" not in before
    head.post(f"/desk/publications/{prepared.reference}/clear/", {"note": "ok"})
    assert PublishedFigure.objects.get().digest == prepared.digest
    withheld = PublishedCell.objects.filter(withheld=True).count()
    stars = before.count('<td class="num withheld">')
    # Wide tables are turned round, never cut: every withheld number has its star.
    assert withheld == stars > 0
    # Rows of an open transaction: the public page reads them over this connection here.
    monkeypatch.setattr(public, "PUBLIC", "default")
    page = words_of(client.get(f"/figures/{prepared.reference}/"))
    assert "Persons killed and injured, verified" in page and prepared.reference in page
    assert digest_of(public.figure(prepared.reference).cells) == prepared.digest
    assert "See it as the public does" in page_of(head, prepared)


def test_no_small_number_leaves(cast: Cast, prepared: Publication) -> None:
    clear(by=cast.viewer("head"), publication=prepared)
    threshold = PublishedFigure.objects.get().threshold
    values = PublishedCell.objects.filter(withheld=False).values_list("value", flat=True)
    assert all(value == 0 or value >= threshold for value in values)


def test_sending_back_needs_a_note(cast: Cast, prepared: Publication) -> None:
    head = signed_in(cast, "head")
    address = f"/desk/publications/{prepared.reference}/return/"
    assert head.post(address, {"note": " "}).status_code == 400
    head.post(address, {"note": "February looks too low."})
    page = page_of(head, prepared)
    assert "sent back" in page and "February looks too low." in page
    assert "Clear and publish" not in page


def test_withdrawing_takes_the_numbers_and_leaves_the_reason(
    cast: Cast, prepared: Publication, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    clear(by=cast.viewer("head"), publication=prepared)
    head = signed_in(cast, "head")
    head.post(
        f"/desk/publications/{prepared.reference}/withdraw/",
        {"reason": "Two incidents were recorded twice."},
    )
    monkeypatch.setattr(public, "PUBLIC", "default")
    page = words_of(client.get(f"/figures/{prepared.reference}/"))
    assert "This figure was withdrawn" in page and "recorded twice" in page
    assert not PublishedCell.objects.exists()


@pytest.mark.parametrize(
    "who, opened", [("head", 200), ("manager", 200), ("documenter", 403), ("administrator", 403)]
)
def test_who_opens_what(cast: Cast, prepared: Publication, who: str, opened: int) -> None:
    client = signed_in(cast, who)
    assert client.get(f"/desk/publications/{prepared.reference}/").status_code == opened
    shown = client.get("/desk/publications/")
    assert shown.status_code == (403 if who == "administrator" else 200)
    if who == "documenter":
        assert prepared.reference in words_of(shown)
        assert f"{prepared.reference}/" not in shown.content.decode()
    for part in ("clear", "return", "withdraw"):
        address = f"/desk/publications/{prepared.reference}/{part}/"
        assert client.get(address).status_code == 405
        if who != "head":
            assert client.post(address, {"note": "x", "reason": "x"}).status_code == 403
    prepared.refresh_from_db()
    assert prepared.state == "prepared"


@pytest.mark.parametrize(
    "period, words",
    [
        ("2099", "This period has not ended"),
        ("2026-Q9", "This is no period"),
    ],
)
def test_what_cannot_be_prepared(cast: Cast, period: str, words: str) -> None:
    client = signed_in(cast, "manager")
    assert words in words_of(client.get(PREPARE, {**QUARTER, "period": period}))
    assert not Publication.objects.exists()


def test_a_figure_for_the_office_only_is_never_prepared(cast: Cast) -> None:
    client = signed_in(cast, "manager")
    asked = {**QUARTER, "figure": "casualties_unverified"}
    assert "never published" in words_of(client.get(PREPARE, asked))
    assert client.post(PREPARE, asked).status_code == 400
    assert not Publication.objects.exists()


def test_no_such_publication(cast: Cast) -> None:
    assert signed_in(cast, "head").get("/desk/publications/PUB-0000-NONE/").status_code == 404
