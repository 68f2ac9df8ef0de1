"""Full-text search: the only reader of the narrow table.

The table carries the policy's own columns, since its index would lie idle under row-level
security; every row found is joined back to the protected one.

Rare words are gathered from the inverted index and sorted. Common ones are met within a short
walk, office by office, of the days from the newest; a word that was common only long ago is not,
so the walk has an end and gathering follows. Which way to begin, PostgreSQL's own statistics of
words say; left alone it would mix the two up whenever words go together.
"""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, DateField, F, Func, OrderBy, Q, QuerySet

from sijill.record.incidents.models import SearchEntry
from sijill.record.incidents.queries.by_office import OFFICE, of_each
from sijill.record.incidents.queries.filters import Cursor
from sijill.record.plain_words import plain_words
from sijill.trust.access.viewer import Viewer

Position = tuple[date, UUID]

# Rows. Gathering reads as many; a walk of five offices reads about as many again at this share
# of a third of a million, fewer above it.
RARE = 8_000
# Rows of an office that a walk reads at most.
WALK = 5_000
# Rows. From here on a thousand are sooner met by reading rows as they lie than by their words.
COMMON = 50_000
# Rows that are read at most to see that a word is as common as it seems.
READ = 60_000
COUNT = "SELECT count(*) FROM (SELECT FROM ({told}) told WHERE hit LIMIT %s) met"
CONFIG = "simple"


def query_of(text: str) -> SearchQuery | None:
    """Every word must occur; None for a text without words."""
    found = plain_words(text)
    if not found:
        return None
    return SearchQuery(" & ".join(found), search_type="raw", config=CONFIG)


def expected(query: SearchQuery) -> int:
    """How many rows PostgreSQL's statistics expect to match."""
    plan = json.loads(SearchEntry.objects.filter(vector=query).explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"])


def gathered(
    query: SearchQuery,
    viewer: Viewer,
    offices: list[str],
    condition: Q,
    cursor: Cursor | None,
    limit: int,
) -> list[Position]:
    """Where incidents of rare words stand (sort day, id), from the cursor on, nearest first."""
    rows = _matching(query, viewer, offices).filter(_through("incident", condition))
    # An expression no index knows, so that PostgreSQL gathers by words and sorts.
    day = Func(F("sort_day"), template="(%(expressions)s + 0)", output_field=DateField())
    order = _ordered(day, cursor)
    return list(_positions(rows.filter(_beyond(cursor)).order_by(*order))[:limit])


def walked(
    query: SearchQuery, viewer: Viewer, offices: list[str], cursor: Cursor | None, limit: int
) -> list[Position] | None:
    """The same for common words; None when the walk came to its end before the page was full."""
    back = cursor is not None and cursor.back
    ends = [day for (day,) in of_each(_end_of_walk(cursor), offices)]
    # As far as the shortest walk: beyond it an office would miss rows that another shows.
    last = (min(ends) if back else max(ends)) if ends else None
    within = Q(sort_day__lte=last) if back else Q(sort_day__gte=last)
    rows = _in_sight(viewer, [OFFICE]).filter(
        _holds(query), _beyond(cursor), within if last else Q()
    )
    ordered = _positions(rows).order_by(*_ordered(F("sort_day"), cursor))
    found = sorted(of_each(ordered[:limit], offices), reverse=not back)[:limit]
    return found if len(found) == limit or last is None else None


def _end_of_walk(cursor: Cursor | None) -> QuerySet[SearchEntry, tuple[date]]:
    rows = SearchEntry.objects.filter(_beyond(cursor), office=OFFICE)
    ordered = rows.order_by(*_ordered(F("sort_day"), cursor))
    return ordered.values_list("sort_day")[WALK : WALK + 1]


def count(query: SearchQuery, viewer: Viewer, offices: list[str], condition: Q, most: int) -> int:
    """How many match, counted no further than ``most``."""
    rows = _matching(query, viewer, offices).filter(_through("incident", condition))
    return rows.values("sort_day")[:most].count()


def count_common(query: SearchQuery, viewer: Viewer, offices: list[str], most: int) -> int:
    """The same for common words: ``most`` of them are soon met by reading rows as they lie.

    Words that turn out to be not so common are counted from the inverted index.
    """
    told = _in_sight(viewer, offices).annotate(hit=_holds(query)).values_list("hit")[:READ]
    statement, given = told.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(told=statement), [*given, most])
        met = int(cursor.fetchone()[0])
    return met if met == most else count(query, viewer, offices, Q(), most)


def _matching(query: SearchQuery, viewer: Viewer, offices: list[str]) -> QuerySet[SearchEntry]:
    return _in_sight(viewer, offices).filter(vector=query)


def _holds(query: SearchQuery) -> Func[BooleanField]:
    """In a form that no index answers: each office would gather the whole word otherwise."""
    return Func(Q(vector=query), template="(%(expressions)s) IS TRUE", output_field=BooleanField())


def _in_sight(viewer: Viewer, offices: list[str]) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(
        Q(office=offices[0]) if len(offices) == 1 else Q(office__in=offices),
        # PostgreSQL knows how many rows are in no compartment, and nothing of "contained by":
        # with that alone it expects to meet no row, and gathers all of a common word.
        Q(compartments=[]) | Q(compartments__contained_by=sorted(viewer.compartments)),
        classification__lte=int(viewer.clearance),
    )


def _positions(rows: QuerySet[SearchEntry]) -> QuerySet[SearchEntry, Position]:
    return rows.values_list("sort_day", "incident")


def _ordered(day: F | Func[DateField], cursor: Cursor | None) -> list[OrderBy]:
    keys = (day, F("incident"))
    back = cursor is not None and cursor.back
    return [key.asc() if back else key.desc() for key in keys]


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
