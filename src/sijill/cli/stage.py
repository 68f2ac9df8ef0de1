"""Bringing up what a command needs: the database, then Django."""

from __future__ import annotations

import sys

import click

from sijill.base.postgres.server import PostgresProblem
from sijill.config.environment import SettingProblem


def database_up() -> None:
    """Start or reach the database and make its roles; ends the command with advice if it fails."""
    import psycopg

    from sijill.base.postgres import setup
    from sijill.config import environment as env

    try:
        data = env.folder("SIJILL_DATA", _project() / ".data")
        setup.prepare(data, env.optional("SIJILL_DATABASE_URL"))
    except (PostgresProblem, SettingProblem, psycopg.OperationalError) as problem:
        click.echo(f"sijill: {problem}", err=True)
        sys.exit(2)


def database_down() -> None:
    """Stop the embedded server, if that is what we use."""
    from sijill.base.postgres import server
    from sijill.config import environment as env

    if not env.optional("SIJILL_DATABASE_URL"):
        server.stop(env.folder("SIJILL_DATA", _project() / ".data"))


def _project():  # type: ignore[no-untyped-def]
    from pathlib import Path

    return Path(__file__).resolve().parents[3]


def django_up() -> None:
    """Database and Django, ready for queries."""
    database_up()
    import django

    django.setup()
