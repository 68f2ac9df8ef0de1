"""Full-text search: the only reader of the narrow table.

The table carries the policy's own columns, since its index would lie idle under row-level
security; every row found is joined back to the protected one.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from sijill.record.incidents.models import SearchEntry
from sijill.record.incidents.queries.filters import Cursor
from sijill.record.plain_words import plain_words
from sijill.trust.access.viewer import Viewer

Position = tuple[date, UUID]

# Up to here the words are rare: gather all that match and sort them. Beyond, walk the days from
# the newest and stop when the page is full.
RARE = 20_000
SHORTEST_PREFIX = 3
CONFIG = "simple"


def positions_of_text(
    text: str, viewer: Viewer, offices: list[str], condition: Q, cursor: Cursor | None, limit: int
) -> list[Position]:
    """Where the matching incidents stand (sort day, id), newest first from the cursor on."""
    query = _query(text)
    if query is None or not offices:
        return []
    rows = _visible(viewer, offices).filter(_beyond(cursor), vector=query)
    rows = rows.filter(_through("incident", condition))
    order = ("sort_day", "incident") if cursor and cursor.back else ("-sort_day", "-incident")
    return list(rows.order_by(*order).values_list("sort_day", "incident")[:limit])


def count_text(text: str, viewer: Viewer, offices: list[str], condition: Q, most: int) -> int:
    """How many match, counted no further than ``most``."""
    query = _query(text)
    if query is None or not offices:
        return 0
    rows = _visible(viewer, offices).filter(_through("incident", condition), vector=query)
    return rows.values("incident__sort_day")[:most].count()


def _visible(viewer: Viewer, offices: list[str]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(
        office__in=offices,
        classification__lte=int(viewer.clearance),
        compartments__contained_by=sorted(viewer.compartments),
    )


def _query(text: str) -> SearchQuery | None:
    """Every word must occur, the last one as a beginning; None for a text without words."""
    found = plain_words(text)
    if not found:
        return None
    *whole, last = found
    ending = f"{last}:*" if len(last) >= SHORTEST_PREFIX else last
    return SearchQuery(" & ".join([*whole, ending]), search_type="raw", config=CONFIG)


def _beyond(cursor: Cursor | None) -> Q:
    if cursor is None:
        return Q()
    if cursor.back:
        later = Q(sort_day__gt=cursor.day) | Q(sort_day=cursor.day, incident__gt=cursor.key)
        return Q(sort_day__gte=cursor.day) & later
    earlier = Q(sort_day__lt=cursor.day) | Q(sort_day=cursor.day, incident__lt=cursor.key)
    return Q(sort_day__lte=cursor.day) & earlier


def _through(path: str, condition: Q) -> Q:
    """The same condition, asked of the incident behind a search row."""
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            moved.children.append(_through(path, child))
        elif isinstance(child, tuple):
            name, value = child
            moved.children.append((f"{path}__{name}", value))
    return moved
