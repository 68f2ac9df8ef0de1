"""The queue of reports, newest first, a page at a time at any size; and who could sort one.

Each office is read along its own index for one page, and the pages are merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sijill.intake.models import Report
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account

NEWEST = ("-received_on", "-pk")
OLDEST = ("received_on", "pk")
SEALED = ("received_sealed", "parsed_sealed", "wrapped_key")


@dataclass(frozen=True)
class ReportFilters:
    """What of the queue is wanted. before: only reports that came in earlier than a day."""

    state: str = Report.State.NEW
    office: str = ""
    channel: str = ""
    sender: str = ""
    assigned_to: UUID | None = None
    before: date | None = None


@dataclass(frozen=True)
class ReportPage:
    """One page, and the cursors of the next (older) and the previous (newer) one."""

    rows: list[Report]
    next: str = ""
    previous: str = ""


def reports_visible_to(
    viewer: Viewer, filters: ReportFilters, cursor: str = "", limit: int = 50
) -> ReportPage:
    """One page of the queue, in one query. Raises Problem ``page.bad_cursor``."""
    at, back = _read(cursor)
    found = list(_merged(viewer, filters, at, back, limit + 1))
    more, rows = len(found) > limit, found[:limit]
    if back:
        rows.reverse()
    if not rows:
        return ReportPage([])
    older = back or more
    newer = more if back else at is not None
    return ReportPage(
        rows,
        _write(rows[-1]) if older else "",
        f"-{_write(rows[0])}" if newer else "",
    )


def count_reports(viewer: Viewer, filters: ReportFilters, cap: int = 1000) -> int:
    """How many reports pass, counted to ``cap`` and no further; ``cap + 1`` says: more."""
    rows: QuerySet = Report.objects.filter(_condition(viewer, filters)).order_by()
    return rows.values_list("pk", flat=True)[: cap + 1].count()


def get_report(viewer: Viewer, reference: str) -> Report:
    """The report of this reference. Raises Absent, hidden or not there alike."""
    found = Report.objects.select_related("run").filter(reference=reference.upper()).first()
    if found is None:
        raise Absent("record.absent")
    return found


def sorters(office: str) -> list[tuple[UUID, str]]:
    """Colleagues whose role lets them sort reports of an office: (account id, name) by name."""
    able = [code for code, role in ROLES.items() if Permission.TRIAGE in role.permissions]
    wide = [code for code in able if ROLES[code].everywhere]
    holds = Q(grants__role__in=able, grants__office=office) | Q(grants__role__in=wide)
    found = Account.objects.filter(holds, is_active=True).distinct().order_by("full_name")
    return list(found.values_list("pk", "full_name"))


def _merged(
    viewer: Viewer, filters: ReportFilters, at: tuple[date, UUID] | None, back: bool, limit: int
) -> Iterable[Report]:
    order = OLDEST if back else NEWEST
    offices = [filters.office] if filters.office else sorted(viewer.offices)
    pieces = [
        Report.objects.filter(_condition(viewer, filters), _beyond(at, back), office_id=office)
        .defer(*SEALED)
        .order_by(*order)[:limit]
        for office in offices
        if office in viewer.offices
    ]
    if len(pieces) < 2:
        return pieces[0] if pieces else []
    return pieces[0].union(*pieces[1:], all=True).order_by(*order)[:limit]


def _condition(viewer: Viewer, filters: ReportFilters) -> Q:
    found = Q(state=filters.state)
    if filters.office:
        found &= Q(office_id=filters.office)
    if filters.channel:
        found &= Q(channel=filters.channel)
    if filters.sender:
        found &= Q(sender__istartswith=filters.sender)
    if filters.assigned_to:
        found &= Q(assigned_to=filters.assigned_to)
    if filters.before:
        found &= Q(received_on__lt=filters.before)
    return found


def _beyond(at: tuple[date, UUID] | None, back: bool) -> Q:
    if at is None:
        return Q()
    day, key = at
    if back:
        return Q(received_on__gte=day) & (Q(received_on__gt=day) | Q(pk__gt=key))
    return Q(received_on__lte=day) & (Q(received_on__lt=day) | Q(pk__lt=key))


def _write(report: Report) -> str:
    return f"{report.received_on:%Y%m%d}{report.pk.hex}"


def _read(cursor: str) -> tuple[tuple[date, UUID] | None, bool]:
    if not cursor:
        return None, False
    back, plain = cursor.startswith("-"), cursor.removeprefix("-")
    try:
        return (date.fromisoformat(plain[:8]), UUID(plain[8:])), back
    except ValueError:
        raise Problem("page.bad_cursor") from None
