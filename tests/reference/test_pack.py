"""Packs load, fit together, and say where they do not."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from sijill.reference.checks import offices_on
from sijill.reference.errors import PackInvalid
from sijill.reference.pack import load_pack
from sijill.reference.presence import office_for
from tests.reference.worlds import PROJECT, iraq, saldara


def test_the_iraq_pack_has_every_unit() -> None:
    places = iraq().places
    count = {
        level.key: sum(p.level == level.key and not p.local for p in places)
        for level in iraq().levels
    }
    assert count["country"] == 1
    assert count["governorate"] == 18
    assert count["district"] == 101
    assert sum(place.level == "town" for place in places) > 150


def test_rules_of_the_two_countries_differ_everywhere() -> None:
    here, there = iraq().rules, saldara().rules
    assert (here.weekend, there.weekend) == ((4, 5), (6,))
    assert (here.default_calendar, there.default_calendar) == ("gregorian", "hijri")
    assert (here.suppression.default, there.suppression.default) == (5, 10)
    assert (here.suppression.children, here.suppression.sexual_violence) == (10, 10)
    assert here.registry_birthdays == ((7, 1),)
    assert there.registry_birthdays == ((1, 1), (12, 31))
    assert [level.key for level in saldara().levels] == ["pays", "region", "canton", "commune"]
    assert saldara().languages == ("fr", "sw", "en")


def test_halabja_is_a_governorate_from_the_day_of_the_gazette() -> None:
    before = offices_on(iraq(), date(2025, 5, 4))
    after = offices_on(iraq(), date(2025, 5, 5))
    assert len(before) == 18
    assert after.keys() - before.keys() == {"IQ-HALABJA"}
    assert after["IQ-HALABJA"] == ["ERB"]


def test_coverage_partitions_the_governorates_on_every_day() -> None:
    day = date(2003, 8, 14)
    while day <= date(2025, 12, 31):
        assert all(len(offices) == 1 for offices in offices_on(iraq(), day).values()), day
        day += timedelta(days=1 if day.year == 2025 else 30)


def test_a_closed_office_hands_its_governorate_over() -> None:
    def code(unit: str, on: date) -> str | None:
        office = office_for(iraq(), unit, on)
        return office.code if office else None

    assert code("IQG13", date(2025, 4, 30)) == "KRK"
    assert code("IQG13", date(2025, 5, 1)) == "ERB"
    assert code("IQG15", date(2025, 5, 28)) == "ERB"
    assert code("IQG08", date(2026, 1, 1)) is None


def test_kurdish_place_names_have_a_source_or_are_borrowed_and_marked() -> None:
    for place in iraq().places:
        if "ckb" in place.label.texts:
            assert place.name_sources["ckb"]
            assert not place.label.shown("ckb").reviewed
    basra = next(place for place in iraq().places if place.code == "IQG02Q06")
    shown = basra.label.shown("ckb")
    assert (shown.language, shown.borrowed) == ("ar", True)


def test_every_tile_stands_alone_and_every_governorate_has_one() -> None:
    tiles = iraq().tiles
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles) == 19
    assert {tile.code for tile in tiles} == {
        place.code for place in iraq().places if place.level == "governorate"
    }


def test_law_and_fact_of_administration_stay_apart() -> None:
    aqra = next(place for place in iraq().places if place.code == "IQG15Q01")
    control = next(item for item in iraq().control if item.unit == "IQG15Q01")
    assert aqra.parent == "IQG15"
    assert control.administered_by == "kurdistan_region"
    assert control.administered_with == "IQG09"
    assert control.confidence != "high"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "tests" / "packs" / "saldara", tmp_path / "pack"))


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "where"),
    [
        ("pack.toml", "format = 1", "format = 9", "pack.format", "format"),
        ("pack.toml", '["sunday"]', '["lundi"]', "pack.not_a_choice", "settings.weekend"),
        ("pack.toml", "default = 10", "default = 1", "pack.threshold", "settings.suppression"),
        ("pack.toml", 'sw = "Mkoa", ', "", "pack.language_missing", "level[2].label.sw"),
        ("presence.toml", '"2015-02"', '"2015-31"', "pack.not_date", "statement[1].valid_from"),
        ("presence.toml", "[[fact]]", "[[fact", "pack.not_toml", "the file"),
        ("presence.toml", '["XS-2"]', '["XS-9"]', "pack.unknown_code", "coverage"),
        ("presence.toml", "2018-06-01", "2018-05-01", "", ""),
        ("presence.toml", "2018-05-31", "2018-06-30", "pack.coverage", "coverage"),
        ("places.csv", "XS-1-A,local,canton", "XS-1-A,local,ville", "pack.not_a_choice", "line 5"),
        ("places.csv", "canton,XS-1,", "canton,XS-7,", "pack.unknown_code", "code XS-1-A"),
        ("places.csv", "canton,XS-1,", "canton,XS-1-A-1,", "pack.level_order", "code XS-1-A"),
        ("places.csv", "9.41,", "east,", "pack.not_number", "line 8"),
        ("places.csv", "2019-12-31,invented", "31/12/2019,invented", "pack.not_date", "line 6"),
        ("places.csv", "code,code_system", "code,system", "pack.column_missing", "line 1"),
        ("names.csv", "XS-1-A-1", "XS-0", "pack.unknown_code", "XS-0"),
        ("actors.toml", '"yes"', '"maybe"', "pack.not_a_choice", "actor[1].state_agent"),
        ("actors.toml", 'source = "invented"', 'source = "x"', "pack.unknown_source", "actor A"),
    ],
)
def test_a_fault_is_named_with_its_file_and_place(
    copy: Path, file: str, old: str, new: str, code: str, where: str
) -> None:
    changed(copy / file, old, new)
    if not code:
        load_pack(copy)
        return
    with pytest.raises(PackInvalid) as caught:
        load_pack(copy)
    found = [problem for problem in caught.value.problems if problem.code == code]
    assert found, str(caught.value)
    assert found[0].file == file
    assert where in found[0].where
    assert found[0].advice.endswith(".")


def test_all_faults_are_named_at_once(copy: Path) -> None:
    (copy / "actors.toml").unlink()
    changed(copy / "places.csv", "9.41,", "east,")
    with pytest.raises(PackInvalid) as caught:
        load_pack(copy)
    assert {problem.file for problem in caught.value.problems} >= {"actors.toml", "places.csv"}
