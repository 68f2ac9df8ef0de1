"""How many times a row (or a key) has been seen in a file, at eight bytes a row."""

from __future__ import annotations

import numpy as np

RECENT = 50_000


class Occurrences:
    """Counts occurrences by a 64-bit digest.

    Two rows that share 64 bits by chance are only numbered as if equal; their full digests still
    tell them apart. Seen digests lie in a sorted array; counts are kept for repeated ones alone.
    """

    def __init__(self) -> None:
        self._seen = np.empty(0, dtype=np.uint64)
        self._recent: set[int] = set()
        self._counts: dict[int, int] = {}

    def number(self, digest: bytes) -> int:
        """Count one more of this digest; gives 1 for the first."""
        short = int.from_bytes(digest[:8], "big")
        if short in self._counts:
            self._counts[short] += 1
            return self._counts[short]
        if short in self._recent or self._is_seen(short):
            self._counts[short] = 2
            return 2
        self._recent.add(short)
        if len(self._recent) >= RECENT:
            self._merge()
        return 1

    def _is_seen(self, short: int) -> bool:
        place = int(np.searchsorted(self._seen, np.uint64(short)))
        return place < len(self._seen) and int(self._seen[place]) == short

    def _merge(self) -> None:
        fresh = np.fromiter(self._recent, dtype=np.uint64, count=len(self._recent))
        self._seen = np.sort(np.concatenate([self._seen, fresh]))
        self._recent.clear()
