"""Sorting: taking in, giving, setting aside, bringing back; each an act with its leaf."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sijill.base.dates import PartialDate
from sijill.base.ids import valid_reference
from sijill.intake.actions import triage
from sijill.intake.actions.triage import TypedReport
from sijill.intake.models import PlaceQuery, Report
from sijill.intake.queries.queue import (
    ReportFilters,
    count_reports,
    get_report,
    reports_visible_to,
    sorters,
)
from sijill.reference.models import PlaceUnit
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import bind
from sijill.trust.keys.sealed import open_sealed
from sijill.trust.ledger.models import Leaf
from sijill.trust.worklist.models import Request
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CANARY = "Canary Village 9X"
LEAD = TypedReport(
    channel="telephone",
    received_on=date(2026, 3, 4),
    short="A market was shelled",
    occurred=PartialDate.of(2026, 3),
    place_written=CANARY,
)


def test_place_period_and_a_short_text_are_enough(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    report = triage.register_report(by=viewer, typed=LEAD)
    assert report.state == "new" and report.channel == "channel.telephone"
    assert valid_reference(report.reference)
    with bind(viewer):
        opened = open_sealed([report], ["received", "parsed"], code="report.open", viewer=viewer)
        asked = Request.objects.get(kind=triage.SORT, subject_key=report.pk)
    content = opened[report.pk]
    assert content["received"]["place_written"] == CANARY
    assert content["parsed"]["title"] == "A market was shelled"
    assert content["parsed"]["place"]["unmatched"] == CANARY
    assert asked.reference == report.reference


def test_an_unknown_place_waits_in_the_queue(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    for _ in range(2):
        report = triage.register_report(by=viewer, typed=LEAD)
    with bind(viewer):
        query = PlaceQuery.objects.get()
    assert (query.written, query.reports, report.place_query_id) == (CANARY, 2, query.pk)


def test_what_was_told_lies_nowhere_in_clear(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    report = triage.register_report(by=viewer, typed=replace(LEAD, teller=CANARY, told=CANARY))
    with bind(viewer):
        row = Report.objects.filter(pk=report.pk).values().get()
    leaf = Leaf.objects.get(action="report.register")
    assert CANARY.encode() not in b"|".join(
        bytes(v) if isinstance(v, memoryview | bytes) else str(v).encode() for v in row.values()
    )
    assert CANARY not in str(leaf.__dict__)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"short": " "}, "report.no_text"),
        ({"place_written": ""}, "report.no_place"),
        ({"place": "no-such"}, "report.no_place"),
        ({"occurred": PartialDate.unknown()}, "report.no_period"),
        ({"received_on": date(2999, 1, 1)}, "report.day_to_come"),
        ({"channel": "rumour"}, "report.unknown_channel"),
        ({"consent": {"store": "perhaps"}}, "report.unknown_consent"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, change: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        triage.register_report(by=cast.viewer("documenter"), typed=replace(LEAD, **change))
    assert refused.value.code == code


def test_a_known_place_brings_its_area(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    unit = PlaceUnit.objects.filter(level=2).order_by("code").first()
    assert unit is not None
    report = triage.register_report(by=viewer, typed=replace(LEAD, place=unit.code))
    with bind(viewer):
        parsed = open_sealed([report], ["parsed"], code="report.open", viewer=viewer)
    place = parsed[report.pk]["parsed"]["place"]
    assert place["unit"] == unit.code and place["area"] == unit.parent_id


def test_setting_aside_takes_a_reason_and_can_be_taken_back(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    report = triage.register_report(by=viewer, typed=LEAD)
    with pytest.raises(Problem, match=r"report\.no_reason"):
        triage.set_aside(by=viewer, report=report, reason="boring")
    aside = triage.set_aside(by=viewer, report=report, reason="duplicate")
    assert aside.state == "set_aside"
    with bind(viewer):
        assert not Request.objects.filter(subject_key=report.pk, done_at=None).exists()
    with pytest.raises(Problem, match=r"report\.already_sorted"):
        triage.set_aside(by=viewer, report=report, reason="duplicate")
    back = triage.bring_back(by=viewer, report=report)
    assert (back.state, back.set_aside_reason) == ("new", "")
    with pytest.raises(Problem, match=r"report\.not_aside"):
        triage.bring_back(by=viewer, report=report)


def test_a_report_is_given_to_whoever_can_sort_it(cast: Cast) -> None:
    head, documenter = cast.viewer("head"), cast.documenter
    report = triage.register_report(by=cast.viewer("documenter"), typed=LEAD)
    given = triage.assign_report(by=head, report=report, to=documenter.pk)
    assert given.assigned_to == documenter.pk
    with bind(head):
        assert Request.objects.get(subject_key=report.pk, done_at=None).assigned_to == documenter.pk
    for who in (cast.stranger.pk, cast.verifier.pk, uuid.uuid4()):
        with pytest.raises(Problem, match=r"report\.assignee_unknown"):
            triage.assign_report(by=head, report=report, to=who)
    with pytest.raises(Denied):
        triage.assign_report(by=cast.viewer("documenter"), report=report, to=None)
    names = [name for _, name in sorters(report.office_id)]
    assert "Synthetic documenter" in names and "Synthetic manager" in names
    assert "Synthetic stranger" not in names and "Synthetic verifier" not in names


def test_another_office_finds_nothing(cast: Cast) -> None:
    report = triage.register_report(by=cast.viewer("documenter"), typed=LEAD)
    stranger = cast.viewer("stranger")
    with bind(stranger), pytest.raises(Absent):
        get_report(stranger, report.reference)
    with bind(stranger):
        assert reports_visible_to(stranger, ReportFilters()).rows == []
    with pytest.raises(Absent):
        triage.set_aside(by=stranger, report=report, reason="duplicate")


def test_pages_do_not_slip(cast: Cast) -> None:
    """Every report once, across offices, forwards and back again."""
    viewer = cast.viewer("manager")
    offices = [cast.documenter.office_id, cast.stranger.office_id]
    day = timezone.localdate()
    made = [
        triage.register_report(
            by=viewer,
            typed=replace(LEAD, received_on=day - timedelta(days=n % 4)),
            office=offices[n % 2],
        )
        for n in range(11)
    ]
    with bind(viewer):
        seen, pages, cursor = [], [], ""
        while True:
            found = reports_visible_to(viewer, ReportFilters(), cursor, limit=4)
            pages.append([row.pk for row in found.rows])
            seen += found.rows
            if not found.next:
                break
            cursor = found.next
        assert len(seen) == len({row.pk for row in seen}) == 11
        assert [(r.received_on, r.pk) for r in seen] == sorted(
            ((r.received_on, r.pk) for r in seen), reverse=True
        )
        back = reports_visible_to(viewer, ReportFilters(), found.previous, limit=4)
        assert [row.pk for row in back.rows] == pages[-2]
        assert count_reports(viewer, ReportFilters(), cap=5) == 6
        assert count_reports(viewer, ReportFilters(office=offices[0])) == 6
        late = ReportFilters(before=day - timedelta(days=2))
        assert count_reports(viewer, late) == sum(
            r.received_on < day - timedelta(days=2) for r in made
        )
        with pytest.raises(Problem, match=r"page\.bad_cursor"):
            reports_visible_to(viewer, ReportFilters(), "nonsense")
