"""The front page says what was valid at the moment asked for, in the founding page's own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from sijill.reference.pack import load_pack
from sijill.reference.queries import pack
from sijill.web.public.moments import asked
from sijill.web.public.presence import presence_words
from tests.base.spec_tables import tables
from tests.web.public.reading import said_by

pytestmark = pytest.mark.django_db
MAY_2021, OTHER_MONTHS = tables("presence.md")


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.web.public.front.published_figures", list)


def front(client: Client, **query: str) -> str:
    return said_by(client.get("/", query))


@pytest.mark.parametrize("row", MAY_2021, ids=lambda row: f"{row['part']}: {row['words'][:30]}")
def test_may_2021_word_for_word(client: Client, row: dict[str, str]) -> None:
    assert row["words"] in front(client, at="2021-05")


@pytest.mark.parametrize("row", OTHER_MONTHS, ids=lambda row: row["asked"])
def test_other_months(client: Client, row: dict[str, str]) -> None:
    page = front(client, at=row["asked"])
    assert row["says"] in page
    assert row["does not say"] not in page


def test_today_the_mission_has_ended(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.web.public.front.today", lambda _: date(2026, 11, 21))
    response = client.get("/")
    assert "The mission has ended" in said_by(response)
    assert "ran to 31 December 2025" in said_by(response)
    assert 'href="/?at=2025-12-31"' in response.content.decode()
    then = front(client, at="2025-12-31")
    assert "The mission has ended" not in then and "31 December 2025" in then


@pytest.mark.parametrize("text", ["13/2021", "no date", "2021-13", "before 2020", "x" * 5000])
def test_a_moment_that_is_none_is_refused_kindly(client: Client, text: str) -> None:
    response = client.get("/", {"at": text})
    assert response.status_code == 400
    assert "Write a month as 2021-05" in said_by(response)


@pytest.mark.parametrize("text", ["2021-05", "May 2021", "أيار 2021", "٢٠٢١-٠٥", " 2021-05 "])
def test_a_month_in_any_spelling(text: str) -> None:
    assert asked(text).day == date(2021, 5, 31)


@pytest.mark.parametrize("language, word", [("ar", "المساءلة"), ("ckb", "لێپرسینەوە")])
def test_other_languages_speak_and_confess(client: Client, language: str, word: str) -> None:
    page = client.get("/", {"at": "2021-05", "lang": language})
    assert word in said_by(page) and f'lang="{language}" dir="rtl"' in page.content.decode()
    with translation.override(language):
        assert presence_words(pack(), date(2021, 5, 31)).unreviewed


def test_nothing_is_particular_to_one_country() -> None:
    other = load_pack(Path(__file__).resolve().parents[2] / "packs" / "saldara")
    with translation.override("en"):
        words = presence_words(other, date(2021, 1, 1))
    assert words.engagement == "Country office" and words.established == "2015"
    assert words.offices == "Velane and Ortise" and words.over is None
    assert words.mandate and words.mandate.label == "Host agreement"
    assert words.paragraphs == () and not words.reviewed
