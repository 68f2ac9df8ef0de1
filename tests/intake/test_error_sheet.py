"""The error sheet: the rows as received, the reasons in words, nothing a program would run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook

from sijill.intake.error_sheets import (
    error_sheet,
    make_error_sheet,
    neutral,
    open_error_sheet,
)
from sijill.intake.models import ImportRun
from sijill.intake.sentences import SENTENCES, reason_text
from sijill.trust.access.errors import Denied
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast
from tests.intake.imports import imported
from tests.intake.sheets import GOOD, HEADING

pytestmark = pytest.mark.django_db

BAD = [
    ("2", "31/02/2016", "Ninewa", "=cmd|' /C calc'!A0", "IS", "x"),
    ("3", "soon", "Ninewa", "@SUM(1)", "+964", "1"),
    ("4", "2016-04-03", "Ninewa", "الموصل", "-1", "-2"),
]


@pytest.fixture
def manager(cast: Cast) -> Viewer:
    return cast.viewer("manager")


@pytest.fixture
def run(manager: Viewer, tmp_path: Path) -> ImportRun:
    return imported(manager, tmp_path, [HEADING, GOOD, *BAD])


def sheet(manager: Viewer, run: ImportRun, language: str) -> list[list[str]]:
    content = b"".join(error_sheet(manager, run, language, "csv"))
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_each_rejected_row_stands_with_its_reasons(manager: Viewer, run: ImportRun) -> None:
    rows = sheet(manager, run, "en")
    assert [row[0] for row in rows] == ["Row", "3", "4", "5"]
    assert rows[0][1:7] == list(HEADING)
    assert rows[3][4] == "الموصل"
    assert rows[1][7].startswith("date: There is no such day.")
    assert "killed: This is not a number of people." in rows[1][7]


def test_no_cell_is_a_formula(manager: Viewer, run: ImportRun) -> None:
    for row in sheet(manager, run, "en")[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert sheet(manager, run, "en")[1][4] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1"])
def test_dangerous_beginnings_are_made_harmless(cell: str) -> None:
    assert neutral(cell).startswith("'")
    assert neutral("Mosul") == "Mosul"
    assert neutral("a\x00b\x1fc") == "abc"


def test_a_workbook_holds_texts_only(manager: Viewer, run: ImportRun) -> None:
    content = b"".join(error_sheet(manager, run, "ar", "xlsx"))
    book = load_workbook(io.BytesIO(content)).active
    assert book is not None
    assert book.sheet_view.rightToLeft
    assert {cell.data_type for row in book.iter_rows() for cell in row if cell.value} == {"s"}
    assert book.max_row == 4


def test_the_language_of_the_caller_is_left_alone(manager: Viewer, run: ImportRun) -> None:
    with translation.override("en"):
        pieces = error_sheet(manager, run, "ar", "csv")
        next(pieces)
        assert translation.get_language() == "en"
        assert list(pieces)


def test_opening_the_rows_stands_in_the_ledger(manager: Viewer, run: ImportRun) -> None:
    before = Leaf.objects.using("journal").filter(action="import.open_rejected").count()
    sheet(manager, run, "en")
    after = Leaf.objects.using("journal").filter(action="import.open_rejected").count()
    assert after == before + 1


def test_a_job_makes_it_and_it_is_kept_sealed(manager: Viewer, run: ImportRun) -> None:
    assert open_error_sheet(manager, run, "en", "csv") is None
    made = make_error_sheet(by=manager.for_job(), run=run.pk, language="en", form="csv")
    kept = open_error_sheet(manager, made, "en", "csv")
    assert kept is not None
    assert kept.read().decode("utf-8-sig").startswith("Row,id,")


def test_others_do_not_get_it(cast: Cast, manager: Viewer, run: ImportRun) -> None:
    documenter = cast.viewer("documenter")
    with pytest.raises(Denied), bind(documenter):
        list(error_sheet(documenter, run, "en", "csv"))


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_fills_in(code: str) -> None:
    sentence = str(SENTENCES[code])
    assert sentence.rstrip().endswith((".", "?", ")"))
    assert reason_text({"code": code, "column": "x"}).startswith("x: ")
