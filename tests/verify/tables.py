"""Reading the worked tables of tests/spec."""

from __future__ import annotations

from pathlib import Path

SPEC = Path(__file__).resolve().parents[1] / "spec"


def rows_of(name: str, heading: str = "") -> list[dict[str, str]]:
    """The rows of the first table after a heading, as dicts by column."""
    text = (SPEC / name).read_text(encoding="utf-8")
    if heading:
        text = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]
