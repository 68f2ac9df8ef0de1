"""The pages of reports: the queue, one report, taking one down, sorting it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sijill.base.dates import PartialDate
from sijill.intake.actions.triage import TypedReport, register_report
from sijill.intake.models import Report
from sijill.record.incidents.actions import open_lead
from sijill.record.incidents.models import IncidentReport
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from sijill.web.desk.reports.received import lines_of
from tests.cast import Cast
from tests.intake.imports import imported
from tests.intake.sheets import GOOD, HEADING

pytestmark = pytest.mark.django_db

CANARY = "Canary words 4Q"
FORM = {
    "short": "A house was burnt",
    "where": "Nowhere at all 77",
    "occurred": "May 2021",
    "calendar": "gregorian",
    "channel": "telephone",
    "received_on": "2026-01-05",
    "told": CANARY,
    **{f"consent_{p}": "not_asked" for p in ("store", "share_un", "share_others", "quote", "name")},
}


@pytest.fixture
def sign_in(cast: Cast, settings: object, client: Client):  # type: ignore[no-untyped-def]
    settings.DEMO = True  # type: ignore[attr-defined]

    def as_(who: str) -> Client:
        client.force_login(getattr(cast, who))
        return client

    return as_


def one(cast: Cast, **change: object) -> Report:
    typed = TypedReport(
        channel="telephone",
        received_on=date(2026, 1, 5),
        short="A market was shelled",
        occurred=PartialDate.of(2026, 1),
        place_written="somewhere",
        told=CANARY,
    )
    return register_report(by=cast.viewer("documenter"), typed=typed)


def test_taking_down_a_call(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("documenter")
    assert client.get(reverse("report_new")).status_code == 200
    answer = client.post(
        reverse("report_new"), {**FORM, "office": cast.documenter.office_id, "place": "-"}
    )
    assert answer.status_code == 302, answer.content.decode()
    with bind(cast.viewer("documenter")):
        report = Report.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert report.reference in page and CANARY not in page and "A house was burnt" not in page


def test_a_place_in_doubt_is_asked_about_and_nothing_is_lost(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("documenter")
    given = {**FORM, "office": cast.documenter.office_id, "where": "al", "occurred": "31/02/2020"}
    page = client.post(reverse("report_new"), given).content.decode()
    assert CANARY in page and 'type="radio" name="place"' in page
    assert "no day 31" in page
    with bind(cast.viewer("documenter")):
        assert not Report.objects.exists()


def test_opening_is_an_act_and_shown_once(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    client = sign_in("documenter")
    address = reverse("report_open", args=[report.reference])
    assert client.get(address).status_code == 405
    assert client.post(address, {"reason": "curious"}).status_code == 400
    assert not Leaf.objects.using("journal").filter(action="report.open").exists()
    page = client.post(address, {"reason": "sort"})
    assert CANARY in page.content.decode() and page["Cache-Control"] == "no-store"
    leaves = Leaf.objects.using("journal").filter(action="report.open", by=cast.documenter.pk)
    assert leaves.count() == 1
    assert CANARY not in client.get(reverse("report", args=[report.reference])).content.decode()


def test_a_row_of_a_file_is_shown_under_its_headings(
    cast: Cast,
    sign_in,  # type: ignore[no-untyped-def]
    tmp_path: Path,
) -> None:
    rows = [(*HEADING, "remarks"), (*GOOD[:2], "Baghdad", "", *GOOD[4:], "seen by two")]
    imported(cast.viewer("manager"), tmp_path, rows)
    with bind(cast.viewer("documenter")):
        report = Report.objects.get()
    address = reverse("report_open", args=[report.reference])
    page = sign_in("documenter").post(address, {"reason": "sort"}).content.decode()
    assert '<dt dir="auto">remarks</dt><dd><p dir="auto">seen by two</p>' in page


def test_a_cell_without_a_heading_goes_by_its_letters() -> None:
    assert lines_of(["1", "2016"], ["id"]) == [("id", "1"), ("B", "2016")]


def test_who_may_not_open_reads_no_content(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    client = sign_in("manager")
    address = reverse("report_open", args=[report.reference])
    assert client.post(address, {"reason": "sort"}).status_code == 403


def test_another_office_sees_no_report(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    client = sign_in("stranger")
    assert client.get(reverse("report", args=[report.reference])).status_code == 404
    assert client.get(reverse("report", args=["BGDR-2026-00000"])).status_code == 404
    assert report.reference not in client.get(reverse("reports")).content.decode()


def test_into_an_incident(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    lead = open_lead(
        by=cast.viewer("documenter"), title="Known", occurred=PartialDate.of(2026), place=None
    )
    client = sign_in("documenter")
    address = reverse("report_promote", args=[report.reference])
    assert client.post(address, {"incident": "BGD-2026-AAAAA"}).status_code in (400, 404)
    assert client.post(address, {"incident": lead.reference.lower()}).status_code == 302
    with bind(cast.viewer("documenter")):
        assert IncidentReport.objects.filter(report=report, incident=lead).exists()
        assert Report.objects.get().state == "drafted"
    page = client.get(reverse("report", args=[report.reference])).content.decode()
    assert lead.reference in page


def test_aside_and_back_and_given_away(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    client = sign_in("head")
    aside = reverse("report_set_aside", args=[report.reference])
    assert client.post(aside, {"reason": ""}).status_code == 400
    assert client.post(aside, {"reason": "duplicate"}).status_code == 302
    assert (
        report.reference in client.get(reverse("reports"), {"state": "set_aside"}).content.decode()
    )
    back = reverse("report_bring_back", args=[report.reference])
    assert client.post(back).status_code == 302
    give = reverse("report_assign", args=[report.reference])
    assert client.post(give, {"to": "nobody-known"}).status_code == 400
    assert client.post(give, {"to": str(cast.documenter.pk)}).status_code == 302
    mine = sign_in("documenter").get(reverse("reports"), {"mine": "1", "overdue": "1"})
    assert report.reference in mine.content.decode()


def test_the_queue_asks_the_same_for_one_row_and_three(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("manager")
    one(cast)
    client.get(reverse("reports"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("reports")).status_code == 200
        return len(queries)

    first = asked()
    one(cast)
    one(cast)
    assert asked() == first <= 12


def test_one_report_asks_little(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    report = one(cast)
    client = sign_in("head")
    client.get(reverse("report", args=[report.reference]))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("report", args=[report.reference]))
    assert len(queries) <= 12, [q["sql"][:150] for q in queries]
