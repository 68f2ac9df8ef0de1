"""Imports by hand: upload, preview, mapping, the run, the error sheet."""

from __future__ import annotations

import io
import tomllib
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from sijill.intake.channels.spreadsheet.guessing import guess
from sijill.intake.channels.spreadsheet.mapping_file import from_definition
from sijill.intake.error_sheets import make_error_sheet
from sijill.intake.models import ImportRun, Mapping
from sijill.intake.queries.imports import mappings_offered
from sijill.record.incidents.models import Incident
from sijill.record.incidents.tasks import read_on
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from sijill.web.desk.imports.slots import changed, slots_of
from sijill.web.desk.imports.toml_text import toml_text
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CANARY = "Canary person 5Z"
CSV = f"""id,date,governorate,village,killed,victim
1,2021-05-03,Baghdad,,2,{CANARY}
2,31/02/2021,Baghdad,,1,x
3,2021-05-05,Baghdad,Nowherevillageatall,0,y
"""


@pytest.fixture
def sign_in(cast: Cast, settings: object, client: Client):  # type: ignore[no-untyped-def]
    settings.DEMO = True  # type: ignore[attr-defined]

    def as_(who: str) -> Client:
        client.force_login(getattr(cast, who))
        return client

    return as_


def upload(client: Client, content: bytes | str = CSV, name: str = "cases.csv"):  # type: ignore[no-untyped-def]
    data = content.encode() if isinstance(content, str) else content
    return client.post(reverse("import_new"), {"file": SimpleUploadedFile(name, data)})


def staged(client: Client, cast: Cast, content: bytes | str = CSV) -> ImportRun:
    assert upload(client, content).status_code == 302
    with bind(cast.viewer("manager")):
        return ImportRun.objects.order_by("-pk")[0]


def begun(client: Client, cast: Cast) -> ImportRun:
    """A run through the guessed mapping, read to its end."""
    run = staged(client, cast)
    address = reverse("import_preview", args=[run.pk])
    answer = client.post(address, {"mapping": "-", "do": "begin", "code": "test-cases"})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == reverse("import_run", args=[run.pk])
    return read_on(run.pk, cast.viewer("manager"))


def test_the_way_through(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    assert client.get(reverse("import_new")).status_code == 200
    run = staged(client, cast)
    page = client.get(reverse("import_preview", args=[run.pk])).content.decode()
    assert "There is no such day" in page and "2021-05-03" in page
    assert Leaf.objects.using("journal").filter(action="import.preview").exists()
    done = begun(client, cast)
    assert (done.state, done.created_rows, done.rejected_rows) == ("done", 2, 1)
    page = client.get(reverse("import_run", args=[done.pk])).content.decode()
    assert "There is no such day" in page and 'hx-trigger="every 2s"' not in page
    assert "31/02" not in page and CANARY not in page
    assert "cases.csv" in client.get(reverse("imports")).content.decode()
    with bind(cast.viewer("manager")):
        assert Incident.objects.count() == 2


def test_what_moves_is_asked_for_apart(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    run = staged(client, cast)
    client.post(
        reverse("import_preview", args=[run.pk]),
        {"mapping": "-", "do": "begin", "code": "test-cases"},
    )
    address = reverse("import_run", args=[run.pk])
    whole = client.get(address).content.decode()
    part = client.get(address, headers={"X-Sijill-Polling": "1"}).content.decode()
    assert 'hx-trigger="every 2s"' in whole and 'hx-trigger="every 2s"' in part
    assert "<html" in whole and "<html" not in part
    assert f'href="{address}"' in part  # the refresh link for those without JavaScript
    assert client.post(reverse("import_cancel", args=[run.pk])).status_code == 302
    part = client.get(address, headers={"X-Sijill-Polling": "1"}).content.decode()
    assert "every 2s" not in part and "cancelled" in part
    assert client.post(reverse("import_cancel", args=[run.pk])).status_code == 400


def workbook(formula: bool = False, merged: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["id", "date", "governorate"])
    sheet.append([1, "=TODAY()" if formula else "2021-05-03", "Baghdad"])
    if merged:
        sheet.merge_cells("A2:A3")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 1024**2))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "empty"),
        (b"%PDF-1.4 and so on", "x.csv", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls", "old Excel file"),
        (("a," * 2**20).encode() + b"\n1,2\n", "wide.csv", "columns"),
        (bomb(), "bomb.xlsx", "unpack"),
        ("id,date\n1,Ø§Ù„Ù…ÙˆØµÙ„\n".encode(), "garbled.csv", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    cast: Cast,
    sign_in,
    content: bytes,
    name: str,
    said: str,  # type: ignore[no-untyped-def]
) -> None:
    page = upload(sign_in("manager"), content, name)
    assert page.status_code == 200
    text = page.content.decode()
    assert "This file was not taken" in text and said in text
    with bind(cast.viewer("manager")):
        assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(workbook(formula=True), "formula"), (workbook(merged=True), "merged")],
)
def test_formulas_and_merged_cells_are_said_before_anything_is_taken(
    cast: Cast,
    sign_in,
    content: bytes,
    said: str,  # type: ignore[no-untyped-def]
) -> None:
    client = sign_in("manager")
    answer = upload(client, content, "book.xlsx")
    page = client.get(answer["Location"]).content.decode()
    assert said in page


def test_no_file_is_asked_for(sign_in) -> None:  # type: ignore[no-untyped-def]
    assert "Choose a file first" in sign_in("manager").post(reverse("import_new")).content.decode()


def test_the_error_sheet(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    run = begun(client, cast)
    address = reverse("import_errors", args=[run.pk])
    answer = client.post(address, {"form": "csv"})
    assert answer.status_code == 302
    assert "is being made" in client.get(answer["Location"]).content.decode()
    make_error_sheet(by=cast.viewer("manager"), run=run.pk, language="en", form="csv")
    part = client.get(answer["Location"], headers={"X-Sijill-Polling": "1"}).content.decode()
    assert "is ready" in part
    sent = client.get(answer["Location"])
    assert sent["Content-Disposition"] == 'attachment; filename="cases-errors.csv"'
    text = b"".join(sent.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "31/02/2021" in text and "There is no such day" in text and CANARY not in text
    taken = Leaf.objects.using("journal").get(action="import.take_sheet")
    assert taken.by == cast.manager.pk
    assert client.get(address, {"form": "docx"}).status_code == 400


def test_a_mapping_is_kept_with_its_history(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    run = staged(client, cast)
    address = reverse("import_preview", args=[run.pk])
    given = {"mapping": "-", "do": "save", "code": "test-cases"}
    assert client.post(address, given).status_code == 302
    page = reverse("mapping", args=["test-cases"])
    text = client.get(page).content.decode()
    assert "version 1" in text and "governorate" in text
    kept = Mapping.objects.get()
    fresh = toml_text({**kept.definition, "title": "Another title"})
    assert client.post(page, {"text": fresh}).status_code == 302
    assert [m.version for m in Mapping.objects.order_by("version")] == [1, 2]
    broken = client.post(page, {"text": fresh.replace("incident.other", "incident.nothing")})
    assert "is not a term" in broken.content.decode()
    assert client.post(page, {"text": "code = "}).status_code == 200
    assert client.get(page, {"version": "1"}).status_code == 200
    assert client.get(page, {"version": "9"}).status_code == 404
    assert "Another title" in client.get(reverse("mappings")).content.decode()


def test_what_is_wrong_with_a_mapping_is_said_and_nothing_begins(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    run = staged(client, cast)
    given = {"mapping": "-", "do": "begin", "f.occurred.start": "", "f.place.path.0": ""}
    page = client.post(reverse("import_preview", args=[run.pk]), given).content.decode()
    assert "cannot be read this way" in page
    with bind(cast.viewer("manager")):
        assert ImportRun.objects.get().mapping_id is None


def test_another_office_and_other_roles_see_nothing(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    run = staged(sign_in("manager"), cast)
    client = sign_in("documenter")
    for name in ("import_run", "import_preview", "import_errors"):
        assert client.get(reverse(name, args=[run.pk])).status_code == 403
    assert client.get(reverse("imports")).status_code == 403


def test_the_list_asks_the_same_for_one_row_and_three(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    run = staged(client, cast)
    client.get(reverse("imports"))

    def asked(address: str) -> int:
        client.get(address)  # what is kept for some seconds (the menu's count) is fresh again
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    first = asked(reverse("imports"))
    staged(client, cast)
    staged(client, cast)
    assert asked(reverse("imports")) == first <= 12
    assert asked(reverse("import_run", args=[run.pk])) <= 12
    assert asked(reverse("mappings")) <= 12
    # A gazetteer of its own is read for the preview, as for a run.
    assert asked(reverse("import_preview", args=[run.pk])) <= 14


def test_ready_mappings_go_through_the_form_unchanged(cast: Cast) -> None:
    """What the form does not touch stays: statuses, translations, texts."""
    with bind(cast.viewer("manager")):
        offered = mappings_offered(cast.viewer("manager"))
    assert len(offered) >= 2
    for one in offered:
        definition = one.definition
        columns = from_definition(definition).columns
        assert tomllib.loads(toml_text(definition)) == definition
        given = {slot.name: slot.value for slot in slots_of(definition, columns)}
        before, after = (
            from_definition(definition),
            from_definition(changed(definition, columns, given)),
        )
        assert before == after


def test_columns_are_guessed_in_three_languages() -> None:
    english = guess(
        ["Case ID", "Date_of_Incident", "Governorate", "Killed"],
        [["1", "03/19/2016", "x", "2"]],
        code="c-1",
        title="t",
        language="en",
    )
    assert english["key"] == {"columns": ["Case ID"]}
    assert english["occurred"] == {"start": "Date_of_Incident", "order": "month_first"}
    arabic = guess(
        ["التاريخ", "المحافظة", "القضاء", "عدد القتلى"], [], code="c-2", title="t", language="ar"
    )
    assert arabic["place"]["path"] == ["المحافظة", "القضاء"]
    assert arabic["key"] == {"keyless": True} and arabic["group"][0]["best"] == "عدد القتلى"
    sorani = guess(["بەروار", "پارێزگا", "گوند"], [], code="c-3", title="t", language="ckb")
    assert sorani["place"]["path"] == ["پارێزگا", "گوند"]
    for definition in (english, arabic, sorani):
        from_definition(definition)
