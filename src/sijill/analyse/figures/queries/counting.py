"""Running casualties.sql: its parameters, the planner's instructions, its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from sijill.analyse.figures.declared import Figure
from sijill.analyse.figures.units import Basis
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import first_level
from sijill.verify.policies import REJECTED

SQL = (Path(__file__).parent / "casualties.sql").read_text(encoding="utf-8")

MEMBERS = """
    SELECT m.group_id, a.incident_id, count(DISTINCT m.id)
    FROM people_person m JOIN incidents_act a ON a.victim_id = m.id
    WHERE m.group_id IS NOT NULL AND a.casualty <> '' AND a.created_at <= %(moment)s
    GROUP BY m.group_id, a.incident_id
"""

# A year of a million acts is sorted and hashed in memory, by as many processes as the machine
# gives: pages go without (base/postgres/server.py). The planner finds the way by itself, since the
# policy says that most rows are in no compartment (trust/access/walls.py).
PLANNING = {"work_mem": "128MB", "jit": "off", "max_parallel_workers_per_gather": "2"}


@dataclass(frozen=True)
class Row:
    """One line of casualties.sql: one cell of one margin, by recorded terms."""

    killed: bool
    placed: bool
    margin: str
    keys: tuple[Any, Any]
    best: int
    least: int
    most: int
    late: int
    groups: bool


def casualty_rows(
    figure: Figure, start: date, end: date, months: list[date], moment: datetime
) -> list[Row]:
    """The rows of the casualty tables; call inside bind(viewer)."""
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS, {"moment": moment})
        members = cursor.fetchall()
        given = _parameters(figure, start, end, months, moment) | {
            "groups": [row[0] for row in members],
            "incidents": [row[1] for row in members],
            "members": [row[2] for row in members],
        }
        with _planned(cursor):
            cursor.execute(SQL, given)
            return [_row(values) for values in cursor.fetchall()]


def _parameters(
    figure: Figure, start: date, end: date, months: list[date], moment: datetime
) -> dict[str, Any]:
    units = PlaceUnit.objects.filter(
        level=first_level(), valid_from__isnull=False, succeeds__isnull=False
    )
    moved = list(units.values_list("code", "valid_from", "succeeds_id"))
    return {
        "start": start,
        "end": end,
        "months": months,
        "moment": moment,
        "regime": figure.regime,
        "rejected": list(REJECTED),
        "verified": figure.basis is Basis.VERIFIED,
        "new": [row[0] for row in moved],
        "since": [row[1] for row in moved],
        "before": [row[2] for row in moved],
    }


@contextmanager
def _planned(cursor: Any) -> Iterator[None]:
    """PLANNING for what runs inside; after a failure the transaction is lost anyway."""
    for name, value in PLANNING.items():
        cursor.execute(f"SET LOCAL {name} = '{value}'")
    yield
    for name in PLANNING:
        cursor.execute(f"SET LOCAL {name} TO DEFAULT")


# grouping(month, sex, cause): a bit is 0 where the column takes part, the first column highest.
MARGIN_BITS = {0b011: ("month_place", 0), 0b101: ("sex_age", 2), 0b110: ("cause_status", 4)}


def _row(values: tuple[Any, ...]) -> Row:
    killed, placed, bits, *keys = values[:9]
    best, least, most, late, groups = values[9:]
    margin, at = MARGIN_BITS[bits]
    return Row(
        killed,
        placed,
        margin,
        (keys[at], keys[at + 1]),
        int(best),
        int(least),
        int(most),
        int(late),
        bool(groups),
    )
