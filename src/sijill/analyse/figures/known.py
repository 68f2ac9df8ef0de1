"""Answers worked out once, given again while nothing they rest on has changed.

The version of the data is the ledger: whatever changes a row leaves a leaf in the same
transaction, and the sequencer puts committed leaves in one order. An answer is kept with the size
the tree had before its rows were read, and the leaves that then waited to be ordered; it stands
while no other leaf, ordered since or waiting, is of an action that can change a figure. So no room
has to remember to bump a counter, and a long import does not make everyone else wait for one row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from sijill.analyse.figures.declared import Figure
from sijill.analyse.figures.models import KnownAnswer
from sijill.analyse.figures.tables import CasualtyTables, as_plain, from_plain
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.ledger.leaves import canonical
from sijill.trust.ledger.models import Root

# Actions that cannot change a figure, by the first word of their code. Anything else might.
HARMLESS = (
    "account",
    "draft",
    "figure",
    "look",
    "mapping",
    "names",
    "publication",
    "refused",
    "session",
)

MANY = 1000

ENTERED = """
    SELECT EXISTS (
        SELECT FROM ledger_entry e JOIN ledger_leaf l ON l.id = e.leaf_id
        WHERE e.index >= %(size)s AND split_part(l.action, '.', 1) <> ALL (%(harmless)s)
            AND l.id <> ALL (%(covered)s::uuid[])
    )
"""

WAITING = """
    SELECT l.id FROM ledger_unsequenced u JOIN ledger_leaf l ON l.id = u.leaf_id
    WHERE split_part(l.action, '.', 1) <> ALL (%(harmless)s) LIMIT %(many)s
"""


@dataclass(frozen=True)
class Version:
    """What the ledger held when rows were about to be read.

    size: of the tree. waiting: leaves that can change a figure, committed but not yet ordered.
    """

    size: int
    waiting: tuple[str, ...] = ()


def version() -> Version:
    """The ledger now. Ask before reading rows: what comes between makes an answer stale early.

    With very many leaves waiting none is listed, and the answer is worked out again later.
    """
    size = Root.objects.order_by("-size").values_list("size", flat=True).first() or 0
    waiting = _waiting()
    return Version(size, waiting if len(waiting) <= MANY else ())


def changed_since(known: Version) -> bool:
    """May anything that figures rest on have changed since this version?"""
    given: dict[str, Any] = {
        "size": known.size,
        "harmless": list(HARMLESS),
        "covered": list(known.waiting),
    }
    with connection.cursor() as cursor:
        cursor.execute(ENTERED, given)
        entered = bool(cursor.fetchone()[0])
    return entered or not set(_waiting()) <= set(known.waiting)


def _waiting() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"harmless": list(HARMLESS), "many": MANY + 1})
        return tuple(str(row[0]) for row in cursor.fetchall())


def scope_of(viewer: Viewer) -> str:
    """A digest of what the viewer may see: answers are never shown under other labels."""
    sight = [sorted(viewer.offices), sorted(viewer.compartments), int(viewer.clearance)]
    return hashlib.sha256(canonical(sight)).hexdigest()


def question_of(asked: Figure, start: date, end: date) -> str:
    """A digest of what was asked, and on which day: which months are incomplete depends on it."""
    today = timezone.localdate()
    return hashlib.sha256(
        canonical([asked.code, asked.method_version, start, end, today])
    ).hexdigest()


def known_answer(viewer: Viewer, asked: Figure, start: date, end: date) -> CasualtyTables | None:
    """The answer already known to this question under these labels, or None."""
    found = (
        KnownAnswer.objects.filter(question=question_of(asked, start, end), scope=scope_of(viewer))
        .order_by("-data_version")
        .first()
    )
    if found is None:
        return None
    if changed_since(Version(found.data_version, tuple(found.tables["waiting"]))):
        return None
    return from_plain(found.tables["answer"])


@action("figure.remember", permission=None)
def remember(*, by: Viewer, asked: Figure, tables: CasualtyTables, drawn: Version) -> None:
    """Keep an answer for whoever sees as much; its older versions go."""
    question = question_of(asked, tables.start, tables.end)
    kept = KnownAnswer(
        question=question,
        scope=scope_of(by),
        data_version=drawn.size,
        tables={"waiting": list(drawn.waiting), "answer": as_plain(tables)},
        office_id=_home(by),
        compartments=sorted(by.compartments),
        classification=int(by.clearance),
        created_by=by.account,
    )
    KnownAnswer.objects.filter(question=question, scope=kept.scope).delete()
    KnownAnswer.objects.bulk_create([kept], ignore_conflicts=True)
    commit_to(
        "figure", asked.code, {"question": question}, start=str(tables.start), end=str(tables.end)
    )


def _home(viewer: Viewer) -> str:
    return viewer.office if viewer.office in viewer.offices else min(viewer.offices)
