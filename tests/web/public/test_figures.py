"""Public figures: what is shown, what is withheld, and that nothing else can be read."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connections, transaction
from django.test import Client

from sijill.publish.canonical import PublicCell, canonical_bytes, digest_of
from sijill.publish.models import PublishedFigure
from tests.web.public.published import committed
from tests.web.public.reading import said_by

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/?at=2021-05",
    "/figures/",
    "/figures/FIG-2024-TEST1/",
    "/figures/FIG-2024-TEST1.csv",
    "/figures/FIG-2024-TEST1.json",
    "/methods/",
    "/methods/casualties/",
    "/about/",
]
PAGE = "/figures/FIG-2024-TEST1/"


@pytest.fixture(scope="module", autouse=True)
def figures(django_db_setup: None, django_db_blocker: object) -> Iterator[list[PublishedFigure]]:
    with django_db_blocker.unblock(), committed() as written:  # type: ignore[attr-defined]
        connections["owner"].close()
        yield written


@pytest.mark.parametrize("page", PAGES)
def test_only_the_public_connection_is_asked_and_no_cookie_is_set(
    client: Client, page: str, django_assert_num_queries: object
) -> None:
    with (
        django_assert_num_queries(0),
        django_assert_num_queries(  # type: ignore[operator]
            0, connection=connections["journal"]
        ),
    ):
        response = client.get(page)
    assert response.status_code == 200
    assert not response.cookies and "csrf" not in response.content.decode().lower()
    assert "<script" not in response.content.decode()


def test_the_public_role_reads_published_tables_and_no_other() -> None:
    seen, denied = set(), set()
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('default_transaction_read_only')")
        assert cursor.fetchone() == ("sijill_public", "on")
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        tables = {name for (name,) in cursor.fetchall()}
    for table in tables:
        try:
            with transaction.atomic(using="public"), connections["public"].cursor() as cursor:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            seen.add(table)
        except ProgrammingError:
            denied.add(table)
    assert seen == {"public.publish_publishedfigure", "public.publish_publishedcell"}
    ours = {f"public.{model._meta.db_table}" for model in apps.get_models()}
    assert ours & tables - seen <= denied and len(denied) > 40


def test_the_public_role_writes_nothing() -> None:
    with (
        pytest.raises(Exception, match=r"read-only|permission"),
        transaction.atomic(using="public"),
    ):
        PublishedFigure.objects.using("public").update(withdrawn_reason="x")


def test_killed_and_injured_stand_apart_with_their_totals(client: Client) -> None:
    page = said_by(client.get(PAGE))
    assert "84 Killed (persons)" in page and "131 Injured (persons)" in page
    # No number adds the two up.
    assert not re.search(r"\b215\b", page)
    for caption in (
        "Killed: Month × Governorate",
        "Injured: Sex × Age group",
        "Killed: Cause × Status",
    ):
        assert caption in page


def test_small_numbers_are_withheld_and_explained(client: Client) -> None:
    page = client.get(PAGE)
    assert "* withheld: fewer than 5, or would reveal such a number" in said_by(page)
    html = page.content.decode()
    shown = re.findall(r'<td class="num( withheld)?">(.*?)</td>', html)
    assert sum(bool(mark) for mark, _ in shown) > 6
    assert all("visually-hidden" in text for mark, text in shown if mark)
    assert not {text for mark, text in shown if not mark} & {"1", "2", "3", "4"}


def test_everything_a_number_needs_is_said(client: Client) -> None:
    page = said_by(client.get(PAGE))
    for words in (
        "Reasonable grounds to believe",
        "version 1.0",
        "48213",
        "20 April 2024",
        "2024-04-20T08:30:00Z",
        "January 2024 to March 2024",
        "FIG-2024-TEST1",
        "do not imply official endorsement",
        "A minimum: what could not",
        "Groups of unnamed persons",
    ):
        assert words in page


def test_the_csv_file_hashes_to_the_digest(client: Client, figures: list[PublishedFigure]) -> None:
    content = client.get("/figures/FIG-2024-TEST1.csv").content
    assert hashlib.sha256(content).hexdigest() == figures[0].digest
    shown = re.sub(r"<wbr>", "", client.get(PAGE).content.decode())
    assert figures[0].digest in shown


def test_the_digest_follows_from_the_json_file_by_what_the_page_explains(
    client: Client, figures: list[PublishedFigure]
) -> None:
    found = json.loads(client.get("/figures/FIG-2024-TEST1.json").content)
    text = io.StringIO()
    text.write("measure,margin,row,column,value\n")
    keys = ("measure", "margin", "row", "column")
    for cell in sorted(found["cells"], key=lambda cell: [cell[key] for key in keys]):
        value = "withheld" if cell["withheld"] else str(cell["value"])
        text.write(",".join([*(cell[key] for key in keys), value]) + "\n")
    assert hashlib.sha256(text.getvalue().encode()).hexdigest() == found["digest"]
    assert found["digest"] == figures[0].digest
    assert found["labels"]["IQG08"]["ar"] == "بغداد"


def test_one_changed_cell_changes_the_digest(client: Client) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get("/figures/FIG-2024-TEST1.csv").content.decode()))
    )
    cells = [
        PublicCell(
            row["measure"],
            row["margin"],
            row["row"],
            row["column"],
            None if row["value"] == "withheld" else int(row["value"]),
        )
        for row in rows
    ]
    assert canonical_bytes(cells) == canonical_bytes(reversed(cells))
    first = next(at for at, cell in enumerate(cells) if cell.value)
    changed = [*cells]
    changed[first] = PublicCell(*list(vars(cells[first]).values())[:4], cells[first].value + 1)  # type: ignore[operator]
    assert digest_of(changed) != digest_of(cells)


def test_withdrawn_figures_stay_with_their_reason(client: Client) -> None:
    page = said_by(client.get("/figures/"))
    assert page.index("FIG-2024-TEST1") < page.index("Withdrawn figures")
    assert page.index("Withdrawn figures") < page.index("Two incidents were recorded twice.")
    assert "FIG-2024-TEST0" not in said_by(client.get("/"))
    old = said_by(client.get("/figures/FIG-2024-TEST0/"))
    assert "This figure was withdrawn on 2 May 2024" in old and "Do not quote it" in old
    assert "sha256sum" not in old and ".csv" not in old and "84 Killed" not in old
    assert "FIG-2024-TEST0" in said_by(client.get(PAGE))


def test_no_numbers_of_a_withdrawn_figure(client: Client) -> None:
    response = client.get("/figures/FIG-2024-TEST0.csv")
    assert response.status_code == 404 and "was withdrawn" in said_by(response)
    assert json.loads(client.get("/figures/FIG-2024-TEST0.json").content)["cells"] == []


def test_no_figure_of_that_name(client: Client) -> None:
    for page in ("/figures/FIG-0000-NONE/", "/figures/FIG-0000-NONE.csv", "/methods/nothing/"):
        response = client.get(page)
        assert response.status_code == 404
        assert "No figure of this reference" in said_by(response)


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_the_language_travels_in_the_address(client: Client, language: str) -> None:
    html = client.get(f"{PAGE}?lang={language}").content.decode()
    inside = re.findall(r'href="(/(?!static)[^"#]*)"', html)
    assert len(inside) > 6
    assert [link for link in inside if f"lang={language}" not in link] == []
    assert "بەغدا" in html if language == "ckb" else "بغداد" in html


@pytest.mark.parametrize("page", ["/", "/figures/", "/methods/", "/about/", PAGE])
def test_pages_are_light(client: Client, page: str) -> None:
    response = client.get(page, headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(gzip.decompress(response.content)) > len(response.content)
    # Style sheets weigh 9 kB compressed; the whole first page stays under 30 kB.
    assert len(response.content) < 18_000
