"""Identifiers: time-ordered UUIDs made here, and references people can read aloud."""

from __future__ import annotations

import os
import secrets
import time
import uuid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562)."""
    ms = time.time_ns() // 1_000_000
    raw = (ms << 80) | (int.from_bytes(os.urandom(10), "big"))
    raw = (raw & ~(0xF << 76)) | (7 << 76)
    raw = (raw & ~(0x3 << 62)) | (2 << 62)
    return uuid.UUID(int=raw)


def new_reference(prefix: str, year: int) -> str:
    """A reference such as BGD-2026-7K3QX."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(5))
    return f"{prefix}-{year}-{body}"
