"""On which reports an incident rests, and that a linked report no longer waits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from sijill.intake.models import Report
from sijill.record.incidents.actions import link_report
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import reports_of
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast
from tests.record.incidents.cases import an_incident

pytestmark = pytest.mark.django_db


def a_report(by: Viewer) -> Report:
    report = Report(
        reference=f"R-{by.office}",
        office_id=by.office,
        created_by=by.account,
        channel="spreadsheet",
        received_on=timezone.localdate(),
        digest=b"d",
        source_key=by.office.encode(),
        stream="s",
    )
    with bind(by), writing("test"):
        report.seal(received=["canary"], parsed=None)
        report.save()
    return report


def linked(viewer: Viewer, incident: Incident) -> list[object]:
    with bind(viewer):
        return [row.report_id for row in reports_of(viewer, incident)]


def test_a_report_is_linked_once(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    report = a_report(viewer)
    incident = an_incident(viewer, reports=(report.pk,))
    for _ in range(2):
        link_report(by=viewer, incident=incident, report=report)
    assert linked(viewer, incident) == [report.pk]
    with bind(viewer):
        assert Report.objects.get(pk=report.pk).state == Report.State.DRAFTED


def test_whoever_may_not_sort_leaves_the_report_waiting(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    report, incident = a_report(viewer), an_incident(viewer)
    recorder = replace(viewer, permissions=viewer.permissions - {Permission.TRIAGE})
    link_report(by=recorder, incident=incident, report=report)
    assert linked(viewer, incident) == [report.pk]
    with bind(viewer):
        assert Report.objects.get(pk=report.pk).state == Report.State.NEW


def test_a_report_of_another_office_is_absent(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    theirs = a_report(cast.viewer("stranger"))
    incident = an_incident(viewer)
    with pytest.raises(Absent):
        link_report(by=viewer, incident=incident, report=theirs)
    assert linked(viewer, incident) == []
