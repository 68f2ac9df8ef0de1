"""The source tree, as house tests read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "sijill"

# From the first to be imported to the last (design, section 2).
ROOMS = [
    "base",
    "methods",
    "trust",
    "reference",
    "intake",
    "record",
    "verify",
    "analyse",
    "publish",
    "web",
]


def python_files(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    """(path from src/sijill, parsed file) of some rooms, or of all; migrations left out."""
    folders = [SOURCE / room for room in rooms] if rooms else [SOURCE]
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text())
