"""Blind indexes: keyed, truncated hashes by which a sealed word can be found.

HMAC-SHA-256 cut to 40 bits as a non-negative integer. Equal words meet; without the key nobody
can try words out. One key per purpose, so that two indexes cannot be joined. (Equality and
frequency remain visible to whoever copies the table: protection.md, trap 3.)
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

BYTES = 5


def token(key: bytes, word: str) -> int:
    """The index value of one normalised word."""
    return int.from_bytes(hmac.digest(key, word.encode(), "sha256")[:BYTES], "big")


def tokens(key: bytes, words: Iterable[str]) -> list[int]:
    """The distinct index values of several words, in ascending order."""
    return sorted({token(key, word) for word in words})
