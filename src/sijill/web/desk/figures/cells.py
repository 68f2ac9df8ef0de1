"""Answers of figures as cells, so that desk and public pages draw them alike."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.analyse.figures.tables import CasualtyTables, Margin, Measure
from sijill.publish.canonical import TOTAL, PublicCell


def cells_of(tables: CasualtyTables) -> list[PublicCell]:
    """Every cell and total of every margin; nothing is withheld at the desk."""
    return [
        cell
        for measure in tables.measures
        for margin in measure.margins
        for cell in _cells(measure, margin)
    ]


def _cells(measure: Measure, margin: Margin) -> Iterator[PublicCell]:
    def cell(row: str, column: str, value: int) -> PublicCell:
        return PublicCell(measure.name, margin.name, row, column, value)

    for row, line in zip(margin.rows, margin.cells, strict=True):
        for column, value in zip(margin.columns, line, strict=True):
            yield cell(row, column, value)
        yield cell(row, TOTAL, sum(line))
    for column, values in zip(margin.columns, zip(*margin.cells, strict=True), strict=True):
        yield cell(TOTAL, column, sum(values))
    yield cell(TOTAL, TOTAL, margin.total)
