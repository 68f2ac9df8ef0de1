"""Full-text search: the only reader of the narrow table.

The table carries the policy's own columns, since its index would lie idle under row-level
security; every row found is joined back to the protected one.

Rare words are gathered from the inverted index and sorted. Common ones are met within a short
walk of the days from the newest. Guessing wrong costs seconds, so it is not left to estimates:
matches are counted first, no further than RARE.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import DateField, F, Func, Q, QuerySet

from sijill.record.incidents.models import SearchEntry
from sijill.record.incidents.queries.filters import Cursor
from sijill.record.plain_words import plain_words
from sijill.trust.access.viewer import Viewer

Position = tuple[date, UUID]

RARE = 20_000
SHORTEST_PREFIX = 3
CONFIG = "simple"


def query_of(text: str) -> SearchQuery | None:
    """Every word must occur, the last one as a beginning; None for a text without words."""
    found = plain_words(text)
    if not found:
        return None
    *whole, last = found
    ending = f"{last}:*" if len(last) >= SHORTEST_PREFIX else last
    return SearchQuery(" & ".join([*whole, ending]), search_type="raw", config=CONFIG)


def is_rare(query: SearchQuery, viewer: Viewer, offices: list[str]) -> bool:
    """Do few enough rows match to gather them all?"""
    return _matching(query, viewer, offices).values("sort_day")[: RARE + 1].count() <= RARE


def positions(
    query: SearchQuery,
    viewer: Viewer,
    offices: list[str],
    condition: Q,
    cursor: Cursor | None,
    limit: int,
    *,
    rare: bool,
) -> list[Position]:
    """Where matching incidents stand (sort day, id), from the cursor on, nearest first.

    condition: further conditions on the incident; only together with ``rare``.
    """
    rows = _matching(query, viewer, offices).filter(_beyond(cursor))
    rows = rows.filter(_through("incident", condition))
    # An expression no index knows: PostgreSQL gathers by words and sorts.
    day = Func(F("sort_day"), template="(%(expressions)s + 0)", output_field=DateField())
    keys = [day if rare else F("sort_day"), F("incident")]
    back = cursor is not None and cursor.back
    ordered = rows.order_by(*(key.asc() if back else key.desc() for key in keys))
    return list(ordered.values_list("sort_day", "incident")[:limit])


def count(query: SearchQuery, viewer: Viewer, offices: list[str], condition: Q, most: int) -> int:
    """How many match, counted no further than ``most``."""
    rows = _matching(query, viewer, offices).filter(_through("incident", condition))
    return rows.values("sort_day")[:most].count()


def _matching(query: SearchQuery, viewer: Viewer, offices: list[str]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(
        vector=query,
        office__in=offices,
        classification__lte=int(viewer.clearance),
        compartments__contained_by=sorted(viewer.compartments),
    )


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
