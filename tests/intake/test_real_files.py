"""The two partner files the ready mappings are for. Skipped where the data is not at hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Sum

from sijill.intake.actions.imports import start_import
from sijill.intake.models import Report
from sijill.intake.queries.imports import mapping_called
from sijill.record.incidents.models import Act, Incident, Involvement
from sijill.record.incidents.tasks import read_on
from sijill.trust.access.viewer import bind
from tests.cast import Cast
from tests.intake.imports import counts

EVENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "events"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not EVENTS.exists(), reason=f"the partner files are not in {EVENTS}"),
]


def test_ucdp_deaths_become_groups_of_victims(cast: Cast) -> None:
    manager = cast.viewer("manager")
    with bind(manager):
        mapping = mapping_called(manager, "ucdp-aec-iraq")
    assert mapping is not None
    path = EVENTS / "ucdp_aec_iraq.csv"
    for expected in ((615, 0, 0, 0), (0, 0, 615, 0)):
        run = start_import(by=manager, path=path, name=path.name, mapping=mapping, defer=False)
        assert counts(read_on(run.pk, manager.for_job())) == expected
    with bind(manager):
        sums = Act.objects.aggregate(
            least=Sum("victim__count_least"),
            best=Sum("victim__count_best"),
            most=Sum("victim__count_most"),
        )
        placed = Incident.objects.exclude(place=None).count()
        precision = Counter(Incident.objects.values_list("place_precision", flat=True))
        actors = set(Involvement.objects.values_list("actor", flat=True))
    assert (sums["least"], sums["best"], sums["most"]) == _totals(path)
    assert placed == 615
    assert precision["precision_place.neighbourhood"] > 300
    assert {"S0", "N1", "F1", "N3"} <= actors


def _totals(path: Path) -> tuple[int, int, int]:
    import csv

    least = best = most = 0
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            whole = sum(
                int(row[name])
                for name in ("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown")
            )
            best += whole
            most += int(row["deaths_high"])
            least += int(row["deaths_low"]) if whole else 0
    return least, best, most


def test_equal_sigact_rows_are_distinct_events(cast: Cast, tmp_path: Path) -> None:
    manager = cast.viewer("manager")
    with bind(manager):
        mapping = mapping_called(manager, "sigacts-insurgencies")
    assert mapping is not None
    lines = (EVENTS / "sigacts_insurgencies.csv").read_text("utf-8").splitlines()
    heading, rows = lines[0], lines[1:]
    repeated = [row for row, times in Counter(rows).items() if times > 1]
    part = sorted(row for row in rows if row in set(repeated[:900]))
    path = tmp_path / "part.csv"
    path.write_text("\n".join([heading, *part]), "utf-8")
    run = start_import(by=manager, path=path, name=path.name, mapping=mapping, defer=False)
    assert counts(read_on(run.pk, manager.for_job())) == (len(part), 0, 0, 0)
    with bind(manager):
        keys = set(Report.objects.values_list("source_key", flat=True))
        reasons = Counter(i.place_reason.get("code") for i in Incident.objects.all())
    assert len(keys) == len(part) > len(set(part))
    assert set(reasons) <= {"nearest", "inside", "on_border", "inside_predecessor"}


def test_the_sigact_file_has_the_rows_we_say_it_has() -> None:
    lines = (EVENTS / "sigacts_insurgencies.csv").read_text("utf-8").splitlines()[1:]
    assert (len(lines), len(lines) - len(set(lines))) == (68_573, 2_095)
