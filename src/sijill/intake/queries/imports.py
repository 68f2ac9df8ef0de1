"""Reading imports: runs and their progress, mappings, places that wait."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from sijill.intake.models import ImportRun, Mapping, PlaceQuery, RejectedRow
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer


@dataclass(frozen=True)
class Progress:
    """How far a run has come. ``seconds_left`` is None until it can be told."""

    state: str
    done: int
    total: int | None
    created: int
    updated: int
    unchanged: int
    rejected: int
    unmatched: int
    seconds: float
    seconds_left: float | None

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True)
class Offered:
    """A mapping one can choose: a saved row, or one that comes ready with the pack."""

    code: str
    title: str
    saved: Mapping | None
    definition: dict[str, Any]


def runs_visible_to(viewer: Viewer) -> QuerySet[ImportRun]:
    """The runs of the viewer's offices, newest first. Raises Denied."""
    viewer.check(Permission.IMPORT)
    return ImportRun.objects.select_related("mapping").order_by("-created_at")


def get_run(viewer: Viewer, pk: UUID) -> ImportRun:
    """One run. Raises Absent, Denied."""
    found = runs_visible_to(viewer).filter(pk=pk).first()
    if found is None:
        raise Absent("record.absent")
    return found


def progress(viewer: Viewer, pk: UUID) -> Progress:
    """A run's numbers for a progress bar. Raises Absent, Denied."""
    run = get_run(viewer, pk)
    end = run.finished_at or timezone.now()
    seconds = (end - run.started_at).total_seconds() if run.started_at else 0.0
    left = None
    if run.total_rows and run.cursor > 0 and run.state == ImportRun.State.RUNNING:
        left = seconds / run.cursor * max(0, run.total_rows - run.cursor)
    return Progress(
        state=run.state,
        done=run.cursor,
        total=run.total_rows,
        created=run.created_rows,
        updated=run.updated_rows,
        unchanged=run.unchanged_rows,
        rejected=run.rejected_rows,
        unmatched=run.unmatched_places,
        seconds=seconds,
        seconds_left=left,
    )


def rejected_reasons(viewer: Viewer, run: ImportRun, limit: int = 200) -> list[tuple[int, Any]]:
    """The first rejected rows of a run as (row number, reasons), without their cells."""
    viewer.check(Permission.IMPORT)
    rows = RejectedRow.objects.filter(run=run).order_by("row_number")
    return list(rows.values_list("row_number", "reasons")[:limit])


def mappings_offered(viewer: Viewer) -> list[Offered]:
    """Every mapping in its latest version, then those that come with the pack."""
    viewer.check(Permission.IMPORT)
    latest: dict[str, Mapping] = {}
    for kept in Mapping.objects.order_by("code", "version"):
        latest[kept.code] = kept
    offered = [Offered(k.code, k.title, k, k.definition) for k in latest.values()]
    ready = [found for found in _ready() if found.code not in latest]
    return sorted(offered, key=lambda found: found.title) + ready


def mapping_called(viewer: Viewer, code: str) -> Mapping | dict[str, Any] | None:
    """A saved mapping by its code, else the definition of the pack's, else None."""
    for found in mappings_offered(viewer):
        if found.code == code:
            return found.saved or found.definition
    return None


def places_waiting(viewer: Viewer) -> QuerySet[PlaceQuery]:
    """Spellings nobody knows yet, those on which most reports wait first."""
    viewer.check(Permission.PLACES)
    return PlaceQuery.objects.filter(unit=None).order_by("-reports", "written")


def _ready() -> list[Offered]:
    folder = Path(settings.PACK) / "mappings"
    found = []
    for path in sorted(folder.glob("*.toml")):
        definition = tomllib.loads(path.read_text("utf-8"))
        found.append(Offered(definition["code"], definition["title"], None, definition))
    return found
