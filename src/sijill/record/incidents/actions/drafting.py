"""Drafting incidents from what a channel parsed: a chunk of rows is one transaction, one leaf.

A channel never writes incidents: intake stores the sealed report and what it understood, and
everything here is made from that. A draft is a lead; a person decides what becomes of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from sijill.base.merge import stamp
from sijill.intake.channels.spreadsheet.places import PRECISION
from sijill.intake.models import ImportRun, PlaceQuery, Report
from sijill.intake.reading import ReadRow, RunReading
from sijill.intake.reception import Taken, take_in
from sijill.record.incidents.drafted import Drafts, Memory
from sijill.record.incidents.models import Incident, IncidentReport
from sijill.record.incidents.redrafted import redraft
from sijill.record.incidents.search_words import refresh_search
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import first_level, gazetteer, pack
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_rows, commit_to
from sijill.trust.worklist.actions import settle
from sijill.trust.worklist.models import Request

PLACES_WAIT = "place.settle"  # the request on the worklist
PLACE_FIELDS = ("place", "area", "place_precision", "place_confidence", "place_reason")
BATCH = 1000


class RunMoved(RuntimeError):
    """Another worker has taken this run further, or it was cancelled: stop reading."""


@action("import.rows", permission=Permission.IMPORT)
def draft_rows(
    *, by: Viewer, reading: RunReading, rows: Sequence[ReadRow], memory: Memory
) -> ImportRun:
    """Take in one chunk: reports, drafted incidents, the run's counts and cursor, one leaf.

    All of it or nothing, so a killed worker leaves whole chunks behind. Raises RunMoved when the
    run is not where the reader thinks it is.
    """
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=reading.run.pk)
    if run.state != ImportRun.State.RUNNING or run.cursor != reading.run.cursor:
        raise RunMoved(str(run.pk))
    taken = take_in(reading, rows, run=run, by=by)
    drafts = Drafts(reading.mapping, by, memory)
    drafts.make(taken.fresh)
    redraft(taken.changed, drafts, by=by)
    _move(run, taken, len(rows))
    commit_rows("import_run", run.pk, taken.rows, by=by, cursor=run.cursor)
    return run


def _move(run: ImportRun, taken: Taken, count: int) -> None:
    run.cursor += count
    run.created_rows += len(taken.fresh)
    run.updated_rows += len(taken.changed)
    run.unchanged_rows += taken.unchanged
    run.rejected_rows += taken.rejected
    run.unmatched_places += taken.unmatched
    run.digest = taken.digest
    run.save(
        update_fields=[
            "cursor",
            "created_rows",
            "updated_rows",
            "unchanged_rows",
            "rejected_rows",
            "unmatched_places",
            "digest",
        ]
    )


@action("place.settle", permission=Permission.PLACES)
def settle_place(*, by: Viewer, query: PlaceQuery, unit: PlaceUnit | str) -> int:
    """Say which unit a waiting spelling means; returns how many incidents were placed by it.

    Incidents whose place a colleague has set meanwhile stay as they are; the office of an
    incident does not change. Raises Absent, Problem ``place.already_settled``.
    """
    fresh = PlaceQuery.objects.select_for_update(of=("self",)).filter(pk=query.pk).first()
    code = unit if isinstance(unit, str) else unit.pk
    if fresh is None or not PlaceUnit.objects.filter(pk=code).exists():
        raise Absent("record.absent")
    if fresh.unit_id is not None:
        raise Problem("place.already_settled", unit=fresh.unit_id)
    fresh.unit_id, fresh.settled_at, fresh.settled_by = code, timezone.now(), by.account
    fresh.save(update_fields=["unit", "settled_at", "settled_by"])
    placed = _place_waiting(fresh, by)
    commit_to(
        "place_query",
        fresh.pk,
        {"written": fresh.written, "unit": code},
        unit=code,
        incidents=len(placed),
    )
    if placed:
        commit_rows("place_query", fresh.pk, [[str(pk), code] for pk in placed], by=by)
    _settle_request(fresh, by)
    return len(placed)


def _place_waiting(query: PlaceQuery, by: Viewer) -> list[object]:
    waiting = Report.objects.filter(place_query=query).values("pk")
    links = IncidentReport.objects.filter(report__in=waiting).values_list("incident", flat=True)
    found: list[object] = []
    keys = sorted(set(links))
    for start in range(0, len(keys), BATCH):
        incidents = [
            incident
            for incident in Incident.objects.select_for_update(of=("self",)).filter(
                pk__in=keys[start : start + BATCH]
            )
            if "place" not in incident.clocks
        ]
        _place(incidents, query, by)
        found += [incident.pk for incident in incidents]
    return found


def _place(incidents: Sequence[Incident], query: PlaceQuery, by: Viewer) -> None:
    known, levels = gazetteer(), {level.depth: level.key for level in pack().levels}
    held = incidents
    if not held:
        return
    unit = str(query.unit_id)
    precision = PRECISION.get(known.places[unit].level, "precision_place.unknown")
    for incident in held:
        incident.place_id = unit
        incident.area_id = known.unit_at(unit, levels[first_level()], incident.occurred_from)
        incident.place_precision, incident.place_confidence = precision, 1.0
        incident.place_reason = {"code": "settled", "spelled": query.written}
    _stamp_together(held, by)
    Incident.objects.bulk_create(
        held,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*PLACE_FIELDS, "clocks", "changed_at", "changed_by"],
    )
    refresh_search(held)


def _stamp_together(incidents: Sequence[Incident], by: Viewer) -> None:
    """Mark the places of many incidents as written at one moment: one counter for the batch."""
    first, *others = incidents
    stamp(first, PLACE_FIELDS, by=by.account)
    marks = {name: first.clocks[name] for name in PLACE_FIELDS}
    for incident in others:
        incident.clocks = {**incident.clocks, **marks}
        incident.changed_at, incident.changed_by = first.changed_at, by.account


def _settle_request(query: PlaceQuery, by: Viewer) -> None:
    """The office's request is done when no spelling waits there any more."""
    if PlaceQuery.objects.filter(office=query.office_id, unit=None).exists():
        return
    waiting = Request.objects.filter(kind=PLACES_WAIT, office=query.office_id, done_at=None)
    for key in waiting.values_list("subject_key", flat=True):
        settle(PLACES_WAIT, key, by=by)
