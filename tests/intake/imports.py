"""Importing in tests: a file from rows, read to its end in this process."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sijill.intake.actions.imports import start_import
from sijill.intake.models import ImportRun
from sijill.record.incidents.tasks import read_on
from sijill.trust.access.viewer import Viewer
from tests.intake.sheets import MAPPING, csv_bytes


def mapping(**changes: Any) -> dict[str, Any]:
    """The standing mapping with some parts changed."""
    return copy.deepcopy(MAPPING) | changes


def imported(
    by: Viewer,
    folder: Path,
    content: bytes | Iterable[Sequence[Any]],
    definition: Any = None,
    name: str = "partner.csv",
) -> ImportRun:
    """Import a file whole; returns the run as it ended."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else csv_bytes(content))
    run = start_import(by=by, path=path, name=name, mapping=definition or mapping(), defer=False)
    return read_on(run.pk, by.for_job())


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, rejected."""
    return run.created_rows, run.updated_rows, run.unchanged_rows, run.rejected_rows
