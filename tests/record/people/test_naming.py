"""Splitting a typed name, with caution."""

from __future__ import annotations

import pytest

from sijill.record.people.naming import as_names, display_name, parse_name
from sijill.trust.access.errors import Problem

NAMES = [
    (
        "محمد عبد الحسين كاظم الجبوري",
        "own محمد | father عبد الحسين | grandfather كاظم | laqab الجبوري",
    ),
    (
        "Muhammad Abd al-Husayn Kazim al-Jaburi",
        "own Muhammad | father Abd al-Husayn | grandfather Kazim | laqab al-Jaburi",
    ),
    ("صلاح الدين حسن", "own صلاح الدين | father حسن"),
    ("حسن نصر الله علي", "own حسن | father نصر الله | grandfather علي"),
    ("أبو علي", "kunya أبو علي"),
    ("أم أحمد فاطمة حسن", "kunya أم أحمد | own فاطمة | father حسن"),
    ("علي بن حسين", "own علي | father بن حسين"),
    ("عبدالله", "own عبدالله"),
    (
        "احمد علي حسين محمود زنگنه",
        "own احمد | father علي | grandfather حسين | great_grandfather محمود | laqab زنگنه",
    ),
    ("عبد", "own عبد"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_parse(text: str, expected: str) -> None:
    parts = parse_name(text)["parts"]
    assert " | ".join(f"{part['kind']} {part['text']}" for part in parts) == expected


def test_every_word_is_kept() -> None:
    for text, _ in NAMES:
        assert display_name([parse_name(text)]) == text


def test_the_script_is_told_and_the_language_is_not_guessed() -> None:
    name = parse_name("هێمن ڕەسوڵ")
    assert (name["script"], name["language"]) == ("so", "")


def test_the_mother_is_not_shown_and_an_alias_is_set_apart() -> None:
    parts = [
        {"kind": "own", "text": "Ali"},
        {"kind": "mother", "text": "Hind"},
        {"kind": "alias", "text": "the tall"},
    ]
    assert display_name(as_names([{"parts": parts}])) == "Ali (the tall)"
    assert display_name([]) == ""


def test_nothing_is_no_name() -> None:
    assert as_names(None) == [] and as_names("  ") == []
    with pytest.raises(Problem) as caught:
        as_names([{"parts": [{"kind": "own", "text": " "}]}])
    assert caught.value.code == "name.empty"
