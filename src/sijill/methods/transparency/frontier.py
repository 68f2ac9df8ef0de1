"""The right edge of a growing tree: enough to append and to state the root.

A frontier of n leaves holds one hash per set bit of n, the roots of the perfect subtrees from
left to right, so a sequencer appends to a log of any length without reading it again.
"""

from collections.abc import Iterable
from hashlib import sha256

from sijill.methods.transparency.errors import TransparencyError
from sijill.methods.transparency.hashes import EMPTY_ROOT, HASH_SIZE, NODE_PREFIX, node_hash

SIZE_BYTES = 8


class Frontier:
    """A compact range over the first `size` leaves of a log; it grows in place."""

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []

    @property
    def size(self) -> int:
        """Number of leaves appended so far."""
        return self._size

    def append(self, leaf: bytes) -> None:
        """Append one 32-byte leaf hash."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append 32-byte leaf hashes in log order.

        Raises TransparencyError `transparency.bad_hash` at the first value of another length;
        the leaves before it are kept, so a caller discards the frontier after an error.
        """
        for leaf in leaves:
            if len(leaf) != HASH_SIZE:
                raise _bad_hash(leaf)
            self._push(leaf)

    def root(self) -> bytes:
        """Return the Merkle tree hash over all leaves appended so far."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def to_bytes(self) -> bytes:
        """Return the size (8 bytes, big-endian) followed by the subtree roots, left to right."""
        return self._size.to_bytes(SIZE_BYTES, "big") + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """Read back `to_bytes`.

        The length is checked, the hashes cannot be: compare root() with the last checkpoint.
        Raises TransparencyError `transparency.bad_frontier`.
        """
        frontier = cls()
        frontier._size = int.from_bytes(stored[:SIZE_BYTES], "big")
        peaks = frontier._size.bit_count()
        if len(stored) != SIZE_BYTES + peaks * HASH_SIZE:
            raise _bad_frontier(len(stored))
        starts = range(SIZE_BYTES, len(stored), HASH_SIZE)
        frontier._peaks = [bytes(stored[start : start + HASH_SIZE]) for start in starts]
        return frontier

    def _push(self, node: bytes) -> None:
        # Every trailing set bit of the size is a finished subtree waiting for its right sibling.
        full = self._size
        while full & 1:
            node = sha256(NODE_PREFIX + self._peaks.pop() + node).digest()
            full >>= 1
        self._peaks.append(node)
        self._size += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frontier) and self.to_bytes() == other.to_bytes()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Frontier(size={self._size}, root={self.root().hex()})"


def _bad_hash(leaf: bytes) -> TransparencyError:
    return TransparencyError(
        "transparency.bad_hash",
        f"A leaf hash has {HASH_SIZE} bytes, this one {len(leaf)}: pass leaf_hash(entry).",
        length=len(leaf),
    )


def _bad_frontier(length: int) -> TransparencyError:
    return TransparencyError(
        "transparency.bad_frontier",
        f"These {length} bytes are not a stored frontier: rebuild it from the leaves.",
        length=length,
    )
