"""Reads the worked tables of tests/spec."""

from pathlib import Path

SPEC = Path(__file__).resolve().parent.parent / "spec"

Row = dict[str, str]


def tables(name: str) -> list[list[Row]]:
    """Give every table of a file, each row by its column headings."""
    found: list[list[Row]] = []
    heading: list[str] = []
    for line in (SPEC / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heading = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not heading:
            heading = cells
            found.append([])
        elif set(line) - set("|-"):
            found[-1].append(dict(zip(heading, cells, strict=True)))
    return found
