"""Labels of partners find neutral categories; the people harmed are no actors."""

import csv
from datetime import date

import pytest

from sijill.reference.actors import ActorIndex
from tests.reference.worlds import DATA, iraq, saldara

UCDP = DATA / "events" / "ucdp_aec_iraq.csv"


@pytest.fixture(scope="module")
def actors() -> ActorIndex:
    return ActorIndex(iraq().actors, iraq().not_actors)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Government of Iraq", "S0"),
        ("IS", "N1"),
        ("Da'esh", "N1"),
        ("DAESH", "N1"),
        ("داعش", "N1"),
        ("Islamic  State", "N1"),
        ("Government of Turkey", "F1"),
        ("Government of Iran", "F2"),
        ("PKK", "N3"),
        ("PJAK", "N3"),
        ("JRTN", "N2"),
        ("Jaysh al-Mukhtar", "N2"),
        ("KDPI", "N2"),
        ("Peshmerga", "K1"),
        ("البيشمركة", "K1"),
        ("پێشمەرگە", "K1"),
        ("Asayish", "K2"),
        ("Popular Mobilisation Forcess", "S4"),
        ("Unidentified gunmen", "U1"),
        ("S2", "S2"),
    ],
)
def test_labels(actors: ActorIndex, text: str, code: str) -> None:
    found = actors.match_actor(text, date(2016, 1, 1))
    assert found[0].code == code


@pytest.mark.parametrize("text", ["Civilians", "Opponents of Mahdi", "المدنيون"])
def test_those_harmed_are_no_actor(actors: ActorIndex, text: str) -> None:
    (found,) = actors.match_actor(text)
    assert (found.code, found.reason) == (None, "not_an_actor")


@pytest.mark.parametrize("text", ["", "?", "Government of Atlantis", "ISX", "Islamic scholars"])
def test_a_doubtful_label_finds_nobody(actors: ActorIndex, text: str) -> None:
    assert actors.match_actor(text) == []


def test_the_day_tells_two_coalitions_apart(actors: ActorIndex) -> None:
    assert [m.code for m in actors.match_actor("Coalition forces", date(2007, 5, 1))] == ["F5"]
    assert [m.code for m in actors.match_actor("Coalition forces", date(2016, 5, 1))] == ["F3"]
    undated = actors.match_actor("Coalition forces")
    assert {match.code for match in undated} == {"F3", "F5"}
    assert all(match.confidence < 0.6 for match in undated)


def test_violation_or_abuse_follows_the_category(actors: ActorIndex) -> None:
    words = {code: actor.word for code, actor in actors.actors.items()}
    assert words["S4"] == words["K1"] == words["F1"] == "violation"
    assert words["N1"] == words["N5"] == "abuse"
    assert words["U0"] is None
    assert words["U1"] is None


def test_every_side_of_the_ucdp_file_is_understood(actors: ActorIndex) -> None:
    if not UCDP.exists():
        pytest.skip("the UCDP file is not beside the project")
    with UCDP.open(encoding="utf-8", newline="") as opened:
        sides = {
            row[column]
            for row in csv.DictReader(opened)
            for column in ("side_a_name", "side_b_name")
        }
    unknown = [side for side in sides if len(actors.match_actor(side, date(2016, 1, 1))) != 1]
    assert unknown == []


def test_another_country_has_other_actors() -> None:
    there = ActorIndex(saldara().actors, saldara().not_actors)
    assert there.match_actor("Gendarmes")[0].code == "A"
    assert there.match_actor("FC", date(2018, 1, 1)) == []
    assert there.match_actor("IS") == []
