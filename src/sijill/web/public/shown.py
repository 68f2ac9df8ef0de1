"""Tables of one measure, each with its chart and map: the same on public pages and at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from sijill.publish.canonical import PublicCell
from sijill.web.public.drawings import (
    column_totals,
    months_chart,
    places_map,
    row_totals,
    terms_chart,
)
from sijill.web.public.grids import Grid, grids
from sijill.web.public.words import unit_label


@dataclass(frozen=True)
class Shown:
    """One table with what is drawn of it."""

    grid: Grid
    chart: SafeString | None
    map: SafeString | None


def drawn(
    cells: Sequence[PublicCell],
    measure: str,
    unit: str,
    period: tuple[date, date],
    remarks: Mapping[str, str] | None = None,
) -> list[Shown]:
    """The tables of a measure; ``unit`` is a term key, ``remarks`` stand beside labels."""
    words = unit_label(unit)
    found = []
    for grid in grids(cells, measure, remarks):
        rows = row_totals(cells, measure, grid.margin)
        columns = column_totals(cells, measure, grid.margin)
        chart = months_chart(rows, measure, words) or terms_chart(rows, grid.heading, words)
        found.append(Shown(grid, chart, places_map(columns, measure, words, *period)))
    return found
