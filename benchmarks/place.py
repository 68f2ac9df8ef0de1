"""A data folder, database and account for one benchmark."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent


def prepare(folder: str | None) -> Path:
    """Point Sijill at a folder of our own (kept when named, else temporary) and migrate."""
    data = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="sijill-bench-"))
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o755)
    os.environ["SIJILL_DATA"] = str(data)
    os.environ["SIJILL_DEMO"] = "1"
    sijill("migrate", "--quiet")
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sijill.config.settings")
    django.setup()
    return data


def remove(data: Path, *, named: bool) -> None:
    """Stop the server; a temporary folder goes away."""
    from sijill.base.postgres import server

    cluster = server.prepare(data)
    server.stop(data)
    if not named:
        shutil.rmtree(cluster.folder.parent, ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)


def sijill(*arguments: str) -> str:
    """Run a Sijill command; its output."""
    done = subprocess.run(
        [sys.executable, "-m", "sijill.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"sijill {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def account(username: str, role: str) -> Any:
    """An account that may do what the benchmark does."""
    from sijill.trust.access.models import Office
    from sijill.trust.accounts.models import Account, RoleGrant

    office = Office.objects.order_by("code").first()
    found, made = Account.objects.get_or_create(
        username=username,
        defaults={"full_name": "Benchmark", "office": office, "synthetic": True, "password": "!"},
    )
    if made:
        RoleGrant.objects.create(account=found, role=role, office=office, granted_by=found.pk)
    return found


def root_connection(data: Path) -> Any:
    """The superuser's connection: it fills tables as no page could."""
    import psycopg

    from sijill.base.postgres import server, setup

    cluster = server.prepare(data)
    return psycopg.connect(
        cluster.dsn(user=cluster.superuser, password=cluster.password, database=setup.DATABASE),
        autocommit=True,
    )


def database_process(data: Path) -> int:
    """The process id of the database server that keeps the folder."""
    from sijill.base.postgres import server

    return int((server.prepare(data).folder / "postmaster.pid").read_text().split()[0])


def say(result: dict[str, Any]) -> None:
    """Print one JSON object with the machine it was measured on."""
    machine = f"{platform.system()} {os.cpu_count()} cores"
    moment = datetime.now(UTC).isoformat(timespec="minutes")
    print(json.dumps({"machine": machine, "at": moment, **result}, indent=1))
