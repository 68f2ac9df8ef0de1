"""From a partner's file to drafted leads; again, changed, and worked on meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sijill.intake.actions.imports import (
    begin_import,
    cancel_import,
    save_mapping,
    stage_upload,
    start_import,
)
from sijill.intake.models import ImportRun, PlaceQuery, RejectedRow, Report
from sijill.intake.queries.imports import (
    get_run,
    mapping_called,
    mappings_offered,
    places_waiting,
    progress,
)
from sijill.intake.queries.preview import preview
from sijill.record.incidents.actions import edit_incident
from sijill.record.incidents.actions.drafting import settle_place
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
    SearchEntry,
)
from sijill.record.incidents.redrafted import CHANGED
from sijill.record.incidents.search_words import refresh_search
from sijill.record.incidents.tasks import read_on
from sijill.record.people.models import NameKey, Person
from sijill.record.sources.models import Source
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.keys.sealed import open_sealed
from sijill.trust.ledger.models import Leaf, Subject
from sijill.trust.worklist.models import Request
from tests.cast import Cast
from tests.intake.imports import counts, imported, mapping
from tests.intake.sheets import GOOD, HEADING, csv_bytes, good_rows, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast) -> Viewer:
    return cast.viewer("manager")


def test_a_row_becomes_a_sealed_report_and_a_lead(manager: Viewer, tmp_path: Path) -> None:
    run = imported(manager, tmp_path, [HEADING, GOOD])
    assert (run.state, counts(run)) == ("done", (1, 0, 0, 0))
    with bind(manager):
        report, incident, act = Report.objects.get(), Incident.objects.get(), Act.objects.get()
        group, involved = Person.objects.get(), Involvement.objects.get()
        told, source = Information.objects.get(), Source.objects.get()
        link = IncidentReport.objects.get()
        assert (incident.state, incident.area_id, incident.office_id) == ("lead", "IQG15", "ERB")
        assert incident.title.endswith("3 April 2016")
        assert (group.kind, group.count_least, group.count_best, group.count_most) == (
            "group",
            3,
            3,
            3,
        )
        assert (act.kind_id, act.casualty, act.status_id) == (
            "act.killing",
            "killed",
            "status.civilian",
        )
        assert (involved.actor_id, involved.certainty_id) == ("N1", "certainty.alleged")
        assert (told.source, told.report, told.reliability_id) == (source, report, "reliability.f")
        assert (source.stream, source.kind_id) == ("partner", "source.dataset")
        assert (link.incident, link.report) == (incident, report)
        opened = open_sealed([report], ["received", "parsed"], code="report.open", viewer=manager)
    assert opened[report.pk]["received"] == list(GOOD)
    assert opened[report.pk]["parsed"]["groups"][0]["best"] == 3


def test_search_rows_are_those_that_editing_would_make(manager: Viewer, tmp_path: Path) -> None:
    imported(manager, tmp_path, good_rows(30))
    with bind(manager):
        drafted = dict(SearchEntry.objects.values_list("incident", "words"))
        with writing("test"):
            refresh_search(list(Incident.objects.all()))
        again = dict(SearchEntry.objects.values_list("incident", "words"))
    assert {k: set(v.split()) for k, v in drafted.items()} == {
        k: set(v.split()) for k, v in again.items()
    }


def test_one_leaf_a_thousand_rows(manager: Viewer, tmp_path: Path) -> None:
    run = imported(manager, tmp_path, good_rows(2500))
    leaves = Leaf.objects.filter(
        action="import.rows", subjects__kind="import_run", subjects__key=str(run.pk)
    )
    assert leaves.count() == 3
    assert Subject.objects.filter(key=str(run.pk)).count() > 3


def test_importing_again_changes_nothing(manager: Viewer, tmp_path: Path) -> None:
    first = imported(manager, tmp_path, good_rows(1200))
    second = imported(manager, tmp_path, good_rows(1200))
    assert counts(second) == (0, 0, 1200, 0)
    assert bytes(first.digest) == bytes(second.digest)
    with bind(manager):
        assert (Report.objects.count(), Incident.objects.count()) == (1200, 1200)


def test_a_changed_row_updates_its_lead(manager: Viewer, tmp_path: Path) -> None:
    imported(manager, tmp_path, [HEADING, GOOD, ("2", *GOOD[1:])])
    run = imported(
        manager,
        tmp_path,
        [HEADING, ("1", "2016-04-05", "Baghdad", "", "PKK", "8"), ("2", *GOOD[1:])],
    )
    assert counts(run) == (0, 1, 1, 0)
    with bind(manager):
        report = Report.objects.get(run=run)
        incident = IncidentReport.objects.get(report=report).incident
        act = Act.objects.get(incident=incident)
        assert report.deliveries == 2
        assert (str(incident.occurred_from), incident.place_id) == ("2016-04-05", "IQG08")
        assert act.victim.count_best == 8
        assert act.involvements.get().actor_id == "N3"
        assert "5 april 2016" in SearchEntry.objects.get(incident=incident).words
        assert (Incident.objects.count(), Act.objects.count(), Person.objects.count()) == (2, 2, 2)
    # And once more: a draft that only drafting has touched stays a draft.
    third = imported(manager, tmp_path, [HEADING, ("1", *GOOD[1:]), ("2", *GOOD[1:])])
    assert counts(third) == (0, 1, 1, 0)
    with bind(manager):
        assert not Request.objects.filter(kind=CHANGED).exists()


def test_what_a_person_worked_on_stays_and_a_request_says_so(
    cast: Cast, manager: Viewer, tmp_path: Path
) -> None:
    rows = [HEADING, ("1", "2016-04-03", "Baghdad", "", "IS", "3")]
    imported(manager, tmp_path, rows)
    documenter = cast.viewer("documenter")
    with bind(documenter):
        incident = Incident.objects.get()
    edit_incident(
        by=documenter, incident=incident, changes={"title": "Ours"}, seen=incident.changed_at
    )
    run = imported(manager, tmp_path, [HEADING, ("1", "2016-04-09", "Baghdad", "", "IS", "9")])
    assert counts(run) == (0, 1, 0, 0)
    with bind(manager):
        incident.refresh_from_db()
        assert (incident.title, str(incident.occurred_from)) == ("Ours", "2016-04-03")
        assert Act.objects.get().victim.count_best == 3
        request = Request.objects.get(kind=CHANGED)
    assert request.subject_key == incident.pk


def test_equal_rows_without_a_key_are_distinct(manager: Viewer, tmp_path: Path) -> None:
    keyless = mapping(key={"keyless": True})
    rows = [HEADING, GOOD, GOOD, GOOD]
    first = imported(manager, tmp_path, rows, keyless)
    again = imported(manager, tmp_path, rows, keyless)
    assert (counts(first), counts(again)) == ((3, 0, 0, 0), (0, 0, 3, 0))
    other = imported(manager, tmp_path, [*rows, GOOD], keyless)
    assert counts(other) == (4, 0, 0, 0)


def test_a_keyless_stream_of_editions_adds_only_what_is_new(
    manager: Viewer, tmp_path: Path
) -> None:
    editions = mapping(key={"keyless": True, "identity": "stream"})
    imported(manager, tmp_path, [HEADING, GOOD, GOOD], editions)
    run = imported(manager, tmp_path, [HEADING, GOOD, GOOD, GOOD], editions)
    assert counts(run) == (1, 0, 2, 0)


def test_one_key_twice_in_a_file_keeps_the_first(manager: Viewer, tmp_path: Path) -> None:
    rows = [HEADING, GOOD, (*GOOD[:5], "7"), GOOD]
    for expected in ((1, 0, 1, 1), (0, 0, 2, 1)):
        run = imported(manager, tmp_path, rows)
        assert counts(run) == expected
        with bind(manager):
            row = RejectedRow.objects.get(run=run)
        assert (row.row_number, row.reasons) == (3, [{"code": "key.twice"}])


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("date", "31/02/2016", "date.no_such_day"),
        ("date", "soon", "date.not_understood"),
        ("date", "2016-13-01", "date.no_such_month"),
        ("date", "2999-01-01", "date.in_future"),
        ("date", "1016-01-01", "date.year_out_of_range"),
        ("killed", "many", "count.not_a_number"),
        ("killed", "-2", "count.negative"),
        ("id", "", "key.missing"),
    ],
)
def test_a_bad_cell_rejects_its_row_alone(
    manager: Viewer, tmp_path: Path, column: str, cell: str, code: str
) -> None:
    bad = ["2", *GOOD[1:]]
    bad[HEADING.index(column)] = cell
    run = imported(manager, tmp_path, [HEADING, GOOD, bad, ("3", *GOOD[1:])])
    assert counts(run) == (2, 0, 0, 1)
    with bind(manager):
        row = RejectedRow.objects.get()
        opened = open_sealed([row], ["received"], code="import.open_rejected", viewer=manager)
    assert [(r["code"], r["column"]) for r in row.reasons] == [(code, column)]
    assert opened[row.pk]["received"] == bad
    assert cell not in str(row.reasons) or not cell


@pytest.mark.parametrize(
    ("longitude", "latitude", "reasons"),
    [
        ("999", "33", [("place.outside_world", "lon")]),
        ("", "33", [("place.half_a_point", "lon")]),
        ("44", "", [("place.half_a_point", "lat")]),
        ("east", "33", [("place.not_a_number", "lon")]),
        ("nan", "33", [("place.outside_world", "lon")]),
    ],
)
def test_a_bad_point_rejects_its_row(
    manager: Viewer, tmp_path: Path, longitude: str, latitude: str, reasons: list[tuple[str, str]]
) -> None:
    points = mapping(place={"longitude": "lon", "latitude": "lat"})
    rows = [(*HEADING, "lon", "lat"), (*GOOD, longitude, latitude)]
    assert counts(imported(manager, tmp_path, rows, points)) == (0, 0, 0, 1)
    with bind(manager):
        found = RejectedRow.objects.get().reasons
    assert [(reason["code"], reason["column"]) for reason in found] == reasons


def test_a_point_far_from_everything_waits(manager: Viewer, tmp_path: Path) -> None:
    points = mapping(place={"longitude": "lon", "latitude": "lat"})
    rows = [(*HEADING, "lon", "lat"), (*GOOD, "-30.5", "10.25")]
    assert imported(manager, tmp_path, rows, points).unmatched_places == 1
    with bind(manager):
        query = PlaceQuery.objects.get()
        assert query.written == "10.2500, -30.5000"
        assert Incident.objects.get().longitude == -30.5


def test_an_unknown_actor_is_unknown_never_guessed(manager: Viewer, tmp_path: Path) -> None:
    imported(manager, tmp_path, [HEADING, (*GOOD[:4], "Quux Brigade of Nowhere", "3")])
    with bind(manager):
        assert Involvement.objects.get().actor_id == "U0"
        report = Report.objects.get()
        opened = open_sealed([report], ["parsed"], code="report.open", viewer=manager)
    notes = opened[report.pk]["parsed"]["notes"]
    assert {"code": "actor.unknown", "column": "actor"} in notes


def test_an_unknown_place_waits_and_settling_it_places_the_leads(
    cast: Cast, manager: Viewer, tmp_path: Path
) -> None:
    rows = [HEADING, *((str(n), GOOD[1], "", "Zzyzx Qwerty", "IS", "1") for n in range(3))]
    run = imported(manager, tmp_path, rows)
    assert (counts(run), run.unmatched_places) == ((3, 0, 0, 0), 3)
    with bind(manager):
        query = places_waiting(manager).get()
        assert (query.written, query.reports) == ("Zzyzx Qwerty", 3)
        assert set(Incident.objects.values_list("place", flat=True)) == {None}
    assert settle_place(by=manager, query=query, unit="IQG15") == 3
    with bind(manager):
        placed = set(Incident.objects.values_list("place", "area", "place_confidence"))
        reasons = {i.place_reason["code"] for i in Incident.objects.all()}
        assert (placed, reasons) == ({("IQG15", "IQG15", 1.0)}, {"settled"})
        assert not places_waiting(manager).exists()
        words = SearchEntry.objects.first().words  # type: ignore[union-attr]
        assert "nineveh" in words or "ninewa" in words
    with pytest.raises(Problem, match="already_settled"):
        settle_place(by=manager, query=query, unit="IQG08")
    later = imported(manager, tmp_path, [HEADING, ("9", GOOD[1], "", "zzyzx  QWERTY", "IS", "1")])
    assert later.unmatched_places == 0
    with bind(manager):
        assert Incident.objects.filter(place="IQG15").count() == 4


def test_a_place_half_known_is_drafted_and_waits(manager: Viewer, tmp_path: Path) -> None:
    run = imported(
        manager, tmp_path, [HEADING, ("1", GOOD[1], "Ninewa", "Zzyzx Qwerty", "IS", "1")]
    )
    assert run.unmatched_places == 1
    with bind(manager):
        incident, query = Incident.objects.get(), PlaceQuery.objects.get()
    assert (incident.place_id, incident.place_reason["code"]) == ("IQG15", "parent_only")
    assert query.written == "Ninewa › Zzyzx Qwerty"


PERSONS = {
    "names": {"full": "name"},
    "act": {"default": "act.killing"},
    "age": "age",
    "born": "born",
    "sex": {
        "column": "sex",
        "values": {"m": "sex.man", "f": "sex.woman"},
        "default": "answer.unknown",
    },
}


def test_a_named_victim_is_sealed_and_found(manager: Viewer, tmp_path: Path) -> None:
    heading = ("id", "date", "governorate", "place", "actor", "name", "sex", "age", "born")
    rows = [
        heading,
        ("1", "2016-04-03", "Ninewa", "", "IS", "أحمد خالد يوسف", "m", "", "1998-07-01"),
        ("2", "2016-04-03", "Ninewa", "", "IS", "Layla Hasan", "f", "12", ""),
    ]
    definition = mapping(person=PERSONS, group=[])
    run = imported(manager, tmp_path, rows, definition)
    assert counts(run) == (2, 0, 0, 0)
    with bind(manager):
        first, second = Act.objects.order_by("incident__title", "victim__reference").all()
        by_sex = {act.sex_id: act for act in (first, second)}
        man, girl = by_sex["sex.man"], by_sex["sex.woman"]
        assert (man.victim.birth_year, man.victim.named) == (1998, True)
        assert (man.age_group_id, girl.age_group_id, girl.age_years) == (
            "answer.unknown",
            "age.child",
            12,
        )
        assert NameKey.objects.filter(person=man.victim).count() > 3
        opened = open_sealed([man.victim], ["names", "details"], code="names.open", viewer=manager)[
            man.victim_id
        ]
        titles = " ".join(Incident.objects.values_list("title", flat=True))
    assert [part["text"] for part in opened["names"][0]["parts"]] == ["أحمد", "خالد", "يوسف"]
    assert opened["details"]["birth"]["precision"] == "year"
    assert opened["details"]["birth"]["entered"] == "1998-07-01"
    assert "Layla" not in titles


def test_a_workbook_is_imported_alike(manager: Viewer, tmp_path: Path) -> None:
    run = imported(manager, tmp_path, sheet_of(good_rows(20)).getvalue(), name="partner.xlsx")
    assert counts(run) == (20, 0, 0, 0)
    again = imported(manager, tmp_path, good_rows(20))
    assert counts(again) == (0, 0, 20, 0)


def test_a_file_that_breaks_off_fails_with_its_reason_and_keeps_whole_chunks(
    manager: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start_import(
        by=manager,
        path=_written(tmp_path, good_rows(1500)),
        name="x.csv",
        mapping=mapping(),
        defer=False,
    )

    def broken(self: Any, row: Any, *, show: bool = False) -> Any:
        if row.number > 1200:
            raise Problem("spreadsheet.damaged")
        return genuine(self, row, show=show)

    from sijill.intake.channels.spreadsheet.interpreter import Interpreter

    genuine = Interpreter.read
    monkeypatch.setattr(Interpreter, "read", broken)
    ended = read_on(run.pk, manager.for_job())
    assert (ended.state, ended.cursor) == ("failed", 1000)
    assert ended.failure["code"] == "spreadsheet.damaged"
    with bind(manager):
        assert Incident.objects.count() == Report.objects.count() == 1000


def test_a_fault_inside_a_chunk_leaves_nothing_of_it(
    manager: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = start_import(
        by=manager,
        path=_written(tmp_path, good_rows(100)),
        name="x.csv",
        mapping=mapping(),
        defer=False,
    )

    def broken(*args: Any, **given: Any) -> Any:
        raise OSError("the disk is full")

    monkeypatch.setattr("sijill.record.incidents.actions.drafting.commit_rows", broken)
    with pytest.raises(OSError, match="full"):
        read_on(run.pk, manager.for_job())
    with bind(manager):
        assert not Report.objects.exists()
        assert not Incident.objects.exists()
        assert ImportRun.objects.get().cursor == 0
    monkeypatch.undo()
    assert counts(read_on(run.pk, manager.for_job())) == (100, 0, 0, 0)


def test_staging_previewing_and_beginning(manager: Viewer, tmp_path: Path) -> None:
    path = _written(tmp_path, [*good_rows(30), ("31", "31/02/2016", "Ninewa", "", "IS", "x")])
    with path.open("rb") as source:
        run = stage_upload(by=manager, source=source, name="../../partner.csv")
    assert (run.file_name, run.state, run.mapping_id) == ("partner.csv", "waiting", None)
    guessed = preview(manager, run)
    assert guessed.guessed is not None
    assert guessed.guessed["place"]["path"] == ["governorate", "place"]
    seen = preview(manager, run, mapping())
    assert (seen.total, len(seen.rows), seen.accepted) == (31, 20, 30)
    assert seen.reasons == {"date.no_such_day": 1, "count.not_a_number": 1}
    by_column = {cell.column: cell for cell in seen.rows[0].cells}
    assert by_column["actor"].understood == "N1"
    assert by_column["killed"].understood == "1"
    assert "Mosul" in by_column["place"].understood
    with bind(manager):
        assert not Report.objects.exists()
    kept = save_mapping(by=manager, definition=mapping())
    begun = begin_import(by=manager, run=run, mapping=kept)
    assert begun.total_rows == 31
    with pytest.raises(Problem, match="not_waiting"):
        begin_import(by=manager, run=run, mapping=kept)
    ended = read_on(run.pk, manager.for_job())
    assert counts(ended) == (30, 0, 0, 1)
    with bind(manager):
        assert progress(manager, run.pk).share == 1.0


def test_a_begun_run_is_a_job_that_a_worker_finds(manager: Viewer, tmp_path: Path) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    run = start_import(
        by=manager, path=_written(tmp_path, good_rows(3)), name="x.csv", mapping=mapping()
    )
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.lock, job.args["run"]) == (
        "imports.read",
        "stream:partner",
        str(run.pk),
    )


def test_a_changed_mapping_is_a_new_version(manager: Viewer) -> None:
    first = save_mapping(by=manager, definition=mapping())
    same = save_mapping(by=manager, definition=mapping())
    other = save_mapping(by=manager, definition=mapping(title="Another title"))
    assert (first.pk == same.pk, other.version) == (True, 2)
    with bind(manager):
        offered = {found.code: found for found in mappings_offered(manager)}
        assert offered["partner"].saved == other
        assert offered["ucdp-aec-iraq"].saved is None
        assert mapping_called(manager, "nothing-of-the-kind") is None


def test_a_cancelled_run_stops(manager: Viewer, tmp_path: Path) -> None:
    run = start_import(
        by=manager,
        path=_written(tmp_path, good_rows(3)),
        name="x.csv",
        mapping=mapping(),
        defer=False,
    )
    cancel_import(by=manager, run=run)
    assert read_on(run.pk, manager.for_job()).state == "cancelled"
    with pytest.raises(Problem, match="over"):
        cancel_import(by=manager, run=run)
    with bind(manager):
        assert not Report.objects.exists()


def test_columns_that_are_not_there_are_named(manager: Viewer, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        imported(manager, tmp_path, csv_bytes([("id", "date"), ("1", "2016-01-01")]))
    assert caught.value.code == "mapping.columns_absent"
    with bind(manager):
        assert not ImportRun.objects.exists()


def test_only_importers_import_and_only_their_runs_are_seen(
    cast: Cast, manager: Viewer, tmp_path: Path
) -> None:
    documenter = cast.viewer("documenter")
    with pytest.raises(Denied):
        imported(documenter, tmp_path, good_rows(1))
    run = imported(manager, tmp_path, good_rows(1))
    with bind(documenter), pytest.raises(Denied):
        get_run(documenter, run.pk)
    with bind(manager), pytest.raises(Absent):
        get_run(manager, manager.account)


def _written(folder: Path, rows: Any) -> Path:
    path = folder / "written.csv"
    path.write_bytes(csv_bytes(rows))
    return path
