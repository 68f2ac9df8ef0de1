"""Figures at the desk: one question at a time, everything a number needs beside it."""

from __future__ import annotations

import csv
import io
import re

import pytest

from sijill.trust.ledger.models import Leaf
from sijill.web.desk.figures.periods import presets, read_period
from sijill.web.desk.figures.sheet import neutral, sheet
from tests.cast import Cast
from tests.web.desk_world import signed_in, words_of
from tests.web.figures.counted import Counted

pytestmark = pytest.mark.django_db
QUARTER = "/desk/figures/?period=2026-Q1"


def test_verified_and_unverified_are_never_on_one_page(cast: Cast, counted: Counted) -> None:
    client = signed_in(cast, "verifier")
    verified = words_of(client.get(QUARTER))
    assert f"{counted.killed} Killed" in verified and f"{counted.injured} Injured" in verified
    assert f" {counted.unverified} Killed" not in verified and not re.search(r"\b54\b", verified)
    other = words_of(client.get(QUARTER + "&basis=unverified"))
    assert f" {counted.unverified} Killed" in other and f"{counted.killed} Killed" not in other
    assert "for work inside the office only" in other
    assert "Prepare a publication" not in other


def test_a_number_comes_with_unit_standard_method_and_moment(cast: Cast, counted: Counted) -> None:
    page = words_of(signed_in(cast, "documenter").get(QUARTER))
    for words in (
        "persons",
        "Reasonable grounds to believe",
        "Method version 1.0",
        "Findings as they stood",
        "Extracted",
        "A minimum: what could not",
        "Covers only the offices within the reader",
        "do not imply official",
    ):
        assert words in page


def test_tables_charts_and_maps(cast: Cast, counted: Counted) -> None:
    html = signed_in(cast, "head").get(QUARTER).content.decode()
    assert html.count("<table") == 6 and html.count('class="chart hexmap"') == 2
    assert html.count('class="chart"') == 6
    assert "Baghdad: 44 persons" in html and "Ninewa: 3 persons" in html


def test_as_findings_stood_before_anything_was_confirmed(cast: Cast, counted: Counted) -> None:
    page = words_of(signed_in(cast, "head").get(QUARTER + "&as_of=2026-01-01"))
    assert "0 Killed" in page


def test_recent_months_are_marked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    month = f"{timezone.localdate():%Y-%m}"
    page = words_of(signed_in(cast, "head").get(f"/desk/figures/?period={month}"))
    assert "Incomplete months:" in page and "(incomplete)" in page
    assert "Incomplete months:" not in words_of(
        signed_in(cast, "head").get("/desk/figures/?period=2019")
    )


def test_the_file_says_what_it_is_and_leaves_a_leaf(cast: Cast, counted: Counted) -> None:
    response = signed_in(cast, "head").get("/desk/figures/table.csv?period=2026-Q1")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    total = [
        row
        for row in rows
        if row["measure"] == "killed"
        and row["margin"] == "sex_age"
        and row["row"] == row["column"] == "total"
    ]
    assert [row["value"] for row in total] == [str(counted.killed)]
    assert {row["basis"] for row in rows} == {"verified"}
    assert rows[0]["method_version"] == "1.0" and rows[0]["period_from"] == "2026-01-01"
    assert Leaf.objects.using("journal").filter(action="look.figures", by=cast.head.pk).exists()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert neutral(-3) == "-3" and neutral("2024-01") == "2024-01" and neutral(None) == ""
    assert sheet([["بغداد"]]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "question",
    ["period=2026-Q5", "year=20x6", "period=2026-13", "year=0001", "period=2026&as_of=31/02/2026"],
)
def test_a_question_that_is_none(cast: Cast, question: str) -> None:
    response = signed_in(cast, "head").get(f"/desk/figures/?{question}")
    assert response.status_code == 400
    assert "Write" in words_of(response)


def test_nobody_without_the_permission(cast: Cast) -> None:
    assert signed_in(cast, "administrator").get(QUARTER).status_code == 403
    assert signed_in(cast, "administrator").get("/desk/figures/table.csv").status_code == 403


def test_another_office_counts_its_own(cast: Cast, counted: Counted) -> None:
    assert "0 Killed" in words_of(signed_in(cast, "stranger").get(QUARTER))


def test_periods() -> None:
    from datetime import date

    assert (read_period("2024-Q1").first, read_period("2024-Q1").last) == (
        date(2024, 1, 1),
        date(2024, 3, 31),
    )
    assert read_period("2024-02").last == date(2024, 2, 29)
    assert read_period("2023").last == date(2023, 12, 31)
    keys = [period.key for _, period in presets(date(2026, 1, 15))]
    assert keys == ["2025-12", "2025-Q4", "2026", "2025"]
