"""`sijill ledger …`: recompute the log."""

from __future__ import annotations

import json
import sys

import click

from sijill.cli.stage import django_up


@click.group()
def ledger() -> None:
    """The log nobody can rewrite: verify it, order what waits."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(as_json: bool) -> None:
    """Recompute the whole tree; ends with status 1 if anything was altered."""
    django_up()
    from sijill.trust.ledger.sequencer import sequence_once
    from sijill.trust.ledger.verification import verify as check

    while sequence_once():
        pass
    verdict = check()
    if as_json:
        click.echo(json.dumps(verdict.__dict__ | {"whole": verdict.whole}))
    else:
        click.echo(f"{verdict.size} entries, root {verdict.root}")
        click.echo(f"{verdict.roots_checked} recorded roots recomputed")
        for problem in verdict.problems:
            click.echo(f"ALTERED: {problem}", err=True)
        click.echo("The ledger is whole." if verdict.whole else "The ledger was altered.")
    sys.exit(0 if verdict.whole else 1)


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(ledger)
