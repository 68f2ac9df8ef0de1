"""What anyone may read: published figures and their cells, over the connection of the public role.

Nothing here touches another table; the role behind the connection could not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sijill.publish.canonical import TOTAL, PublicCell
from sijill.publish.models import PublishedCell, PublishedFigure
from sijill.trust.access.errors import Absent

PUBLIC = "public"


@dataclass(frozen=True)
class Published:
    """One published figure as anyone sees it. ``totals``: grand total by measure, None withheld.

    ``cells`` is empty in lists.
    """

    reference: str
    figure: str
    period_from: date
    period_to: date
    unit: str
    standard: str
    method_version: str
    extracted_at: datetime
    published_at: datetime
    threshold: int
    ledger_size: int
    digest: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    totals: dict[str, int | None]
    cells: tuple[PublicCell, ...] = ()
    caveats: list[str] = field(default_factory=list)


def published_figures() -> list[Published]:
    """Every published figure with its totals, the newest period first; withdrawn ones stay."""
    rows = list(PublishedFigure.objects.using(PUBLIC).order_by("-period_to", "-published_at"))
    totals: dict[str, dict[str, int | None]] = {}
    grand = PublishedCell.objects.using(PUBLIC).filter(row=TOTAL, column=TOTAL)
    for owner, measure, value in grand.order_by("id").values_list("figure_id", "measure", "value"):
        totals.setdefault(owner, {})[measure] = value
    return [_published(row, totals.get(row.reference, {})) for row in rows]


def figure(reference: str) -> Published:
    """One published figure with all its cells. Raises Absent."""
    row = PublishedFigure.objects.using(PUBLIC).filter(reference=reference).first()
    if row is None:
        raise Absent("figure.absent")
    # In the order in which they were written: that of the breakdowns.
    found = PublishedCell.objects.using(PUBLIC).filter(figure_id=reference).order_by("id")
    cells = tuple(
        PublicCell(*values)
        for values in found.values_list("measure", "margin", "row", "column", "value")
    )
    totals = {cell.measure: cell.value for cell in cells if cell.row == cell.column == TOTAL}
    return _published(row, totals, cells)


def _published(
    row: PublishedFigure, totals: dict[str, int | None], cells: tuple[PublicCell, ...] = ()
) -> Published:
    names = [name for name in Published.__dataclass_fields__ if name not in ("totals", "cells")]
    return Published(**{name: getattr(row, name) for name in names}, totals=totals, cells=cells)
