"""Starting, following and ending imports; keeping mappings."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.utils import timezone

from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.mapping_file import from_definition
from sijill.intake.channels.spreadsheet.reader import open_table
from sijill.intake.files import open_file, store_file
from sijill.intake.models import ImportRun, Mapping
from sijill.intake.reading import options_of
from sijill.intake.world import known_keys
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

TASK = "imports.read"
SHEET_TASK = "imports.error_sheet"
QUEUE = "imports"
OVER = (ImportRun.State.DONE, ImportRun.State.FAILED, ImportRun.State.CANCELLED)


@action("import.stage", permission=Permission.IMPORT)
def stage_upload(*, by: Viewer, source: BinaryIO, name: str) -> ImportRun:
    """Seal an uploaded file in the vault and open a run that waits for its mapping.

    The format is checked first. Raises Problem ``spreadsheet.*``.
    """
    return _staged(source, name, by)


@action("import.save_mapping", permission=Permission.IMPORT)
def save_mapping(*, by: Viewer, definition: Pairs[str, Any]) -> Mapping:
    """Keep a mapping; a changed one becomes the next version, an unchanged one stays.

    definition: the JSON form of the TOML file. Raises MappingProblem with all that is wrong.
    """
    return _saved(definition, by)


@action("import.begin", permission=Permission.IMPORT)
def begin_import(*, by: Viewer, run: ImportRun, mapping: Mapping) -> ImportRun:
    """Give a staged run its mapping and put it to work; a job reads it from here on.

    Raises Absent, Problem ``import.not_waiting``, ``spreadsheet.*``, ``mapping.columns_absent``.
    """
    return _begun(run, mapping, by, defer=True)


@action("import.start", permission=Permission.IMPORT)
def start_import(
    *,
    by: Viewer,
    path: str | Path,
    name: str,
    mapping: Mapping | Pairs[str, Any],
    defer: bool = True,
) -> ImportRun:
    """Stage a file and begin reading it, in one step.

    mapping: a saved one, or a definition that is saved with it. defer False: the caller reads the
    run itself (``sijill import … --in-process``). Raises as the three steps do.
    """
    kept = mapping if isinstance(mapping, Mapping) else _saved(mapping, by)
    with Path(path).open("rb") as source:
        run = _staged(source, name, by)
    return _begun(run, kept, by, defer=defer)


@action("import.cancel", permission=Permission.IMPORT)
def cancel_import(*, by: Viewer, run: ImportRun) -> ImportRun:
    """Stop a run after the chunk in hand. What was taken in stays. Raises ``import.over``."""
    fresh = _locked(run.pk)
    if fresh.state in OVER:
        raise Problem("import.over")
    return _ended(fresh, ImportRun.State.CANCELLED)


@action("import.take_up", permission=Permission.IMPORT)
def take_up(*, by: Viewer, run: UUID, total: int) -> ImportRun:
    """A job begins, or goes on after an interruption. Raises ``import.over``."""
    fresh = _locked(run)
    if fresh.state in OVER:
        raise Problem("import.over")
    fresh.state = ImportRun.State.RUNNING
    fresh.started_at = fresh.started_at or timezone.now()
    fresh.total_rows = total
    fresh.save(update_fields=["state", "started_at", "total_rows"])
    commit_to("import_run", fresh.pk, None, cursor=fresh.cursor)
    return fresh


@action("import.finish", permission=Permission.IMPORT)
def finish_import(*, by: Viewer, run: UUID) -> ImportRun:
    """All rows are done: the run's counts and digest go into the ledger."""
    fresh = _locked(run)
    fresh.total_rows = fresh.cursor
    fresh.save(update_fields=["total_rows"])
    return _ended(fresh, ImportRun.State.DONE)


@action("import.fail", permission=None)
def fail_import(*, by: Viewer, run: UUID, code: str, params: Pairs[str, Any]) -> ImportRun:
    """The file could not be read to its end. Whole chunks taken in before stay."""
    fresh = _locked(run)
    fresh.failure = {"code": code, "params": {k: str(v) for k, v in params.items()}}
    fresh.save(update_fields=["failure"])
    return _ended(fresh, ImportRun.State.FAILED)


@action("import.keep_error_sheet", permission=Permission.IMPORT)
def keep_error_sheet(*, by: Viewer, run: UUID, name: str, address: str, size: int) -> ImportRun:
    """Note where an error sheet that a job has made lies sealed."""
    fresh = _locked(run)
    fresh.error_sheets = {
        **fresh.error_sheets,
        name: {"key": address, "size": size, "rows": fresh.rejected_rows},
    }
    fresh.save(update_fields=["error_sheets"])
    commit_to("import_run", fresh.pk, None, sheet=name)
    return fresh


@action("import.ask_error_sheet", permission=Permission.IMPORT)
def ask_error_sheet(*, by: Viewer, run: ImportRun, language: str, form: str) -> None:
    """Have a job make the error sheet in a language, as ``csv`` or ``xlsx``."""
    if form not in ("csv", "xlsx"):
        raise Problem("import.unknown_form", form=form)
    fresh = _locked(run.pk)
    commit_to("import_run", fresh.pk, None, sheet=f"{language}.{form}")
    _defer(
        SHEET_TASK,
        f"sheet:{fresh.pk}",
        run=str(fresh.pk),
        account=str(by.account),
        language=language,
        form=form,
    )


def _staged(source: BinaryIO, name: str, by: Viewer) -> ImportRun:
    open_table(source)
    source.seek(0)
    stored = store_file(source, by.office)
    run = ImportRun(
        office_id=by.office,
        created_by=by.account,
        file_name=Path(name).name[:160],
        file_digest=stored.digest,
        file_size=stored.size,
        vault_key=stored.address,
    )
    run.save(force_insert=True)
    commit_to("import_run", run.pk, {"name": run.file_name}, file=stored.digest)
    return run


def _saved(definition: Pairs[str, Any], by: Viewer) -> Mapping:
    checked = from_definition(definition, knows=known_keys())
    latest = Mapping.objects.filter(code=checked.code).order_by("-version").first()
    if latest is not None and latest.definition == definition:
        commit_to("mapping", latest.pk, None, version=latest.version)
        return latest
    kept = Mapping(
        code=checked.code,
        version=latest.version + 1 if latest else 1,
        title=checked.title[:120],
        definition=dict(definition),
        created_by=by.account,
    )
    kept.save(force_insert=True)
    commit_to("mapping", kept.pk, definition, version=kept.version)
    return kept


def mapping_of(kept: Mapping) -> FileMapping:
    """The mapping a saved row holds; raises MappingProblem when the pack has moved on."""
    return from_definition(kept.definition, version=kept.version)


def _begun(run: ImportRun, kept: Mapping, by: Viewer, *, defer: bool) -> ImportRun:
    fresh = _locked(run.pk)
    if fresh.state != ImportRun.State.WAITING or fresh.mapping_id is not None:
        raise Problem("import.not_waiting")
    mapping = mapping_of(kept)
    with open_file(fresh.vault_key) as source:
        table = open_table(source, options_of(mapping))
        missing = [name for name in mapping.columns if name not in table.layout.columns]
        if missing:
            raise Problem("mapping.columns_absent", columns=", ".join(missing[:10]))
        fresh.sheet, fresh.total_rows = table.layout.sheet, table.count()
        fresh.columns = list(table.layout.columns)
    fresh.mapping = kept
    fresh.save(update_fields=["mapping", "sheet", "columns", "total_rows"])
    commit_to("import_run", fresh.pk, {"mapping": kept.pk}, mapping=f"{kept.code}@{kept.version}")
    if defer:
        _defer(
            TASK,
            f"run:{fresh.pk}",
            stream=mapping.stream,
            run=str(fresh.pk),
            account=str(by.account),
        )
    return fresh


def _defer(task: str, queueing_lock: str, *, stream: str = "", **arguments: str) -> None:
    """Put a job on the queue within this transaction. Runs of one stream read one by one."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    job = app.configure_task(
        task,
        queue=QUEUE,
        queueing_lock=queueing_lock,
        lock=f"stream:{stream}" if stream else None,
    )
    try:
        from django.db import transaction

        with transaction.atomic():
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def _locked(run: UUID) -> ImportRun:
    found = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run).first()
    if found is None:
        raise Absent("record.absent")
    return found


def _ended(run: ImportRun, state: ImportRun.State) -> ImportRun:
    run.state, run.finished_at = state, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    commit_to(
        "import_run",
        run.pk,
        run.failure or None,
        state=str(state),
        rows=run.cursor,
        created=run.created_rows,
        updated=run.updated_rows,
        unchanged=run.unchanged_rows,
        rejected=run.rejected_rows,
        digest=bytes(run.digest).hex(),
    )
    return run
