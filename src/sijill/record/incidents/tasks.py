"""Jobs of drafting: reading an import to its end, whatever interrupts it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, close_old_connections
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from sijill.intake.actions.imports import (
    QUEUE,
    SHEET_TASK,
    TASK,
    fail_import,
    finish_import,
    mapping_of,
    take_up,
)
from sijill.intake.error_sheets import make_error_sheet
from sijill.intake.models import ImportRun
from sijill.intake.reading import ReadRow, RunReading
from sijill.intake.reception import PlaceSettledMeanwhile
from sijill.record.incidents.actions.drafting import RunMoved, draft_rows
from sijill.record.incidents.drafted import Memory
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of

log = logging.getLogger("sijill.imports")
TRIES = 6
HEARTBEATS_MISSED = 30  # seconds; a living worker writes one every ten
Progress = Callable[[ImportRun], None]


@app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(max_attempts=10, exponential_wait=3))
def read_file(run: str, account: str) -> None:
    """Read a run from its cursor to the end of the file."""
    close_old_connections()
    try:
        read_on(UUID(run), _viewer(account))
    finally:
        close_old_connections()


@app.task(name=SHEET_TASK, queue=QUEUE, retry=RetryStrategy(max_attempts=3, wait=5))
def error_sheet(run: str, account: str, language: str, form: str) -> None:
    """Make an error sheet and keep it sealed."""
    close_old_connections()
    try:
        make_error_sheet(by=_viewer(account), run=UUID(run), language=language, form=form)
    finally:
        close_old_connections()


@app.periodic(cron="* * * * *", periodic_id="stalled")
@app.task(
    name="imports.retry_stalled",
    queue=QUEUE,
    queueing_lock="imports.retry_stalled",
    pass_context=True,
)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Put jobs whose worker was killed back on the queue; an import goes on from its cursor."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(
        queue=QUEUE, seconds_since_heartbeat=HEARTBEATS_MISSED
    ):
        log.warning("job %s was interrupted and is tried again", job.id)
        await manager.retry_job(job)


def read_on(run: UUID, by: Viewer, progress: Progress | None = None) -> ImportRun:
    """Read a run to its end, from wherever it stands; returns it as it ended.

    A fault of the file ends the run as failed, with its reason; a fault of the machine raises, and
    the job is tried again from the last chunk.
    """
    held = _run(run, by)
    if held.state not in (ImportRun.State.WAITING, ImportRun.State.RUNNING):
        return held
    try:
        return _read(held, by, progress)
    except RunMoved:
        log.info("import %s is being read elsewhere or was cancelled", run)
        return _run(run, by)
    except Problem as problem:
        if problem.code == "import.over":
            return _run(run, by)
        return fail_import(by=by, run=run, code=problem.code, params=problem.params)


def _read(held: ImportRun, by: Viewer, progress: Progress | None) -> ImportRun:
    if held.mapping is None:
        raise Problem("import.no_mapping")
    reading = RunReading(held, mapping_of(held.mapping), by)
    memory = Memory()
    try:
        reading.run = take_up(by=by, run=held.pk, total=reading.count())
        for rows in reading.ahead():
            reading.run = _drafted(reading, rows, by, memory)
            if progress is not None:
                progress(reading.run)
    finally:
        reading.close()
    return finish_import(by=by, run=held.pk)


def _drafted(reading: RunReading, rows: list[ReadRow], by: Viewer, memory: Memory) -> ImportRun:
    """One chunk, tried again when a reference was taken or a place was settled meanwhile."""
    for left in reversed(range(TRIES)):
        try:
            return draft_rows(by=by, reading=reading, rows=rows, memory=memory)
        except PlaceSettledMeanwhile:
            memory.sources.clear()
            reading.learn()
            rows = reading.understand([row.numbered for row in rows])
        except IntegrityError as error:
            # Sources registered in the chunk that was undone are not there.
            memory.sources.clear()
            if "reference" not in str(error) or not left:
                raise
    raise Problem("import.busy")


def _run(run: UUID, by: Viewer) -> ImportRun:
    with bind(by):
        found = ImportRun.objects.select_related("mapping").filter(pk=run).first()
    if found is None:
        raise Absent("record.absent")
    return found


def _viewer(account: str) -> Viewer:
    """Whoever started the run, with what they may do today."""
    return viewer_of(Account.objects.get(pk=account), purpose="job")
