"""Synthetic published figures, written as the owner and really committed, and taken away again.

The public role reads over a connection of its own: rows of a test's open transaction it cannot see.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from sijill.methods.disclosure import Cell, Suppressed, Table, protect_linked
from sijill.publish.canonical import TOTAL, PublicCell, digest_of
from sijill.publish.models import PublishedCell, PublishedFigure

THRESHOLD = 5
PLACES = ["IQG01", "IQG02", "IQG08", "IQG10", "IQG13", "IQG15", "IQG16"]
MONTHS = ["2024-01", "2024-02", "2024-03"]
SEXES, AGES = ["sex.man", "sex.woman", "answer.unknown"], ["age.adult", "age.child"]
CAUSES = ["cause.heavy_explosive", "cause.planted_explosive", "cause.small_arms"]
STATUSES = ["status.civilian", "status.other_protected"]


def _spread(total: int, rows: list[str], columns: list[str], chance: random.Random) -> Table:
    counts = [[0] * len(columns) for _ in rows]
    for _ in range(total):
        counts[chance.randrange(len(rows))][chance.randrange(len(columns))] += 1
    return Table(tuple(rows), tuple(columns), tuple(map(tuple, counts)))


def _cells(measure: str, margin: str, table: Suppressed) -> Iterator[PublicCell]:
    for cell in table.table:
        row = TOTAL if cell.row is None else table.table.rows[cell.row]
        column = TOTAL if cell.column is None else table.table.columns[cell.column]
        yield PublicCell(measure, margin, row, column, table.published(Cell(cell.row, cell.column)))


def invented_cells(seed: int = 1) -> list[PublicCell]:
    """Cells of two measures over three margins, small numbers withheld as always."""
    chance = random.Random(seed)
    found: list[PublicCell] = []
    for measure, total in (("killed", 84), ("injured", 131)):
        tables = [
            _spread(total, MONTHS, PLACES, chance),
            _spread(total, SEXES, AGES, chance),
            _spread(total, CAUSES, STATUSES, chance),
        ]
        margins = ["month_place", "sex_age", "cause_status"]
        for margin, table in zip(margins, protect_linked(tables, THRESHOLD), strict=True):
            found.extend(_cells(measure, margin, table))
    return found


def write(using: str, reference: str, seed: int = 1, **changes: Any) -> PublishedFigure:
    """Write one figure with its cells over a connection."""
    cells = invented_cells(seed)
    values: dict[str, Any] = {
        "figure": "casualties",
        "period_from": date(2024, 1, 1),
        "period_to": date(2024, 3, 31),
        "unit": "unit.casualty",
        "standard": "standard.reasonable_grounds",
        "method_version": "1.0",
        "extracted_at": datetime(2024, 4, 20, 8, 30, tzinfo=UTC),
        "published_at": datetime(2024, 5, 2, 9, 0, tzinfo=UTC),
        "threshold": THRESHOLD,
        "ledger_size": 48213,
        "caveats": ["minimum", "groups"],
        "digest": digest_of(cells),
    }
    figure = PublishedFigure(reference=reference, **(values | changes))
    figure.save(using=using)
    if figure.withdrawn_at:
        return figure
    PublishedCell.objects.using(using).bulk_create(
        PublishedCell(
            figure=figure,
            measure=cell.measure,
            margin=cell.margin,
            row=cell.row,
            column=cell.column,
            value=cell.value,
            withheld=cell.value is None,
        )
        for cell in cells
    )
    return figure


@contextmanager
def committed(using: str = "owner") -> Iterator[list[PublishedFigure]]:
    """One current figure and a withdrawn earlier one, there for everyone until the block ends."""
    withdrawn = {
        "extracted_at": datetime(2024, 4, 4, 8, 0, tzinfo=UTC),
        "published_at": datetime(2024, 4, 9, 9, 0, tzinfo=UTC),
        "withdrawn_at": datetime(2024, 5, 2, 9, 0, tzinfo=UTC),
        "withdrawn_reason": "Two incidents were recorded twice.",
    }
    figures = [write(using, "FIG-2024-TEST1"), write(using, "FIG-2024-TEST0", seed=2, **withdrawn)]
    try:
        yield figures
    finally:
        PublishedCell.objects.using(using).filter(figure__in=figures).delete()
        PublishedFigure.objects.using(using).filter(pk__in=[f.pk for f in figures]).delete()
