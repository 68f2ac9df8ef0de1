"""Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4).

Provers hold the leaf hashes and raise on impossible requests. Verifiers get everything from a
stranger, so they answer False to whatever does not hold and raise nothing.
"""

from collections.abc import Sequence

from sijill.methods.transparency.errors import TransparencyError
from sijill.methods.transparency.hashes import EMPTY_ROOT, HASH_SIZE, node_hash, root_of

Proof = tuple[bytes, ...]


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> Proof:
    """Return the sibling hashes, leaf to root, for the leaf at `index` (from 0).

    Raises TransparencyError `transparency.no_such_leaf`.
    """
    if not 0 <= index < len(leaf_hashes):
        raise _no_such_leaf(index, len(leaf_hashes))
    return _path(leaf_hashes, index)


def verify_inclusion(
    root: bytes, size: int, index: int, leaf: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether `leaf` (a leaf hash) is number `index` of the tree of `size` with this root."""
    if not 0 <= index < size or not _hashes(root, leaf, *proof):
        return False
    position, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            position, last = _above_left_edges(position, last)
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int) -> Proof:
    """Return the hashes showing that the first `old_size` leaves are unchanged in the tree.

    Empty for an old size of 0 or equal to the present size, as both need no witness.
    Raises TransparencyError `transparency.no_such_size`.
    """
    if not 0 <= old_size <= len(leaf_hashes):
        raise _no_such_size(old_size, len(leaf_hashes))
    if old_size in (0, len(leaf_hashes)):
        return ()
    return _subproof(leaf_hashes, old_size, whole=True)


def verify_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether the tree with the new root only appended to the tree with the old root."""
    if not 0 <= old_size <= new_size or not _hashes(old_root, new_root, *proof):
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT and (new_size > 0 or new_root == EMPTY_ROOT)
    if old_size == new_size:
        return not proof and old_root == new_root
    return _replay(old_size, old_root, new_size, new_root, proof)


def _replay(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    # A perfect old tree is itself the first node, and the prover leaves it out.
    path = (old_root, *proof) if old_size & (old_size - 1) == 0 else tuple(proof)
    if not path:
        return False
    position, last = old_size - 1, new_size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(node, old), node_hash(node, new)
            position, last = _above_left_edges(position, last)
        else:
            new = node_hash(new, node)
        position, last = position >> 1, last >> 1
    return last == 0 and old == old_root and new == new_root


def _above_left_edges(position: int, last: int) -> tuple[int, int]:
    """Climb past the levels where the last node had no sibling and was carried up."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _path(leaves: Sequence[bytes], index: int) -> Proof:
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return (*_path(left, index), root_of(right))
    return (*_path(right, index - split), root_of(left))


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> Proof:
    if old_size == len(leaves):
        return () if whole else (root_of(leaves),)
    split = _split(len(leaves))
    left, right = leaves[:split], leaves[split:]
    if old_size <= split:
        return (*_subproof(left, old_size, whole=whole), root_of(right))
    return (*_subproof(right, old_size - split, whole=False), root_of(left))


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_SIZE for value in values)


def _no_such_leaf(index: int, size: int) -> TransparencyError:
    return TransparencyError(
        "transparency.no_such_leaf",
        f"There is no leaf {index} in a tree of {size}: ask for 0 to {size - 1}.",
        index=index,
        size=size,
    )


def _no_such_size(old_size: int, size: int) -> TransparencyError:
    return TransparencyError(
        "transparency.no_such_size",
        f"The tree of {size} leaves never had {old_size}: ask for 0 to {size}.",
        old_size=old_size,
        size=size,
    )
