"""Spellings of places that wait for somebody who knows them, those of most reports first."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from sijill.intake.models import PlaceQuery
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer

Place = tuple[int, UUID]


@dataclass(frozen=True)
class Waiting:
    """One page of the queue and its cursors."""

    rows: list[PlaceQuery]
    next: str = ""
    previous: str = ""


def waiting_places(
    viewer: Viewer, *, office: str = "", settled: bool = False, cursor: str = "", limit: int = 25
) -> Waiting:
    """One page: spellings that wait (or are settled), by number of reports, most first.

    Raises Problem ``page.bad_cursor``.
    """
    at, back = _read(cursor)
    rows: QuerySet[PlaceQuery] = PlaceQuery.objects.filter(unit__isnull=not settled)
    if office:
        rows = rows.filter(office=office)
    order = ("reports", "pk") if back else ("-reports", "-pk")
    found = list(
        rows.filter(_beyond(at, back)).select_related("unit").order_by(*order)[: limit + 1]
    )
    more, kept = len(found) > limit, found[:limit]
    if back:
        kept.reverse()
    if not kept:
        return Waiting([])
    after = _write(kept[-1]) if back or more else ""
    before = f"-{_write(kept[0])}" if (more if back else at is not None) else ""
    return Waiting(kept, after, before)


def count_waiting(viewer: Viewer, cap: int = 1000) -> int:
    """How many spellings wait, counted to ``cap`` and no further."""
    rows = PlaceQuery.objects.filter(unit=None).order_by()
    return rows.values_list("pk", flat=True)[: cap + 1].count()


def get_place_query(viewer: Viewer, key: UUID) -> PlaceQuery:
    """One spelling. Raises Absent."""
    found = PlaceQuery.objects.select_related("unit").filter(pk=key).first()
    if found is None:
        raise Absent("record.absent")
    return found


def _beyond(at: Place | None, back: bool) -> Q:
    if at is None:
        return Q()
    reports, key = at
    if back:
        return Q(reports__gt=reports) | Q(reports=reports, pk__gt=key)
    return Q(reports__lt=reports) | Q(reports=reports, pk__lt=key)


def _write(query: PlaceQuery) -> str:
    return f"{query.reports}.{query.pk.hex}"


def _read(cursor: str) -> tuple[Place | None, bool]:
    if not cursor:
        return None, False
    back, plain = cursor.startswith("-"), cursor.removeprefix("-")
    reports, _, key = plain.partition(".")
    try:
        return (int(reports), UUID(key)), back
    except ValueError:
        raise Problem("page.bad_cursor") from None
