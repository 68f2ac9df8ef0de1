"""Texts find their units, and say why; wrong texts find none."""

import csv
from datetime import date

import pytest

from sijill.reference.gazetteer import Gazetteer
from tests.reference.worlds import DATA, SPEC, gazetteer, iraq, saldara

UCDP = DATA / "events" / "ucdp_aec_iraq.csv"
BEFORE, AFTER = date(2020, 1, 1), date(2025, 5, 5)


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer(iraq())


def table(name: str) -> list[dict[str, str]]:
    with (SPEC / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("row", table("place_spellings.csv"), ids=lambda row: row["text"])
def test_spellings(places: Gazetteer, row: dict[str, str]) -> None:
    found = places.match(row["text"], on=BEFORE)
    assert (found[0].unit_code if found else "") == row["unit"]


@pytest.mark.parametrize(
    "row", table("places_ucdp.csv"), ids=lambda row: row["first"] + row["second"]
)
def test_paths(places: Gazetteer, row: dict[str, str]) -> None:
    found = places.match_path([row["first"], row["second"]], BEFORE)
    unit = found[0].unit_code if found else None
    governorate = unit and places.unit_at(unit, "governorate", BEFORE)
    district = unit and places.unit_at(unit, "district", BEFORE)
    assert (governorate or "", district or "") == (row["governorate"], row["district"])


def test_the_share_of_ucdp_locations_matched(places: Gazetteer) -> None:
    if not UCDP.exists():
        pytest.skip("the UCDP file is not beside the project")
    truth = {(row["first"], row["second"]): row for row in table("places_ucdp.csv")}
    with UCDP.open(encoding="utf-8", newline="") as opened:
        names = ("location_adm1_name", "location_adm2_name", "location_where_name")
        texts = {tuple(row[name] for name in names) for row in csv.DictReader(opened)}
    right = {"governorate": 0, "district": 0, "place": 0}
    stated = {"governorate": 0, "district": 0, "place": 0}
    for text in sorted(texts):
        expected = truth[text[0], text[1]]
        found = places.match_path(text, BEFORE)
        unit = found[0].unit_code if found else None
        if not text[0]:
            assert unit is None, text  # nothing is made up from “Northern Iraq”
            continue
        for level in ("governorate", "district"):
            if expected[level]:
                stated[level] += 1
                right[level] += unit is not None and (
                    places.unit_at(unit, level, BEFORE) == expected[level]
                )
        if text[1] and text[2]:
            stated["place"] += 1
            right["place"] += unit is not None and places.places[unit].level == "town"
    shares = {level: right[level] / stated[level] for level in right}
    for level, share in shares.items():
        print(f"UCDP {level}: {right[level]} of {stated[level]} = {share:.3f}")
    assert shares["governorate"] == 1.0
    assert shares["district"] >= 0.99
    assert shares["place"] >= 0.85


def test_a_match_says_why(places: Gazetteer) -> None:
    by_reason = {
        "name": "Al-Ramadi",
        "variant": "Nineveh",
        "former_name": "At Ta'mīm",
        "spelling": "Al-Karrada",
        "sound": "Sulemaniyah",
        "close": "Salahaldin",
    }
    for reason, text in by_reason.items():
        found = places.match(text, on=BEFORE)[0]
        assert 0 < found.confidence <= 1
        assert found.params["spelled"]
        assert found.reason == reason, text


def test_surer_kinds_of_likeness_rank_higher(places: Gazetteer) -> None:
    sure = [places.match(t, on=BEFORE)[0].confidence for t in ("Baghdad", "Nineveh", "Karbela")]
    assert sure == sorted(sure, reverse=True)


def test_the_qualifier_chooses_the_level(places: Gazetteer) -> None:
    for qualifier, level in (("governorate", "governorate"), ("town", "town")):
        found = places.match(f"Erbil {qualifier}", on=BEFORE)[0]
        assert places.places[found.unit_code].level == level


def test_a_name_of_two_unrelated_places_waits_for_an_officer(places: Gazetteer) -> None:
    found = places.match("Husaybah", on=BEFORE)
    assert {match.unit_code[:8] for match in found} == {"IQG01Q02", "IQG01Q03"}
    assert all(match.confidence < 0.7 for match in found)
    scoped = places.match("Husaybah", within="IQG01Q02", on=BEFORE)
    assert [match.unit_code for match in scoped] == ["IQG01Q02-husaiba-qaim"]
    assert scoped[0].confidence > 0.9


def test_an_unknown_village_stays_in_its_district_and_is_named(places: Gazetteer) -> None:
    found = places.match_path(["Ninewa", "Sinjar district", "Khalaf Qasim village"], BEFORE)[0]
    assert (found.unit_code, found.reason) == ("IQG15Q07", "parent_only")
    assert found.params["unresolved"] == "Khalaf Qasim village"


def test_a_place_of_another_district_is_shown_not_obeyed(places: Gazetteer) -> None:
    first, second = places.match_path(["Ninewa", "Al-Hamdaniya", "Bashiqa town"], BEFORE)
    assert (first.unit_code, first.reason) == ("IQG15Q03", "place_elsewhere")
    assert first.params["found"] == second.unit_code == "IQG15Q05-bashiqa"
    assert first.confidence < 0.8


def test_halabja_before_and_after(places: Gazetteer) -> None:
    def units(on: date) -> set[str]:
        return {match.unit_code for match in places.match("Halabja", on=on)}

    assert "IQG06Q05" in units(date(2025, 5, 4))
    assert "IQ-HALABJA" not in units(date(2025, 5, 4))
    assert {"IQ-HALABJA", "IQ-HALABJA-Q01"} <= units(AFTER)
    assert "IQG06Q05" not in units(AFTER)
    town = "IQG06Q05-halabja"
    assert places.unit_at(town, "governorate", date(2025, 5, 4)) == "IQG06"
    assert places.unit_at(town, "governorate", AFTER) == "IQ-HALABJA"
    assert places.match("Halabja town", within="IQG06", on=AFTER) == []


@pytest.mark.parametrize("text", ["", "   ", "al", "محافظة", "!!", "x" * 500, "\u202e"])
def test_nothing_is_made_of_nothing(places: Gazetteer, text: str) -> None:
    assert places.match(text) == []
    assert places.match_path([text, text]) == []


def test_another_country_has_other_words() -> None:
    there = gazetteer(saldara())
    on = date(2021, 1, 1)
    cases = {
        "Canton de la Combe": "XS-1-A",
        "Mkoa wa Velane": "XS-1",
        "commune de Brun": "XS-1-A-1",
        "Fort Brun": "XS-1-A-1",
    }
    for text, code in cases.items():
        assert there.match(text, on=on)[0].unit_code == code
    assert there.match("entre Brun et Nerval", on=on) == []
    assert there.lineage("XS-2-A-1", on) == ("XS", "XS-2", "XS-2-B", "XS-2-A-1")
    assert there.lineage("XS-2-A-1", date(2019, 1, 1))[2] == "XS-2-A"
