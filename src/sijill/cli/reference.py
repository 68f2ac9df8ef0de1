"""`sijill reference …`: the world as data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sijill.cli.stage import django_up


@click.group()
def reference() -> None:
    """The world as data: load the country pack, import boundaries."""


@reference.command()
def load() -> None:
    """Load the country pack and vocabularies (also done by `sijill migrate`)."""
    django_up()
    from sijill.reference.actions import load_reference

    click.echo(load_reference())


@reference.command(name="import-boundaries")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def import_boundaries(files: tuple[Path, ...]) -> None:
    """Import OCHA COD-AB boundary files (GeoJSON), widest level first."""
    django_up()
    from sijill.reference.actions import import_boundaries as run
    from sijill.reference.boundaries import BoundaryFileRefused
    from sijill.trust.access.errors import Problem
    from sijill.trust.accounts.viewers import SETUP
    from sijill.web.problems import sentence

    for path in files:
        try:
            done = run(by=SETUP, path=path)
        except (BoundaryFileRefused, Problem) as problem:
            click.echo(f"{path.name}: {sentence(problem)}", err=True)
            sys.exit(2)
        click.echo(f"{path.name}: {done.shapes} boundaries, {done.units} units new to the pack")


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(reference)
