"""Reading a sealed file from any position."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sijill.base.crypto import CHUNK, TAG, Opener, unseal
from sijill.base.vault.layout import VaultProblem, read_head

SEALED = CHUNK + TAG


class SealedFile(io.RawIOBase):
    """The plaintext of a vault file as a seekable binary file.

    key_of gives the wrapping key of a name. Raises VaultProblem when the file is cut or not ours,
    SealBroken when a chunk was altered.
    """

    def __init__(self, path: Path, key_of: Callable[[str], bytes]) -> None:
        super().__init__()
        try:
            self._file = path.open("rb")
        except FileNotFoundError:
            raise VaultProblem("vault.absent") from None
        head = read_head(self._file)
        self._start = self._file.tell()
        sealed = os.fstat(self._file.fileno()).st_size - self._start
        self._chunks, rest = divmod(sealed, SEALED)
        if rest:
            self._chunks += 1
        if self._chunks == 0 or 0 < rest < TAG:
            raise VaultProblem("vault.damaged")
        self.size = sealed - self._chunks * TAG
        data_key = unseal(key_of(head.key_name), head.wrapped, head.bound_to)
        self._opener = Opener(data_key, head.prefix, head.bound_to)
        self._position, self._held, self._held_number = 0, b"", -1

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("a position before the start of the file")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Any) -> int:
        number, within = divmod(self._position, CHUNK)
        if self._position >= self.size:
            return 0
        piece = self._chunk(number)[within : within + len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        if hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if number != self._held_number:
            self._file.seek(self._start + number * SEALED)
            sealed = self._file.read(SEALED)
            self._held = self._opener.open(number, number == self._chunks - 1, sealed)
            self._held_number = number
        return self._held
