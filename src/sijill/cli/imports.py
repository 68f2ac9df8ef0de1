"""`sijill import …`: bring files in from the command line."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from sijill.cli.stage import django_up


@click.group(name="import")
def import_group() -> None:
    """Bring in partners' files: read a spreadsheet, go on after a stop, fetch the errors."""


@import_group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    required=True,
    metavar="FILE.toml|CODE",
    help="The mapping: a TOML file, or the code of one kept here or in the pack.",
)
@click.option(
    "--as",
    "username",
    required=True,
    metavar="USER",
    help="Sign-in name of whoever imports; their rights apply.",
)
@click.option("--in-process", is_flag=True, help="Read the file in this command, with no worker.")
@click.option("--wait", is_flag=True, help="Give it to a worker, and wait until it is done.")
def spreadsheet(file: Path, mapping: str, username: str, in_process: bool, wait: bool) -> None:
    """Import a CSV or XLSX file. Importing it again updates; nothing is entered twice.

    Prints the counts, the run's digest and the seconds taken. Ends with status 1 when the file
    could not be read, 3 when some rows were rejected.
    """
    django_up()
    from sijill.intake.actions.imports import start_import
    from sijill.trust.access.errors import Problem

    viewer = _viewer(username)
    started = time.perf_counter()
    try:
        definition = _definition(mapping, viewer)
        run = start_import(
            by=viewer, path=file, name=file.name, mapping=definition, defer=not in_process
        )
        if in_process:
            run = _read(run, viewer.for_job())
        elif wait:
            run = _waited(run, viewer)
    except Problem as problem:
        _stop(problem)
    _tell(run, time.perf_counter() - started)
    if in_process or wait:
        sys.exit(_status(run))


@import_group.command()
@click.argument("run")
@click.option("--as", "username", required=True, metavar="USER", help="Whoever goes on.")
def resume(run: str, username: str) -> None:
    """Go on with an import that was interrupted, in this command, from its last whole chunk."""
    django_up()
    viewer = _viewer(username)
    started = time.perf_counter()
    held = _read(_run(run, viewer), viewer.for_job())
    _tell(held, time.perf_counter() - started)
    sys.exit(_status(held))


@import_group.command()
@click.argument("run")
@click.option("--as", "username", required=True, metavar="USER", help="Whoever asks.")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write: a name that ends in .csv or .xlsx.",
)
@click.option("--language", default="en", show_default=True, type=click.Choice(["en", "ar", "ckb"]))
def errors(run: str, username: str, output: Path, language: str) -> None:
    """Write the rows of a run that were rejected, with their reasons, to a file.

    The file holds what the partner sent, unsealed: keep it where the original is kept.
    """
    django_up()
    from sijill.intake.error_sheets import error_sheet
    from sijill.trust.access.errors import Problem

    viewer = _viewer(username)
    form = output.suffix.lower().lstrip(".")
    try:
        pieces = error_sheet(viewer, _run(run, viewer), language, form)
        output.touch(mode=0o600)
        with output.open("wb") as out:
            for piece in pieces:
                out.write(piece)
    except Problem as problem:
        _stop(problem)
    click.echo(f"Written to {output}")


def _viewer(username: str) -> Any:
    from sijill.trust.accounts.models import Account
    from sijill.trust.accounts.viewers import viewer_of

    account = Account.objects.filter(username__iexact=username, is_active=True).first()
    if account is None:
        click.echo(f"sijill: there is no account called {username}.", err=True)
        sys.exit(2)
    return viewer_of(account)


def _definition(mapping: str, viewer: Any) -> Any:
    from sijill.intake.channels.spreadsheet.mapping_file import definition_of
    from sijill.intake.queries.imports import mapping_called

    path = Path(mapping)
    if path.suffix == ".toml" or path.exists():
        if not path.exists():
            click.echo(f"sijill: there is no file {mapping}.", err=True)
            sys.exit(2)
        return definition_of(path.read_bytes())
    found = mapping_called(viewer, mapping)
    if found is None:
        click.echo(f"sijill: there is no mapping called {mapping}.", err=True)
        sys.exit(2)
    return found


def _run(text: str, viewer: Any) -> Any:
    from uuid import UUID

    from sijill.intake.queries.imports import get_run
    from sijill.trust.access.errors import Problem
    from sijill.trust.access.viewer import bind

    try:
        with bind(viewer):
            return get_run(viewer, UUID(text))
    except (ValueError, Problem):
        click.echo(f"sijill: there is no import {text}.", err=True)
        sys.exit(2)


def _read(run: Any, viewer: Any) -> Any:
    from sijill.record.incidents.tasks import read_on

    with click.progressbar(length=run.total_rows or 1, label="Reading", file=sys.stderr) as bar:
        bar.update(run.cursor)

        def moved(at: Any) -> None:
            bar.update(at.cursor - bar.pos)

        return read_on(run.pk, viewer, moved)


def _waited(run: Any, viewer: Any) -> Any:
    from sijill.intake.actions.imports import OVER
    from sijill.intake.queries.imports import get_run
    from sijill.trust.access.viewer import bind

    with click.progressbar(length=run.total_rows or 1, label="Reading", file=sys.stderr) as bar:
        while run.state not in OVER:
            time.sleep(0.5)
            with bind(viewer):
                run = get_run(viewer, run.pk)
            bar.update(run.cursor - bar.pos)
    return run


def _tell(run: Any, seconds: float) -> None:
    click.echo(f"run       {run.pk}")
    click.echo(f"state     {run.state}")
    for name in (
        "cursor",
        "created_rows",
        "updated_rows",
        "unchanged_rows",
        "rejected_rows",
        "unmatched_places",
    ):
        click.echo(
            f"{name.removesuffix('_rows'):<9} {getattr(run, name)}".replace("cursor", "rows  ")
        )
    click.echo(f"digest    {bytes(run.digest).hex()}")
    click.echo(f"seconds   {seconds:.1f}")
    if run.failure:
        from sijill.intake.sentences import reason_text

        click.echo(f"sijill: {reason_text(run.failure)}", err=True)
    elif run.rejected_rows:
        click.echo(
            f"Some rows were rejected: sijill import errors {run.pk} --as … --output …", err=True
        )


def _status(run: Any) -> int:
    if run.state == "failed":
        return 1
    return 3 if run.rejected_rows else 0


def _stop(problem: Any) -> None:
    from sijill.intake.sentences import reason_text

    sentence = reason_text({"code": problem.code, "params": problem.params})
    click.echo(f"sijill: {sentence}", err=True)
    sys.exit(1)


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(import_group)
