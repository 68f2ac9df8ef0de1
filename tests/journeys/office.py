"""A whole office for journeys: its own database and data folder, a real web server and worker."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


@dataclass(frozen=True)
class Office:
    """Where the office answers, and the environment in which commands meet it."""

    url: str
    environment: dict[str, str]

    def run(self, code: str) -> str:
        """Run Python inside this office (Django is up); gives what it printed.

        It is a process of its own: a test must not hold two offices' settings at once.
        """
        lead = "from sijill.cli.stage import django_up; django_up()\n"
        done = subprocess.run(
            [sys.executable, "-c", lead + code],
            env=self.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def sijill(self, *words: str) -> str:
        """Run a ``sijill`` command in this office; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "sijill.cli", *words],
            env=self.environment,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout.strip()


def environment_of(data: Path) -> dict[str, str]:
    """Loopback, demonstration (no second factor), a data folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SIJILL_", "DJANGO_"))}
    return {
        **kept,
        "SIJILL_DATA": str(data),
        "SIJILL_PACK": str(PROJECT / "packs" / "iraq"),
        "SIJILL_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tests.journeys.served_settings",
        "PYTHONPATH": str(PROJECT),
    }


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path) -> Iterator[Office]:
    """Prepare an office in ``data`` and serve it until the block ends."""
    environment = environment_of(data)
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.prepare"], env=environment, cwd=PROJECT, check=True
    )
    port = free_port()
    office = Office(f"http://127.0.0.1:{port}", environment)
    with _processes(data, environment, port) as web:
        _wait(f"{office.url}/healthz", web)
        yield office


@contextmanager
def _processes(
    data: Path, environment: dict[str, str], port: int
) -> Iterator[subprocess.Popen[bytes]]:
    """The web server and its worker, until the block ends; then the database stops too."""
    from sijill.cli.server import web_command

    commands = [
        web_command("127.0.0.1", port, 1, 4),
        [sys.executable, "-m", "sijill.cli", "worker"],
    ]
    with (data / "server.log").open("wb") as log:
        begun = [
            subprocess.Popen(
                command, env=environment, cwd=PROJECT, stdout=log, stderr=subprocess.STDOUT
            )
            for command in commands
        ]
        try:
            yield begun[0]
        finally:
            for process in begun:
                process.terminate()
            for process in begun:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(15)
                if process.poll() is None:
                    process.kill()
            _stop_database(data)


def _wait(url: str, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if web.poll() is not None:
            raise RuntimeError("The web server of the journeys ended at once; see server.log.")
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
            return
        time.sleep(0.2)
    raise RuntimeError(f"The web server of the journeys did not answer within {PATIENCE:.0f} s.")


def _stop_database(data: Path) -> None:
    from sijill.base.postgres import server

    server.stop(data)
