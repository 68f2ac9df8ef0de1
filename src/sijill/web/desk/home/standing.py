"""Queues this person may work on, and a few numbers on how the office stands. One query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.intake.models import PlaceQuery, Report
from sijill.record.incidents.models import Incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.models import Request
from sijill.verify.actions.proposals import CONFIRM
from sijill.verify.states import VERIFICATION
from sijill.web.counting import capped, capped_counts

RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Tally:
    """One number with what it counts and where its list is."""

    label: str | Promise
    count: str
    url: str


@dataclass(frozen=True)
class _Asked:
    """A number to be counted. queue: shown only while there is something to do."""

    label: str | Promise
    rows: QuerySet
    address: str
    query: str = ""
    queue: bool = False


def tallies(viewer: Viewer) -> tuple[list[Tally], list[Tally]]:
    """(queues with something in them, numbers on the office)."""
    asked = {**_queues(viewer), **_office(viewer)}
    counts = capped_counts({name: one.rows for name, one in asked.items()})
    made = {name: _tally(one, counts[name]) for name, one in asked.items()}
    queues = [made[name] for name, one in asked.items() if one.queue and counts[name]]
    return queues, [made[name] for name, one in asked.items() if not one.queue]


def _queues(viewer: Viewer) -> dict[str, _Asked]:
    found = {}
    if viewer.may(Permission.TRIAGE):
        new = Report.objects.filter(state=Report.State.NEW)
        found["reports"] = _Asked(_("reports to sort"), new, "reports", queue=True)
    if viewer.may(Permission.PLACES):
        unmatched = PlaceQuery.objects.filter(settled_at=None)
        found["places"] = _Asked(_("places to match"), unmatched, "places", queue=True)
    return found


def _office(viewer: Viewer) -> dict[str, _Asked]:
    if not viewer.may(Permission.READ):
        return {}
    since = timezone.localdate() - RECENT
    cases = Incident.objects.filter(office=viewer.office)
    here = f"?office={viewer.office}"
    unsettled = Request.objects.filter(
        office=viewer.office, needs=Permission.CONFIRM, kind=CONFIRM, done_at=None
    )
    return {
        "recent": _Asked(
            _("incidents of the last 30 days"), cases.filter(sort_day__gte=since),
            "incidents", f"{here}&from={since.isoformat()}",
        ),
        "verifying": _Asked(
            _("cases under verification"), cases.filter(state=VERIFICATION),
            "incidents", f"{here}&state={VERIFICATION}",
        ),
        "unsettled": _Asked(_("findings waiting for a second person"), unsettled, "findings"),
    }  # fmt: skip


def _tally(one: _Asked, count: int) -> Tally:
    try:
        url = reverse(one.address) + one.query
    except NoReverseMatch:
        url = ""
    return Tally(one.label, capped(count), url)
