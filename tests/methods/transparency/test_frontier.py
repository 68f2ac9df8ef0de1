"""A frontier grows to the recomputed root and survives being stored."""

from hashlib import sha256
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.methods.transparency import Frontier, TransparencyError, leaf_hash, root_of

entries = st.lists(st.binary(max_size=8), max_size=70)


def frontier_of(leaves: list[bytes]) -> Frontier:
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier


@given(entries)
def test_its_root_is_the_recomputed_root(log: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in log]
    assert frontier_of(leaves).root() == root_of(leaves)


@given(entries, entries)
def test_stored_and_read_back_it_goes_on_as_if_never_stopped(
    before: list[bytes], after: list[bytes]
) -> None:
    first, second = [leaf_hash(e) for e in before], [leaf_hash(e) for e in after]
    resumed = Frontier.from_bytes(frontier_of(first).to_bytes())
    for leaf in second:
        resumed.append(leaf)
    assert resumed == frontier_of(first + second)
    assert resumed.size == len(before) + len(after)


def test_it_stays_small() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(255)]
    assert len(frontier_of(leaves).to_bytes()) == 8 + 8 * 32


@pytest.mark.parametrize("stored", [b"", b"\0" * 7, b"\0" * 7 + b"\1", b"\0" * 40])
def test_bytes_of_the_wrong_length_are_refused(stored: bytes) -> None:
    with pytest.raises(TransparencyError) as refusal:
        Frontier.from_bytes(stored)
    assert refusal.value.code == "transparency.bad_frontier"


def test_an_entry_passed_for_its_hash_is_refused() -> None:
    with pytest.raises(TransparencyError) as refusal:
        Frontier().append(b"an entry, not its hash")
    assert refusal.value.code == "transparency.bad_hash"


def test_a_million_leaves_are_rooted_in_seconds() -> None:
    leaves = [sha256(number.to_bytes(4, "big")).digest() for number in range(1_000_000)]
    start = perf_counter()
    recomputed = root_of(leaves)
    middle = perf_counter()
    appended = frontier_of(leaves).root()
    end = perf_counter()
    assert appended == recomputed
    # Targets are about 3 s each on a quiet machine; the margin is for a shared one.
    assert middle - start < 12
    assert end - middle < 12
