"""A partner's sheet, imported and imported again; or a made sheet, with memory at each tenth.

Run in this process as `sijill import spreadsheet --in-process` runs it: ledger leaves, sealed rows
and search words included. The memory of the database server is not in the figures.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks import place
from benchmarks.load import machine_load

PACK_MAPPINGS = place.PROJECT / "packs" / "iraq" / "mappings"
COUNTED = ("created_rows", "updated_rows", "unchanged_rows", "rejected_rows", "unmatched_places")


def made_sheet(rows: int, folder: Path, seed: int = 5) -> Path:
    """A CSV of points, days and kinds, in the columns of the pack's mapping of point events."""
    draw = random.Random(seed)
    path = folder / f"made-{rows}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow(["date", "longitude", "latitude", "type"])
        for _ in range(rows):
            day = f"20{draw.randrange(7, 24):02}-{draw.randrange(1, 13):02}"
            sheet.writerow(
                [
                    f"{day}-{draw.randrange(1, 29):02}",
                    f"{draw.uniform(42, 47):.5f}",
                    f"{draw.uniform(30.5, 36.5):.5f}",
                    draw.choice(["IED", "SAF", "other"]),
                ]
            )
    return path


class Tenths:
    """Memory, time and CPU as an import goes by each tenth of its rows."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self._started = time.perf_counter()
        self.seen: list[dict[str, float]] = []

    def __call__(self, run: Any) -> None:
        if run.total_rows and run.cursor * 10 // run.total_rows > len(self.seen):
            used = self._process.cpu_times()
            self.seen.append(
                {
                    "rows": run.cursor,
                    "rss_mb": self._process.memory_info().rss >> 20,
                    "seconds": round(time.perf_counter() - self._started),
                    "cpu_seconds": round(used.user + used.system),
                }
            )
            print(json.dumps(self.seen[-1]), file=sys.stderr, flush=True)


def imported(file: Path, mapping: Path, viewer: Any) -> dict[str, Any]:
    """Import a file once: seconds, rows by outcome, memory at each tenth.

    Raises SystemExit when the run did not finish.
    """
    from sijill.intake.actions.imports import start_import
    from sijill.intake.channels.spreadsheet.mapping_file import definition_of
    from sijill.record.incidents.tasks import read_on

    tenths = Tenths()
    started = time.perf_counter()
    definition = definition_of(mapping.read_bytes())
    run = start_import(by=viewer, path=file, name=file.name, mapping=definition, defer=False)
    run = read_on(run.pk, viewer.for_job(), tenths)
    seconds = time.perf_counter() - started
    if run.state != "done":
        raise SystemExit(f"The import ended as {run.state}: {run.failure}")
    return {
        "rows": run.cursor,
        **{name: getattr(run, name) for name in COUNTED},
        "seconds": round(seconds, 1),
        "rows_a_second": round(run.cursor / seconds),
        "tenths": tenths.seen,
        "digest": bytes(run.digest).hex()[:16],
    }


def main() -> None:
    """Import, import again, print."""
    options = argparse.ArgumentParser()
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--mapping", type=Path, help="default: the pack's, by the file's name")
    options.add_argument("--rows", type=int, help="make a sheet of so many rows instead")
    options.add_argument("--once", action="store_true", help="do not import it a second time")
    options.add_argument("--data")
    given = options.parse_args()
    if (given.file is None) == (given.rows is None):
        options.error("give a file or --rows")
    data = place.prepare(given.data)
    from sijill.trust.accounts.viewers import viewer_of

    file = given.file or made_sheet(given.rows, data)
    name = "sigacts_insurgencies.toml" if given.rows else f"{file.stem}.toml"
    mapping = given.mapping or PACK_MAPPINGS / name
    viewer = viewer_of(place.account("bench.manager", "information_manager"))
    result: dict[str, Any] = {"file": file.name, "load_average": [machine_load()]}
    result["first"] = imported(file, mapping, viewer)
    if not given.once:
        result["again"] = imported(file, mapping, viewer)
    result["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    result["load_average"].append(machine_load())
    place.say(result)
    from django.db import connections

    connections.close_all()
    place.remove(data, named=bool(given.data))


if __name__ == "__main__":
    main()
