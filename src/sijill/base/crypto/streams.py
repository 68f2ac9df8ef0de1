"""Sealing something long in chunks, so that it is never whole in memory and can be read anywhere.

Each chunk of 64 KiB is AES-256-GCM under one fresh key of its own file, with the nonce
``prefix (7) | chunk number (4) | 1 for the last chunk, else 0``: chunks cannot be exchanged,
dropped or cut off unnoticed (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
CRYPTO 2015). ``bound_to`` is associated data of every chunk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sijill.base.crypto.sealing import SealBroken

CHUNK = 64 * 1024
TAG = 16
PREFIX_BYTES = 7


def new_prefix() -> bytes:
    """The random part of a stream's nonces."""
    return os.urandom(PREFIX_BYTES)


def seal_stream(
    key: bytes, prefix: bytes, pieces: Iterable[bytes], bound_to: str
) -> Iterator[bytes]:
    """Give the sealed chunks of a text that comes in pieces of any size."""
    cipher, about = AESGCM(key), bound_to.encode()
    number, held = 0, bytearray()
    for piece in pieces:
        held += piece
        # The last chunk is marked, so one chunk is held back until more has come.
        while len(held) > CHUNK:
            yield cipher.encrypt(_nonce(prefix, number, False), bytes(held[:CHUNK]), about)
            del held[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(prefix, number, True), bytes(held), about)


class Opener:
    """Opens single chunks of a sealed stream in any order."""

    def __init__(self, key: bytes, prefix: bytes, bound_to: str) -> None:
        self._cipher, self._prefix, self._about = AESGCM(key), prefix, bound_to.encode()

    def open(self, number: int, last: bool, sealed: bytes) -> bytes:
        """Decrypt one chunk; raises SealBroken when it was altered, moved or cut."""
        try:
            return self._cipher.decrypt(_nonce(self._prefix, number, last), sealed, self._about)
        except InvalidTag:
            raise SealBroken("a chunk was altered, moved or cut off") from None


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")
