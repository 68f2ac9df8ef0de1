"""From a figure's tables to what may be published: withheld cells, and the proof that it holds."""

from __future__ import annotations

from typing import Any

from sijill.analyse.figures.declared import Figure
from sijill.analyse.figures.tables import CasualtyTables, Margin
from sijill.methods.disclosure import (
    Attacker,
    Cell,
    Suppressed,
    Table,
    audit,
    difference_exposes,
    protect_measures,
    unavoidable,
)
from sijill.methods.disclosure.tables import Mark
from sijill.methods.disclosure.tables import suppressed as marked
from sijill.publish.canonical import TOTAL, PublicCell
from sijill.reference.queries import pack

Measures = dict[str, tuple[Suppressed, ...]]


def threshold_of(figure: Figure) -> int:
    """The pack's threshold for the figure: the least count that is published."""
    return int(getattr(pack().rules.suppression, figure.threshold))


def protected(tables: CasualtyTables, threshold: int) -> Measures:
    """The margins of each measure with what must be withheld, proved by exact bounds."""
    return protect_measures(
        {m.name: [_table(margin) for margin in m.margins] for m in tables.measures}, threshold
    )


def proof(found: Measures) -> dict[str, Any]:
    """What the audit concluded, to be kept with the publication.

    bounds: for each withheld number the least and greatest value a reader can work out; width: the
    narrowest of them. unavoidable: small counts that no further withholding would hide better.
    """
    bounds = [
        (measure, bound)
        for measure, tables in found.items()
        for bound in audit(tables, Attacker.READER)
    ]
    widths = [bound.width for _measure, bound in bounds if bound.high is not None]
    return {
        "bounds": [
            [measure, b.table, b.cell.row, b.cell.column, b.low, b.high] for measure, b in bounds
        ],
        "width": min(widths, default=None),
        "unavoidable": sum(len(unavoidable(tables)) for tables in found.values()),
    }


def cells_of(found: Measures, names: tuple[str, ...]) -> list[PublicCell]:
    """Every number of every margin as the public sees it, totals included."""
    return [
        PublicCell(
            measure,
            name,
            _key(table.rows, cell.row),
            _key(table.columns, cell.column),
            one.published(cell),
        )
        for measure, tables in found.items()
        for name, one in zip(names, tables, strict=True)
        for table in [one.table]
        for cell in table
    ]


def as_plain(found: Measures, names: tuple[str, ...]) -> dict[str, Any]:
    """Counts and marks as JSON, for the desk: never shown to the public."""
    return {
        measure: [
            {
                "name": name,
                "rows": list(one.table.rows),
                "columns": list(one.table.columns),
                "cells": [list(line) for line in one.table.cells],
                "marks": [[w.cell.row, w.cell.column, str(w.mark)] for w in one.withheld],
            }
            for name, one in zip(names, tables, strict=True)
        ]
        for measure, tables in found.items()
    }


def from_plain(plain: dict[str, Any], threshold: int) -> Measures:
    """The protected tables back from ``as_plain``."""
    return {
        measure: tuple(_suppressed(table, threshold) for table in tables)
        for measure, tables in plain.items()
    }


def differences(old: Measures, new: Measures, threshold: int) -> list[list[str]]:
    """Numbers of an earlier release that a reader could subtract to learn of a few people.

    Each as measure, table number, row key, column key (R10.07).
    """
    return [
        [measure, str(at), _key(now.table.rows, cell.row), _key(now.table.columns, cell.column)]
        for measure in old.keys() & new.keys()
        for at, (before, now) in enumerate(zip(old[measure], new[measure], strict=False))
        for cell in difference_exposes(before, now, threshold)
    ]


def _table(margin: Margin) -> Table:
    return Table(margin.rows, margin.columns, margin.cells)


def _key(labels: tuple[str, ...], at: int | None) -> str:
    return TOTAL if at is None else labels[at]


def _suppressed(plain: dict[str, Any], threshold: int) -> Suppressed:
    cells = tuple(tuple(line) for line in plain["cells"])
    table = Table(tuple(plain["rows"]), tuple(plain["columns"]), cells)
    marks = {Cell(row, column): Mark(mark) for row, column, mark in plain["marks"]}
    return marked(table, threshold, marks)
