"""`sijill demo`: a synthetic office on this machine, and the sign-ins to look around with."""

from __future__ import annotations

import os
import sys

import click

from sijill.cli.server import run_together
from sijill.cli.stage import database_down, django_up


@click.command()
@click.option(
    "--port",
    default=lambda: int(os.environ.get("PORT", "8000")),
    type=int,
    help="Port (default: PORT, or 8000).",
)
@click.option("--reports", default=5000, show_default=True, help="Synthetic reports to make.")
@click.option("--prepare-only", is_flag=True, help="Make the office and stop.")
def demo(port: int, reports: int, prepare_only: bool) -> None:
    """Make a synthetic office (on the first start) and serve it on this machine only."""
    if os.environ.get("SIJILL_DEMO") != "1":
        click.echo(
            "sijill: the demonstration waives the second factor, so it wants SIJILL_DEMO=1 "
            "(`make demo` sets it) and listens on 127.0.0.1 only.",
            err=True,
        )
        sys.exit(2)
    django_up()
    from sijill.cli.database import prepare_database
    from sijill.demonstration.office import make_office, sign_ins

    prepare_database(quiet=True)
    with click.progressbar(length=reports, label="Making a synthetic office") as bar:
        made = make_office(reports=reports, progress=bar.update)
    click.echo("" if made else "\rThe synthetic office is there already.")
    click.echo(f"\n  Sijill (demonstration)   http://127.0.0.1:{port}/\n")
    for person in sign_ins():
        click.echo(f"  {person.role:<28} {person.username:<10} {person.password}")
    click.echo("\n  Every person in it is synthetic. Stop with Ctrl-C.\n")
    if prepare_only:
        return
    from django.db import connections

    connections.close_all()
    status = run_together(port)
    database_down()
    sys.exit(status)


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(demo)
