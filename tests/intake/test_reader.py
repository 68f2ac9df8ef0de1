"""Every bad file gets a clear refusal, every bad row a reason; nothing is lost silently."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from sijill.intake.channels.spreadsheet import limits
from sijill.intake.channels.spreadsheet.reader import FileOptions, open_table
from sijill.intake.channels.spreadsheet.rows import Row
from sijill.intake.sentences import SENTENCES
from sijill.trust.access.errors import Problem
from tests.intake.sheets import GOOD, HEADING, csv_bytes, rewritten, sheet_of, workbook

ARABIC = [("رقم", "المكان"), ("1", "الموصل القديمة"), ("2", "محافظة الأنبار"), ("3", "قضاء سنجار")]


def rows_of(content: bytes | io.BytesIO, **options: Any) -> list[Row]:
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    return list(open_table(source, FileOptions(**options)).rows())


def refusal(content: bytes | io.BytesIO, **options: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        table = open_table(source, FileOptions(**options))
        table.count()
        list(table.rows())
    assert caught.value.code in SENTENCES
    sentence = str(SENTENCES[caught.value.code])
    assert "%(" not in (sentence % caught.value.params if "%(" in sentence else sentence)
    return caught.value


# -- encodings -------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"]
)
def test_arabic_letters_come_through_in_every_encoding(encoding: str) -> None:
    content = "\n".join(",".join(row) for row in ARABIC * 20).encode(encoding)
    assert rows_of(content)[0].cells == ARABIC[1]


def test_latin_letters_with_accents_come_through() -> None:
    content = "name,x\nZoë Müller à côté,1\nNaïve façade déjà vu,2\n".encode("cp1252")
    assert rows_of(content)[0].cells[0] == "Zoë Müller à côté"


def test_a_file_not_in_its_stated_encoding_names_the_line() -> None:
    content = b"id,place\n1,Mosul\n" + "2,الموصل\n".encode("windows-1256")
    problem = refusal(content, encoding="utf-8")
    assert (problem.code, problem.params["line"]) == ("spreadsheet.encoding_wrong", 3)


def test_letters_damaged_by_the_sender_are_refused() -> None:
    garbled = "id,place\n1,الموصل القديمة\n".encode().decode("cp1252", "replace")
    assert refusal(garbled.encode()).code == "spreadsheet.garbled"


def test_an_unknown_stated_encoding_is_refused() -> None:
    assert refusal(b"a,b\n1,2\n", encoding="klingon").code == "mapping.unknown_encoding"


def test_mixed_scripts_in_one_cell_are_kept() -> None:
    mixed = "Mosul الموصل مووسڵ ܡܘܨܠ"
    assert rows_of(csv_bytes([("id", "place"), ("1", mixed)]))[0].cells[1] == mixed


# -- CSV -------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    lines = [delimiter.join(row) for row in (HEADING, GOOD, GOOD)]
    table = open_table(io.BytesIO("\n".join(lines).encode()))
    assert table.layout.columns == HEADING
    assert table.layout.delimiter == delimiter


def test_quoted_line_breaks_stay_in_their_cell() -> None:
    rows = rows_of(b'id,text\n1,"first line\nsecond, line"\n2,x\n')
    assert [row.cells for row in rows] == [("1", "first line\nsecond, line"), ("2", "x")]


def test_rows_bear_the_number_a_spreadsheet_program_shows() -> None:
    assert [row.number for row in rows_of(b"id,x\n1,a\n\n2,b\n")] == [2, 4]


def test_reading_goes_on_from_a_row() -> None:
    table = open_table(io.BytesIO(csv_bytes([("n",), *[(n,) for n in range(100)]])))
    assert [row.cells[0] for row in table.rows(after=97)] == ["97", "98", "99"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1,a,b", "row.too_many_cells"),
        ("1", "row.too_few_cells"),
        ("1,a\0b", "cell.nul"),
        ("1,a\ufffdb", "cell.damaged"),
        ("1," + "x" * (limits.CELL + 1), "cell.too_long"),
    ],
)
def test_a_bad_row_says_why_and_the_next_is_read(line: str, code: str) -> None:
    rows = rows_of(f"id,text\n{line}\n2,good\n".encode())
    assert [reason.code for reason in rows[0].problems] == [code]
    assert rows[1] == Row(3, ("2", "good"))


def test_an_open_quote_names_its_line() -> None:
    content = b'id,text\n1,a\n2,"never closed\n' + b"x,y\n" * 400_000
    problem = refusal(content)
    assert (problem.code, problem.params["line"]) == ("spreadsheet.open_quote", 3)


def test_two_columns_of_one_name_are_refused() -> None:
    assert refusal(b"id,x,x\n1,2,3\n").code == "spreadsheet.heading_twice"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 10)
    assert refusal(csv_bytes([("n",), *[(n,) for n in range(11)]])).code == (
        "spreadsheet.too_many_rows"
    )


def test_a_row_of_a_million_columns_is_refused() -> None:
    problem = refusal(b",".join([b"x%d" % n for n in range(2**20)]) + b"\n1\n")
    assert (problem.code, problem.params["found"]) == ("spreadsheet.too_many_columns", 2**20)


# -- workbooks -------------------------------------------------------------------


def test_a_workbook_reads_as_text() -> None:
    rows = rows_of(
        sheet_of([("id", "day", "n", "part", "yes"), (7, date(2016, 4, 3), 12.0, 0.5, True)])
    )
    assert rows[0].cells == ("7", "2016-04-03", "12", "0.5", "TRUE")


def test_blank_rows_are_passed_over_and_numbers_kept() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["A5"] = "id", 1, 2

    assert [(row.number, row.cells) for row in rows_of(workbook(fill))] == [
        (2, ("1",)),
        (5, ("2",)),
    ]


def test_a_formula_without_a_value_is_a_reason() -> None:
    rows = rows_of(sheet_of([("id", "sum"), (1, "=1+1"), (2, 5)]))
    assert [(reason.code, reason.column) for reason in rows[0].problems] == [
        ("cell.formula_without_value", "sum")
    ]
    assert rows[1].problems == ()


def test_a_formula_with_its_value_is_read() -> None:
    made = rewritten(
        sheet_of([("id", "sum"), (1, "=1+1")]),
        lambda xml: xml.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>"),
    )
    assert rows_of(made)[0] == Row(2, ("1", "2"))


def test_an_error_value_is_a_reason() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["id", "n"])
        sheet.append([1, "#DIV/0!"])
        sheet["B2"].data_type = "e"

    assert rows_of(workbook(fill))[0].problems[0].code == "cell.error_value"


def test_rows_with_merged_cells_are_rejected_and_others_kept() -> None:
    def fill(sheet: Any) -> None:
        for row in (("id", "place"), (1, "Mosul"), (2, None), (3, "Basra")):
            sheet.append(list(row))
        sheet.merge_cells("B2:B3")

    table = open_table(workbook(fill))
    assert [[r.code for r in row.problems] for row in table.rows()] == [
        ["row.merged"],
        ["row.merged"],
        [],
    ]
    assert table.layout.notes[0].code == "sheet.merged"


def test_a_merged_heading_is_refused() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["Where", None])
        sheet.append([1, 2])
        sheet.merge_cells("A1:B1")

    problem = refusal(workbook(fill))
    assert (problem.code, problem.params["range"]) == ("spreadsheet.merged_heading", "A1:B1")


def test_a_sheet_of_a_million_columns_is_refused_before_parsing() -> None:
    made = rewritten(
        sheet_of([("id", "x"), (1, 2)]), lambda xml: xml.replace('r="B2"', 'r="BGQCV2"')
    )
    problem = refusal(made)
    assert problem.code == "spreadsheet.too_many_columns"
    assert problem.params["found"] == 2**20


def test_a_sheet_of_sixteen_thousand_columns_is_refused() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["XFD1"] = "id", "far"

    assert refusal(workbook(fill)).code == "spreadsheet.too_many_columns"


def test_a_row_far_below_costs_nothing() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A1048576"] = "id", "far"

    assert [row.number for row in rows_of(workbook(fill))] == [1_048_576]


def test_what_would_unpack_enormously_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as out:
            for _ in range(60):
                out.write(b"0" * 1024 * 1024)
    assert refusal(made).code == "spreadsheet.bomb"


def test_entities_in_the_xml_are_refused() -> None:
    made = rewritten(
        sheet_of([("id", "x"), (1, 2)]),
        lambda xml: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml,
    )
    assert refusal(made).code == "spreadsheet.damaged"


def _archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "spreadsheet.empty"),
        (b"%PDF-1.7 ...", "spreadsheet.pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "spreadsheet.old_or_locked"),
        (b"\x89PNG\r\n", "spreadsheet.picture"),
        (b"<html><table><tr><td>1", "spreadsheet.web_page"),
        (b"PK\x03\x04 not really", "spreadsheet.damaged"),
        (_archive(xl__workbook_dot_bin=""), "spreadsheet.binary_workbook"),
        (_archive(xl__workbook_dot_xml="", xl__vbaProject_dot_bin=""), "spreadsheet.macros"),
        (_archive(content_dot_xml=""), "spreadsheet.open_document"),
        (_archive(readme_dot_txt=""), "spreadsheet.packed"),
        (_archive(xl__workbook_dot_xml="<broken"), "spreadsheet.damaged"),
    ],
)
def test_other_formats_are_refused_with_advice(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_a_missing_sheet_is_named() -> None:
    problem = refusal(sheet_of([("id",), (1,)]), sheet="Nowhere")
    assert problem.code == "spreadsheet.sheet_absent"


def test_the_heading_may_stand_lower() -> None:
    rows = rows_of(sheet_of([("A title over the table",), ("id", "x"), (1, 2)]), header_row=2)
    assert rows == [Row(3, ("1", "2"))]
