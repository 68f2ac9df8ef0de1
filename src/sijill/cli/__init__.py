"""The command line: `sijill …`. Each group of commands sits in a file of its own."""

from __future__ import annotations

import os

import click

GROUPS = (
    "server",
    "database",
    "ledger",
    "reference",
    "imports",
    "accounts",
    "language",
    "parts",
    "demo",
)


@click.group(
    help="Sijill: the register of a human-rights field office.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="sijill")
def main() -> None:
    """Set the stage for every command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sijill.config.settings")


def _register() -> None:
    from importlib import import_module
    from importlib.util import find_spec

    for name in GROUPS:
        if find_spec(f"sijill.cli.{name}") is not None:
            import_module(f"sijill.cli.{name}").register(main)


_register()
