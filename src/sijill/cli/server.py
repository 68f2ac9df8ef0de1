"""`sijill serve` and `sijill worker`: the web server, and the one who does the long work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import click

from sijill.cli.stage import database_up, django_up

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def web_command(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        str(threads),
        "--no-ws",
        "--log-level",
        "error",
        "--backpressure",
        "64",
        "sijill.config.wsgi:application",
    ]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=lambda: int(os.environ.get("PORT", "8000")),
    type=int,
    help="Port (default: PORT, or 8000).",
)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--threads", default=4, show_default=True, help="Threads in each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages. Run `sijill worker` beside it, and a TLS proxy in front."""
    if os.environ.get("SIJILL_DEMO") == "1" and host not in LOOPBACK:
        click.echo(
            "sijill: SIJILL_DEMO=1 waives the second factor, so it serves on 127.0.0.1 only. "
            "Unset it, or leave --host out.",
            err=True,
        )
        sys.exit(2)
    database_up()
    command = web_command(host, port, workers, threads)
    os.execv(command[0], command)  # noqa: S606 - a fixed command line


@click.command()
@click.option("--concurrency", default=1, show_default=True, help="Jobs at a time.")
def worker(concurrency: int) -> None:
    """Do the long work: imports, exports, and the ordering of the ledger."""
    django_up()
    from procrastinate.contrib.django import app

    from sijill.trust.ledger.sequencer import run_until

    stop = threading.Event()
    sequencer = threading.Thread(target=run_until, args=(stop,), name="sequencer")
    sequencer.start()
    try:
        connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        app.with_connector(connector).run_worker(
            concurrency=concurrency,
            install_signal_handlers=True,
            fetch_job_polling_interval=1.0,
            listen_notify=True,
            delete_jobs="successful",
        )
    finally:
        stop.set()
        sequencer.join()


def run_together(port: int, host: str = "127.0.0.1") -> int:
    """Web server and worker side by side until either ends or we are told to stop."""
    web = subprocess.Popen(web_command(host, port, 1, 6))  # noqa: S603
    job = subprocess.Popen([sys.executable, "-m", "sijill.cli", "worker"])

    def stop(*_: object) -> None:
        for process in (web, job):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        while web.poll() is None and job.poll() is None:
            threading.Event().wait(0.3)
    finally:
        stop()
        for process in (web, job):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    return web.returncode or job.returncode or 0


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(serve)
    main.add_command(worker)
