"""Identifiers: order in time, and references that betray a slip of the finger."""

import time
from itertools import pairwise
from string import ascii_uppercase

import pytest

from sijill.base.ids import (
    ALPHABET,
    IdProblem,
    canonical_reference,
    new_id,
    new_reference,
    valid_reference,
)

PREFIXES = ["BG", "DHK", "SULIM"]


def test_ids_are_version_7_unique_and_in_order() -> None:
    made = [new_id() for _ in range(2000)]
    time.sleep(0.002)
    later = new_id()

    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert len(set(made)) == len(made)
    assert all(one < later for one in made)
    assert abs((made[0].int >> 80) - time.time() * 1000) < 5000


def test_a_reference_has_its_form() -> None:
    prefix, year, number = new_reference("bgw", 2026).split("-")

    assert (prefix, year, len(number)) == ("BGW", "2026", 5)
    assert set(number) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_any_single_wrong_character_is_caught(prefix: str) -> None:
    reference = new_reference(prefix, 2026)
    assert valid_reference(reference)
    for index, sign in enumerate(reference):
        for other in set(ascii_uppercase + "0123456789-") - {sign}:
            typed = reference[:index] + other + reference[index + 1 :]
            meant = sign in "01" and other in "OIL" and index > reference.index("-")
            same = meant and other.translate(str.maketrans("OIL", "011")) == sign
            assert valid_reference(typed) is same, typed


@pytest.mark.parametrize("prefix", PREFIXES)
def test_any_two_neighbours_exchanged_are_caught(prefix: str) -> None:
    for _ in range(200):
        reference = new_reference(prefix, 2026)
        for index, pair in enumerate(pairwise(reference)):
            typed = reference[:index] + pair[1] + pair[0] + reference[index + 2 :]
            assert valid_reference(typed) is (pair[0] == pair[1]), typed


def test_a_reference_is_read_as_people_type_it() -> None:
    reference = next(r for r in iter(lambda: new_reference("BGW", 2010), "") if "1" in r[9:])

    for typed in (reference.lower(), f" {reference} ", reference[:9] + reference[9:].lower()):
        assert canonical_reference(typed) == reference
    head, number = reference[:9], reference[9:]
    assert valid_reference(head + number.replace("1", "l").replace("0", "o"))
    assert valid_reference(head + number.replace("1", "I"))


@pytest.mark.parametrize("text", ["", "BGW", "BGW-2026", "BGW-2026-", "BGW-2026-7K3Q", "١"])
def test_what_is_no_reference(text: str) -> None:
    assert not valid_reference(text)


def test_references_that_cannot_be_made() -> None:
    for prefix, year, code in (("B1", 2026, "bad_prefix"), ("B", 2026, "bad_prefix")):
        with pytest.raises(IdProblem) as raised:
            new_reference(prefix, year)
        assert raised.value.code == f"reference.{code}"
    with pytest.raises(IdProblem):
        new_reference("BGW", 26)
