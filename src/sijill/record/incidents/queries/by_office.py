"""One question put to every office along its own index, in one statement.

Django builds and compiles a query once: five times over costs more than PostgreSQL needs to answer
all five. Row-level security applies; call inside bind(viewer).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Stands for the office where the question is built; no office can be called so.
OFFICE = "\x00office"


def of_each(rows: QuerySet[Any, Any], offices: Sequence[str]) -> list[tuple[Any, ...]]:
    """The columns of ``rows`` (filtered by ``office=OFFICE``) for each of the offices."""
    return _run("{parts}", rows, offices, [])


def count_of_each(rows: QuerySet[Any, Any], offices: Sequence[str], most: int) -> int:
    """How many rows the offices have together, counted no further than ``most``."""
    found = _run("SELECT count(*) FROM ({parts} LIMIT %s) counted", rows, offices, [most])
    return int(found[0][0]) if found else 0


def _run(
    frame: str, rows: QuerySet[Any, Any], offices: Sequence[str], more: list[Any]
) -> list[tuple[Any, ...]]:
    try:
        statement, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    if not offices:
        return []
    parts = " UNION ALL ".join([f"({statement})"] * len(offices))
    values = [office if value == OFFICE else value for office in offices for value in given]
    with connection.cursor() as cursor:
        cursor.execute(frame.format(parts=parts), [*values, *more])
        return cursor.fetchall()
