"""Guides, tour, glossary and the state of the languages."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from sijill.trust.access.roles import ROLES
from sijill.trust.accounts.models import Account
from sijill.trust.ledger.models import Leaf
from sijill.web.desk.guides.tour import STEPS
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FOLDER = Path(project.SOURCE) / "web" / "templates" / "guides"
LANGUAGES = ["en", "ar", "ckb"]
LINK = re.compile(r'{% to "([^"]+)" "([^"]+)" %}')


@pytest.fixture(autouse=True)
def _waived(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.head)
    return client


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_guide_is_written_in_each_language_with_the_same_steps(role: str) -> None:
    texts = {code: (FOLDER / code / f"{role}.html").read_text() for code in LANGUAGES}
    assert len({text.count("<li>") for text in texts.values()}) == 1
    assert len({tuple(name for name, _ in LINK.findall(text)) for text in texts.values()}) == 1
    assert texts["ar"] != texts["ckb"]
    for letter in "ڕڵۆێە":
        assert letter in texts["ckb"]
        assert letter not in texts["ar"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_guide_is_drawn_with_links(desk: Client, role: str, language: str) -> None:
    answer = desk.get(reverse("guide", args=[role]), {"lang": language})
    page = answer.content.decode()
    assert f'lang="{language}"' in page
    assert answer.context["unreviewed"] == (language != "en")
    assert "{%" not in page
    assert page.count("<h2>") >= 4


def test_links_lead_only_where_the_reader_may_go(client: Client, cast: Cast) -> None:
    client.force_login(cast.documenter)
    page = client.get(reverse("guide", args=["administrator"])).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert reverse("accounts") not in article
    assert reverse("roles") in article
    client.force_login(cast.administrator)
    page = client.get(reverse("guide", args=["administrator"])).content.decode()
    assert f'href="{reverse("account_open")}"' in page


def test_an_unknown_role_has_no_guide(desk: Client) -> None:
    assert desk.get(reverse("guide", args=["emperor"])).status_code == 404


def test_ones_own_guides_come_first(desk: Client) -> None:
    page = desk.get(reverse("guides")).content.decode()
    assert page.index(reverse("guide", args=["head_of_office"])) < page.index(
        reverse("guide", args=["administrator"])
    )


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_every_step_of_the_tour_is_drawn(desk: Client, number: int) -> None:
    page = desk.get(reverse("tour_step", args=[number])).content.decode()
    assert str(STEPS[number - 1].title) in page
    assert "<svg" in page
    assert "style=" not in page
    assert (reverse("tour_step", args=[number + 1]) in page) == (number < len(STEPS))


def test_the_tour_remembers_that_it_was_seen(desk: Client, cast: Cast) -> None:
    assert desk.get(reverse("tour")).status_code == 200
    assert desk.get(reverse("tour_step", args=[11])).status_code == 404
    assert not Account.objects.get(pk=cast.head.pk).tour_seen
    assert desk.post(reverse("tour"))["Location"] == reverse("home")
    assert Account.objects.get(pk=cast.head.pk).tour_seen
    assert Leaf.objects.filter(action="account.tour_seen", by=cast.head.pk).count() == 1


def test_the_glossary_is_found_in_any_script(desk: Client) -> None:
    whole = desk.get(reverse("glossary"))
    assert len(whole.context["entries"]) > 100
    for text in ("Mass grave", "مقبرة جماعيه", "گۆڕی بەکۆمەڵ"):
        found = desk.get(reverse("glossary"), {"q": text}).context["entries"]
        assert [entry.code for entry in found] == ["mass_grave"]
    assert "No such term" in desk.get(reverse("glossary"), {"q": "xyzzy"}).content.decode()


def test_the_state_of_the_languages_says_what_is_not_reviewed(desk: Client) -> None:
    rows = desk.get(reverse("languages")).context["rows"]
    assert [row["code"] for row in rows] == ["ar", "ckb"]
    for row in rows:
        by_kind = {share.kind: share for share in row["shares"]}
        assert by_kind["glossary"].total > 100
        assert by_kind["vocabulary"].total > 200
        assert by_kind["guide"].total == len(ROLES)
        assert all(s.reviewed <= s.translated <= s.total for s in row["shares"])


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_list_to_review_opens_in_a_spreadsheet(desk: Client, language: str) -> None:
    answer = desk.get(reverse("unreviewed_terms", args=[language]))
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    assert {len(row) for row in rows} == {8}
    assert any(row[1] == "mass_grave" for row in rows)
    assert not any(cell[:1] in "=+@" for row in rows for cell in row if cell)
    assert desk.get(reverse("unreviewed_terms", args=["en"])).status_code == 404
