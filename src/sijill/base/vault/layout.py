"""The head of a vault file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"SJV1"
ID_BYTES = 16
PREFIX_BYTES = 7


class VaultProblem(Exception):
    """A vault file cannot be read; ``code`` is ``vault.absent`` or ``vault.damaged``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Head:
    """What stands in clear before the sealed chunks; ``size`` is its length in bytes."""

    key_name: str
    wrapped: bytes
    file_id: bytes
    prefix: bytes

    def to_bytes(self) -> bytes:
        """Write the head."""
        name = self.key_name.encode()
        return b"".join(
            (
                MAGIC,
                len(name).to_bytes(2, "big"),
                name,
                len(self.wrapped).to_bytes(2, "big"),
                self.wrapped,
                self.file_id,
                self.prefix,
            )
        )

    @property
    def bound_to(self) -> str:
        """The associated data of the chunks and of the wrapped key."""
        return f"vault|{self.file_id.hex()}|{self.key_name}"


def read_head(source: BinaryIO) -> Head:
    """Read the head; the source then stands at the first chunk. Raises VaultProblem."""
    if source.read(len(MAGIC)) != MAGIC:
        raise VaultProblem("vault.damaged")
    name = source.read(int.from_bytes(source.read(2), "big"))
    wrapped = source.read(int.from_bytes(source.read(2), "big"))
    file_id, prefix = source.read(ID_BYTES), source.read(PREFIX_BYTES)
    if len(prefix) != PREFIX_BYTES:
        raise VaultProblem("vault.damaged")
    return Head(name.decode("utf-8", "replace"), wrapped, file_id, prefix)
