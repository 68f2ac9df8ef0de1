"""`sijill migrate`: tables, walls, keys and the country pack, in that order."""

from __future__ import annotations

import click

from sijill.cli.stage import django_up


def prepare_database(*, quiet: bool) -> None:
    """Bring tables, walls, keys and reference data up to this version. Django is up."""
    from django.core.management import call_command
    from django.db import connections

    from sijill.reference.actions import load_reference
    from sijill.trust.access import walls
    from sijill.trust.keys.keyring import keyring

    call_command("migrate", database="owner", verbosity=0 if quiet else 1, interactive=False)
    walls.build(connections["owner"])
    connections["owner"].close()
    made = keyring().create()
    loaded = load_reference()
    if made and not quiet:
        click.echo("First keys made. Back up the folder `keys` apart from the database.")
    if not quiet:
        click.echo(f"Reference data: {loaded}")


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing when there is nothing to do.")
def migrate(quiet: bool) -> None:
    """Prepare or upgrade the database: tables, access walls, first keys, reference data."""
    django_up()
    prepare_database(quiet=quiet)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run a Django management command (for developers), e.g. `sijill manage check`."""
    django_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sijill", *arguments])


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(migrate)
    main.add_command(manage)
