"""`sijill language …`: message catalogues, extracted and compiled with Babel alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

SOURCE = Path(__file__).resolve().parent.parent
LOCALE = SOURCE / "locale"
CODES = ("ar", "ckb")


@click.group()
def language() -> None:
    """Message catalogues: extract, check, compile, export for reviewers."""


@language.command()
def extract() -> None:
    """Collect every translatable string and merge it into the catalogues."""
    from sijill.web.catalogues import extract_all

    click.echo(extract_all(SOURCE, LOCALE, CODES))


@language.command(name="compile")
def compile_() -> None:
    """Compile the catalogues."""
    from sijill.web.catalogues import compile_all

    click.echo(compile_all(LOCALE, CODES))


@language.command()
def check() -> None:
    """Fail when a string is missing, untranslated, fuzzy, or has lost a placeholder."""
    from sijill.web.catalogues import problems

    found = problems(SOURCE, LOCALE, CODES)
    for line in found[:60]:
        click.echo(line, err=True)
    click.echo(f"{len(found)} problems in the catalogues" if found else "catalogues complete")
    sys.exit(1 if found else 0)


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(language)
