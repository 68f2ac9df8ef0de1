"""Sealed fields: AES-256-GCM with one data key per record version. The format is final.

A sealed value is ``01 | nonce (12) | ciphertext and tag``; its associated data is
``table|pk|field|version``, so a value moved to another row, field or version does not open.
A wrapped data key has the same shape under an epoch key, with ``datakey|table|pk|version|epoch``
as associated data. (NIST SP 800-38D for GCM; a fresh data key per version makes nonce reuse
across restored snapshots harmless.)
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
KEY_BYTES = 32
NONCE_BYTES = 12


class SealBroken(Exception):
    """A sealed value did not open: it was altered, moved, or the key is not its own."""

    code = "seal.broken"


def new_key() -> bytes:
    """32 random bytes from the operating system."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """Encrypt ``plain`` under ``key``, bound to the place where it is stored."""
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """Decrypt what ``seal`` made; raises SealBroken for anything else."""
    if sealed[:1] != FORMAT or len(sealed) < 1 + NONCE_BYTES + 16:
        raise SealBroken("unknown format")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to.encode())
    except InvalidTag:
        raise SealBroken("wrong key or altered") from None


def place(table: str, pk: object, field: str, version: int) -> str:
    """The associated data of a sealed field."""
    return f"{table}|{pk}|{field}|{version}"


def key_place(table: str, pk: object, version: int, epoch: str) -> str:
    """The associated data of a wrapped data key."""
    return f"datakey|{table}|{pk}|{version}|{epoch}"
