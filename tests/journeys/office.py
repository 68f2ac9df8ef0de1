"""A whole office for journeys: its own database and data folder, served by the real web server."""

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
    from sijill.cli.server import web_command

    with (data / "server.log").open("wb") as log:
        web = subprocess.Popen(
            web_command("127.0.0.1", port, 1, 4),
            env=environment,
            cwd=PROJECT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(f"{office.url}/healthz", web)
            yield office
        finally:
            web.terminate()
            with suppress(subprocess.TimeoutExpired):
                web.wait(15)
            if web.poll() is None:
                web.kill()
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
