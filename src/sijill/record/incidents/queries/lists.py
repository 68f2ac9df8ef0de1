"""Lists of incidents, newest first, a page at a time, at a size that does not matter.

Each office is read along its own index for one page, and the pages are merged: the work is
offices × page, however many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sijill.record.incidents.models import Incident
from sijill.record.incidents.overdue import overdue_on
from sijill.record.incidents.queries import search
from sijill.record.incidents.queries.by_office import OFFICE, count_of_each, of_each
from sijill.record.incidents.queries.filters import (
    Cursor,
    IncidentFilters,
    condition_of,
    offices_of,
)
from sijill.record.incidents.queries.search import Position
from sijill.reference.models import PlaceUnit
from sijill.trust.access.viewer import Viewer

CAP = 1000
NEWEST = ("-sort_day", "-pk")
OLDEST = ("sort_day", "pk")
# Read by no list: sealed or long.
LEFT_OUT = ("summary", "place_reason", "clocks", "wrapped_key", "key_epoch", "address_sealed")


@dataclass(frozen=True)
class Page:
    """One page: its rows, and the cursors of the next and the previous page (None at an end)."""

    rows: list[Incident]
    next: str | None
    previous: str | None


def incidents_visible_to(
    viewer: Viewer, filters: IncidentFilters, after: Cursor | str | None = None, limit: int = 50
) -> Page:
    """One page of the incidents in sight that pass the filters, newest first.

    Five queries at most, whatever the page holds. Raises Problem ``page.bad_cursor``,
    ``filter.*``.
    """
    cursor = Cursor.read(after)
    found = _positions(viewer, filters, cursor, limit + 1)
    more, kept = len(found) > limit, sorted(found[:limit], reverse=True)
    rows = _rows(key for _, key in kept)
    if not kept:
        return Page([], None, None)
    back = cursor is not None and cursor.back
    newer = more if back else cursor is not None
    older = True if back else more
    return Page(
        rows,
        str(Cursor(*kept[-1])) if older else None,
        str(Cursor(*kept[0], back=True)) if newer else None,
    )


def search_incidents(
    viewer: Viewer,
    text: str,
    filters: IncidentFilters | None = None,
    after: Cursor | str | None = None,
    limit: int = 50,
) -> Page:
    """Full-text search over titles, summaries, places and codes, with any other filter."""
    return incidents_visible_to(
        viewer, replace(filters or IncidentFilters(), text=text), after, limit
    )


def count_up_to(viewer: Viewer, filters: IncidentFilters, cap: int = CAP) -> int:
    """How many there are, counted no further than cap + 1 (shown as "1,000+")."""
    condition, offices = condition_of(filters, viewer), offices_of(filters, viewer)
    if not filters.text.strip():
        return _count(condition, offices, cap + 1)
    query = search.query_of(filters.text)
    if query is None:
        return 0
    expected = search.expected(query)
    if condition and expected > search.RARE:
        return _count(condition & Q(search_entry__vector=query), offices, cap + 1)
    if expected > search.COMMON:
        return search.count_common(query, viewer, offices, cap + 1)
    return search.count(query, viewer, offices, condition, cap + 1)


def overdue(viewer: Viewer, limit: int = 100) -> list[Incident]:
    """Cases silent for longer than their state allows, the longest silent first."""
    condition = overdue_on(timezone.localdate())
    silent = Incident.objects.filter(condition, office=OFFICE).order_by("last_activity", "pk")
    found = of_each(silent.values_list("last_activity", "pk")[:limit], sorted(viewer.offices))
    return _rows(key for _, key in sorted(found)[:limit])


def _count(condition: Q, offices: Sequence[str], most: int) -> int:
    rows = Incident.objects.filter(condition, office=OFFICE).values_list("pk")
    return count_of_each(rows, offices, most)


def _positions(
    viewer: Viewer, filters: IncidentFilters, cursor: Cursor | None, limit: int
) -> list[Position]:
    condition, offices = condition_of(filters, viewer), offices_of(filters, viewer)
    if not filters.text.strip():
        return _walked(condition, offices, cursor, limit)
    query = search.query_of(filters.text)
    if query is None or not offices:
        return []
    rare = search.expected(query) <= search.RARE
    if condition and not rare:
        # A common word and another filter: walk along the filter, asking each row for the word.
        return _walked(condition & Q(search_entry__vector=query), offices, cursor, limit)
    found = None if rare else search.walked(query, viewer, offices, cursor, limit)
    if found is None:
        found = search.gathered(query, viewer, offices, condition, cursor, limit)
    return found


def _walked(
    condition: Q, offices: Sequence[str], cursor: Cursor | None, limit: int
) -> list[Position]:
    back = cursor is not None and cursor.back
    rows = Incident.objects.filter(condition, _beyond(cursor), office=OFFICE)
    ordered = rows.order_by(*(OLDEST if back else NEWEST)).values_list("sort_day", "pk")
    return sorted(of_each(ordered[:limit], offices), reverse=not back)[:limit]


def _beyond(cursor: Cursor | None) -> Q:
    """Rows past the cursor; the plain bound on the day lets an index begin there."""
    if cursor is None:
        return Q()
    if cursor.back:
        later = Q(sort_day__gt=cursor.day) | Q(sort_day=cursor.day, pk__gt=cursor.key)
        return Q(sort_day__gte=cursor.day) & later
    earlier = Q(sort_day__lt=cursor.day) | Q(sort_day=cursor.day, pk__lt=cursor.key)
    return Q(sort_day__lte=cursor.day) & earlier


def _rows(keys: Iterable[UUID]) -> list[Incident]:
    """The incidents in the order of their keys, with place and area; two queries."""
    wanted = list(keys)
    held = Incident.objects.defer(*LEFT_OUT).in_bulk(wanted)
    rows = [held[key] for key in wanted if key in held]
    codes = {code for row in rows for code in (row.place_id, row.area_id) if code}
    # A page names few units many times over: read once each, not joined to each row.
    units = PlaceUnit.objects.only("names").in_bulk(codes) if codes else {}
    for row in rows:
        row.place, row.area = units.get(row.place_id), units.get(row.area_id)
    return rows
