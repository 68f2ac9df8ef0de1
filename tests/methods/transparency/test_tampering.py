"""Any change to a log shows in its root; any change to a proof makes it fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.methods.transparency import (
    TransparencyError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

logs = st.lists(st.binary(min_size=1, max_size=12), min_size=1, max_size=40)


def root_of_entries(log: list[bytes]) -> bytes:
    return root_of([leaf_hash(entry) for entry in log])


def flipped(value: bytes, bit: int) -> bytes:
    return bytes(b ^ (1 << bit % 8 if at == bit // 8 else 0) for at, b in enumerate(value))


def numbered(count: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(2, "big")) for number in range(count)]


def test_every_byte_of_a_small_log_matters() -> None:
    log = [f"entry {number}".encode() for number in range(13)]
    root = root_of_entries(log)
    for at, entry in enumerate(log):
        for bit in range(8 * len(entry)):
            changed = [*log[:at], flipped(entry, bit), *log[at + 1 :]]
            assert root_of_entries(changed) != root


@given(logs, st.data())
def test_swapping_two_different_entries_changes_the_root(
    log: list[bytes], data: st.DataObject
) -> None:
    one = data.draw(st.integers(0, len(log) - 1))
    other = data.draw(st.integers(0, len(log) - 1))
    swapped = list(log)
    swapped[one], swapped[other] = log[other], log[one]
    assert (root_of_entries(swapped) == root_of_entries(log)) == (log[one] == log[other])


@given(logs, st.data())
def test_deleting_an_entry_changes_the_root(log: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(log) - 1))
    assert root_of_entries(log[:at] + log[at + 1 :]) != root_of_entries(log)


@given(logs, st.binary(max_size=12), st.data())
def test_inserting_an_entry_changes_the_root(
    log: list[bytes], entry: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(log)))
    assert root_of_entries([*log[:at], entry, *log[at:]]) != root_of_entries(log)


def test_an_inner_node_cannot_pass_as_an_entry() -> None:
    left, right = numbered(2)
    assert leaf_hash(left + right) != root_of([left, right])


@pytest.mark.parametrize("size", range(1, 34))
def test_inclusion_holds_for_every_leaf_and_only_at_its_place(size: int) -> None:
    leaves = numbered(size)
    root = root_of(leaves)
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        accepted = [
            (place, other)
            for place in range(size)
            for other in range(size)
            if verify_inclusion(root, size, place, leaves[other], proof)
        ]
        assert accepted == [(index, index)]


@pytest.mark.parametrize("size", range(1, 34))
def test_consistency_holds_with_every_earlier_size(size: int) -> None:
    leaves = numbered(size)
    root = root_of(leaves)
    for old in range(size + 1):
        proof = consistency_proof(leaves, old)
        assert verify_consistency(old, root_of(leaves[:old]), size, root, proof)


@given(st.integers(2, 60), st.data())
def test_a_rewritten_past_is_never_consistent(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old - 1))
    honest = numbered(size)
    forged = [*honest[:at], leaf_hash(b"forged"), *honest[at + 1 :]]
    old_root, new_root = root_of(honest[:old]), root_of(forged)
    for leaves in (honest, forged):
        proof = consistency_proof(leaves, old)
        assert not verify_consistency(old, old_root, size, new_root, proof)


@given(st.integers(2, 60), st.data())
def test_a_damaged_proof_fails(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(leaves, index)
    at = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    damaged = (*proof[:at], flipped(proof[at], bit), *proof[at + 1 :])
    root = root_of(leaves)
    for wrong in (damaged, proof[:-1], (*proof, proof[-1]), (*proof[:-1], b"short")):
        assert not verify_inclusion(root, size, index, leaves[index], wrong)


@given(st.integers(2, 60), st.data())
def test_a_damaged_consistency_proof_fails(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    old = data.draw(st.integers(1, size - 1))
    proof = consistency_proof(leaves, old)
    at = data.draw(st.integers(0, len(proof) - 1))
    bit = data.draw(st.integers(0, 255))
    damaged = (*proof[:at], flipped(proof[at], bit), *proof[at + 1 :])
    for wrong in (damaged, proof[:-1], (*proof, proof[-1]), ()):
        assert not verify_consistency(old, root_of(leaves[:old]), size, root_of(leaves), wrong)


def test_nonsense_from_a_stranger_is_false_not_an_error() -> None:
    root = root_of(numbered(4))
    assert not verify_inclusion(root, 4, 4, root, ())
    assert not verify_inclusion(root, 4, -1, root, ())
    assert not verify_inclusion(root, 0, 0, root, ())
    assert not verify_consistency(5, root, 4, root, ())
    assert not verify_consistency(-1, root, 4, root, ())
    assert not verify_consistency(0, root, 4, root, ())
    assert not verify_consistency(4, root, 4, root, (root,))


def test_impossible_requests_say_what_to_ask_for() -> None:
    with pytest.raises(TransparencyError, match="ask for 0 to 3"):
        inclusion_proof(numbered(4), 4)
    with pytest.raises(TransparencyError, match="ask for 0 to 4"):
        consistency_proof(numbered(4), 5)
