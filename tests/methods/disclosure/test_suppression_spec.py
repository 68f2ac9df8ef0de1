"""Runs the worked examples of tests/spec/suppression.md."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from sijill.methods.disclosure import Bound, Cell, Suppressed, Table, audit, protect_linked

SPEC = Path(__file__).parents[2] / "spec" / "suppression.md"
Grid = list[list[str]]


@dataclass(frozen=True)
class Example:
    title: str
    threshold: int
    counts: list[Grid]
    published: list[Grid]
    conclusions: Grid


def examples() -> list[Example]:
    return [parsed(section) for section in re.split(r"^## ", SPEC.read_text(), flags=re.M)[1:]]


def parsed(section: str) -> Example:
    threshold = re.search(r"^Threshold: (\d+)$", section, flags=re.M)
    if threshold is None:
        raise ValueError(f"Give a threshold to the example “{section.splitlines()[0]}”.")
    _story, after = section.split("\nCounts:\n")
    counts, after = after.split("\nPublished:\n")
    published, _, conclusions = after.partition("\nA reader can conclude:\n")
    return Example(
        section.splitlines()[0],
        int(threshold[1]),
        grids(counts),
        grids(published),
        grids(conclusions)[0][1:] if conclusions else [],
    )


def grids(text: str) -> list[Grid]:
    blocks = re.findall(r"(?:^\|.*\n?)+", text, flags=re.M)
    return [
        [
            [field.strip() for field in line.strip("|").split("|")]
            for line in block.splitlines()
            if not line.startswith("|---")
        ]
        for block in blocks
    ]


def table_in(grid: Grid) -> Table:
    header, *lines = grid
    return Table(
        tuple(line[0] for line in lines[:-1]),
        tuple(header[1:-1]),
        tuple(tuple(int(count) for count in line[1:-1]) for line in lines[:-1]),
    )


def shown(result: Suppressed) -> Grid:
    labels = (*result.table.rows, "total")
    return [
        ["", *result.table.columns, "total"],
        *(
            [label, *("*" if count is None else str(count) for count in line)]
            for label, line in zip(labels, result.grid(), strict=True)
        ),
    ]


def labelled(table: Table, cell: Cell) -> tuple[str, str]:
    row = "total" if cell.row is None else table.rows[cell.row]
    column = "total" if cell.column is None else table.columns[cell.column]
    return row, column


def line_of(table: Table, bound: Bound) -> list[str]:
    high = "no limit" if bound.high is None else str(bound.high)
    return [*labelled(table, bound.cell), str(bound.low), high]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_worked_example(example: Example) -> None:
    tables = [table_in(grid) for grid in example.counts]
    for table, grid in zip(tables, example.counts, strict=True):
        assert shown(Suppressed(table, example.threshold, ())) == grid, "totals in the example"
    results = protect_linked(tables, example.threshold)
    assert [shown(result) for result in results] == example.published
    concluded = [line_of(tables[bound.table], bound) for bound in audit(results)]
    assert [line for line in example.conclusions if line not in concluded] == []


def test_the_examples_are_read() -> None:
    assert len(examples()) >= 7
    assert sum(len(example.conclusions) for example in examples()) >= 10
