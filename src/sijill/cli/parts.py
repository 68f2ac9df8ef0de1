"""`sijill parts`: the browser's parts, static files and message catalogues."""

from __future__ import annotations

import sys
from pathlib import Path

import click

PROJECT = Path(__file__).resolve().parents[3]


@click.command()
def parts() -> None:
    """Bring the browser parts from npm, compile catalogues, gather static files."""
    import django
    from django.core.management import call_command

    from sijill.cli.language import CODES, LOCALE
    from sijill.web.catalogues import compile_all
    from sijill.web.design.parts import PartsMissing, bring, collect

    try:
        bring(PROJECT)
        collect(PROJECT, PROJECT / "build" / "parts")
    except PartsMissing as problem:
        click.echo(f"sijill: {problem}", err=True)
        sys.exit(2)
    compile_all(LOCALE, CODES)
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo("Static files and catalogues are ready.")


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(parts)
