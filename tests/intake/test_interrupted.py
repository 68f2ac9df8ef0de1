"""A worker is killed in the middle of an import; another goes on. The end is the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.intake.sheets import HEADING, csv_bytes

ROWS = 6000

# Runs in an office of its own, so that what is committed stays out of the other tests.
PREPARE = """
from sijill.cli.stage import django_up
django_up()
from sijill.trust.access.models import Office
from sijill.trust.accounts.models import Account, RoleGrant
office = Office.objects.order_by("code").first()
account = Account(username="manager", full_name="Synthetic", office=office, password="!")
account.save()
RoleGrant.objects.create(account=account, role="information_manager", office=office,
                         granted_by=account.pk)
"""
COMMON = """
import json, sys
from sijill.cli.stage import django_up
django_up()
from sijill.intake.actions.imports import start_import
from sijill.intake.models import ImportRun, RejectedRow, Report
from sijill.record.incidents.models import Act, Incident, Information, SearchEntry
from sijill.record.incidents.tasks import read_on
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
by = viewer_of(Account.objects.get(username="manager"))
"""
START = (
    COMMON
    + """
definition = json.load(open(sys.argv[2]))
run = start_import(by=by, path=sys.argv[1], name="rows.csv", mapping=definition, defer=False)
print(run.pk, flush=True)
read_on(run.pk, by.for_job(), lambda run: print(run.cursor, flush=True))
print("end", flush=True)
"""
)
GO_ON = (
    COMMON
    + """
from uuid import UUID
run = read_on(UUID(sys.argv[1]), by.for_job())
with bind(by):
    reports = Report.objects.filter(run=run)
    found = {
        "state": run.state, "rows": run.cursor, "total": run.total_rows,
        "created": run.created_rows, "unchanged": run.unchanged_rows,
        "rejected": run.rejected_rows, "digest": bytes(run.digest).hex(),
        "reports": reports.count(),
        "rejected kept": RejectedRow.objects.filter(run=run).count(),
        "incidents": Incident.objects.filter(report_links__report__in=reports).count(),
        "acts": Act.objects.filter(incident__report_links__report__in=reports).count(),
        "told": Information.objects.filter(report__in=reports).count(),
        "words": SearchEntry.objects.filter(incident__report_links__report__in=reports).count(),
    }
print(json.dumps(found))
"""
)


@pytest.mark.slow
def test_a_killed_import_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    office = {**os.environ, "SIJILL_DATA": str(tmp_path / "office")}
    office.pop("SIJILL_DATABASE_URL", None)
    _run([sys.executable, "-m", "sijill.cli", "migrate", "--quiet"], office)
    _run([sys.executable, "-c", PREPARE], office)
    file = tmp_path / "rows.csv"
    file.write_bytes(csv_bytes(_rows()))
    try:
        killed = _killed_in_the_middle(file, _definition(tmp_path, "one"), office)
        after = _end_of(killed, office)
        calm = _undisturbed(file, _definition(tmp_path, "two"), office)
        assert after == _end_of(calm, office)
        assert (after["state"], after["rows"], after["rejected"]) == ("done", ROWS, ROWS // 100)
        assert after["reports"] == after["incidents"] == after["words"] == after["created"]
        verdict = _run([sys.executable, "-m", "sijill.cli", "ledger", "verify"], office)
        assert "whole" in verdict
    finally:
        _stop_server(tmp_path / "office")


def _rows() -> list[tuple[str, ...]]:
    """Keyless rows, many of them equal, one in a hundred bad."""
    rows = [HEADING]
    for n in range(ROWS):
        day = "31/02/2016" if n % 100 == 7 else f"2016-04-{n % 28 + 1:02}"
        rows.append((str(n % 50), day, "Ninewa", "Mosul", "IS", str(n % 5)))
    return rows


def _definition(folder: Path, stream: str) -> Path:
    from tests.intake.imports import mapping

    path = folder / f"{stream}.json"
    path.write_text(json.dumps(mapping(code=stream, stream=stream, key={"keyless": True})))
    return path


def _killed_in_the_middle(file: Path, definition: Path, office: dict[str, str]) -> str:
    with subprocess.Popen(
        [sys.executable, "-c", START, str(file), str(definition)],
        env=office,
        text=True,
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout is not None
        run = worker.stdout.readline().strip()
        assert int(worker.stdout.readline()) == 1000
        assert int(worker.stdout.readline()) == 2000
        time.sleep(0.15)  # inside the third chunk
        worker.send_signal(signal.SIGKILL)
        said = worker.stdout.read()
    assert "end" not in said
    return run


def _undisturbed(file: Path, definition: Path, office: dict[str, str]) -> str:
    return _run([sys.executable, "-c", START, str(file), str(definition)], office).split()[0]


def _end_of(run: str, office: dict[str, str]) -> dict[str, object]:
    return dict(json.loads(_run([sys.executable, "-c", GO_ON, run], office)))


def _run(command: list[str], office: dict[str, str]) -> str:
    done = subprocess.run(command, env=office, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _stop_server(data: Path) -> None:
    from sijill.base.postgres import server

    server.stop(data)
