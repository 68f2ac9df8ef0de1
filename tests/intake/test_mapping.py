"""A mapping is checked whole: every fault is named, and none that matters passes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijill.intake.channels.spreadsheet.guess import guess, recognised
from sijill.intake.channels.spreadsheet.mapping_file import (
    MappingProblem,
    fill,
    from_definition,
    load_mapping,
)
from sijill.intake.channels.spreadsheet.rows import Row
from sijill.intake.sentences import SENTENCES
from tests.intake.sheets import MAPPING

READY = Path(__file__).resolve().parents[2] / "packs" / "iraq" / "mappings"


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    made = copy.deepcopy(MAPPING)
    change(made)
    return made


@pytest.mark.parametrize("path", sorted(READY.glob("*.toml")), ids=lambda path: path.stem)
def test_ready_mappings_are_whole(path: Path) -> None:
    assert load_mapping(path.read_bytes()).code


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 50_000, "a = " + "1" * 5_000, 'title = "a\\u0000b"', "a = {" * 2_000, "\0"],
    ids=["brackets", "digits", "nul escaped", "tables", "nul"],
)
def test_what_no_reader_of_toml_can_take_is_a_problem(text: str) -> None:
    with pytest.raises(MappingProblem, match=r"mapping\.not_toml"):
        load_mapping(text.encode())


def test_a_good_mapping_lists_its_columns() -> None:
    made = from_definition(MAPPING)
    assert made.columns == ("id", "date", "governorate", "place", "actor", "killed")


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda d: d.pop("format"), "mapping.format", "format"),
        (lambda d: d.pop("occurred"), "mapping.missing", "occurred.start"),
        (lambda d: d["key"].clear(), "mapping.key_or_keyless", "key"),
        (lambda d: d["key"].update(keyless=True), "mapping.key_or_keyless", "key"),
        (lambda d: d["place"].update(longitude="x"), "mapping.half_a_point", "place"),
        (
            lambda d: d["kind"].update(default="incident.nothing"),
            "mapping.unknown_term",
            "kind.default",
        ),
        (lambda d: d["kind"].update(default="act.killing"), "mapping.unknown_term", "kind.default"),
        (lambda d: d["group"][0].update(by=["z"]), "mapping.unknown_side", "group.1"),
        (lambda d: d["side"][0].update(values={"x": "S99"}), "mapping.unknown_actor", "side.1"),
        (lambda d: d["text"].update(title="{victim}"), "mapping.unsafe_column", "text.title"),
        (
            lambda d: d["text"].update(title="{place.__class__}"),
            "mapping.unsafe_column",
            "text.title",
        ),
        (lambda d: d.update(colour="red"), "mapping.unknown_field", "colour"),
        (lambda d: d["occurred"].update(strat="x"), "mapping.unknown_field", "occurred.strat"),
        (lambda d: d["office"].update(by="fixed"), "mapping.missing", "office.fixed"),
        (lambda d: d.update(code="Ünïcode!"), "mapping.bad_code", "code"),
        (lambda d: d.update(file={"header_row": 0}), "mapping.bad_header_row", "file.header_row"),
        (
            lambda d: d.update(
                person={"names": {"nickname": "n"}, "act": {"default": "act.killing"}}
            ),
            "mapping.not_a_choice",
            "person.names.nickname",
        ),
        (lambda d: d.update(group={"best": "x"}), "mapping.not_a_list", "group"),
        (lambda d: d.update(kind="incident.attack"), "mapping.not_a_table", "kind"),
    ],
)
def test_a_fault_is_named(
    change: Callable[[dict[str, Any]], object], code: str, where: str
) -> None:
    known = {"incident.attack", "act.killing", "status.civilian", "cause.unknown", "answer.unknown"}

    def knows(key: str) -> bool:
        return key in known or key.startswith(
            (
                "source.",
                "reliability.",
                "credibility.",
                "proximity.",
                "material.",
                "degree.",
                "certainty.",
            )
        )

    with pytest.raises(MappingProblem) as caught:
        from_definition(changed(change), knows=knows)
    assert (code, where) in [(found[0], found[1]) for found in caught.value.found]
    assert all(found[0] in SENTENCES for found in caught.value.found)


def test_every_fault_is_named_at_once() -> None:
    def spoil(made: dict[str, Any]) -> None:
        made.pop("occurred")
        made["key"].clear()
        made["colour"] = "red"

    with pytest.raises(MappingProblem) as caught:
        from_definition(changed(spoil))
    assert len(caught.value.found) == 3


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(MappingProblem) as caught:
        load_mapping(b"format = \n")
    assert caught.value.code == "mapping.not_toml"


def test_templates_put_names_in_braces_and_nothing_else() -> None:
    assert fill("{kind}  in {المكان}", {"kind": "Attack", "المكان": "الموصل"}) == "Attack in الموصل"
    assert fill("{missing} {place!r:>9}", {"place": "x"}) == ""


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ("Event ID", "Date", "Governorate", "Killed"),
            {"key": "Event ID", "start": "Date", "place.1": "Governorate", "killed": "Killed"},
        ),
        (
            ("ت", "التاريخ", "المحافظة", "عدد القتلى"),
            {"key": "ت", "start": "التاريخ", "place.1": "المحافظة", "killed": "عدد القتلى"},
        ),
        (
            ("ژمارە", "بەروار", "پارێزگا", "بریندار"),
            {"key": "ژمارە", "start": "بەروار", "place.1": "پارێزگا", "injured": "بریندار"},
        ),
    ],
)
def test_headings_are_recognised_in_three_languages(
    columns: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert recognised(columns) == expected


def test_a_guess_is_a_mapping_that_can_be_checked() -> None:
    columns = ("id", "date", "governorate", "longitude", "latitude", "type", "killed")
    rows = [Row(n, (str(n), "2016-01-01", "Ninewa", "43", "36", "IED", "1")) for n in (2, 3)]
    made = from_definition(guess(columns, rows, code="a-file", title="A file"))
    assert made.key.columns == ("id",)
    assert made.kind.values == {"ied": "incident.incident"}
    assert made.groups[0].act == "act.killing"


def test_a_guessed_key_that_repeats_is_no_key() -> None:
    rows = [Row(2, ("1", "2016-01-01")), Row(3, ("1", "2016-01-02"))]
    assert guess(("id", "date"), rows, code="xx", title="x")["key"] == {"keyless": True}
