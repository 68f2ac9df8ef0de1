"""The command line: every command explains itself, and the demonstration keeps to this machine."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from sijill.cli import main


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", commands(main), ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    assert command.help and len(command.help) > 15


def test_help_lists_every_command() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert all(name in said for name in main.commands)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_the_demonstration_serves_this_machine_only(host: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sijill.cli", "serve", "--host", host],
        env={**os.environ, "SIJILL_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2 and "127.0.0.1 only" in done.stderr


def test_the_demonstration_wants_to_be_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sijill.cli", "demo"],
        env={k: v for k, v in os.environ.items() if k != "SIJILL_DEMO"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2 and "SIJILL_DEMO=1" in done.stderr
