"""Storing a file, sealed, once."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sijill.base.crypto import new_key, new_prefix, seal, seal_stream
from sijill.base.vault.layout import ID_BYTES, Head, VaultProblem
from sijill.base.vault.reading import SealedFile

__all__ = ["Stored", "Vault", "VaultProblem"]

PIECE = 1024 * 1024


@dataclass(frozen=True)
class Stored:
    """A stored file: its address in the vault, SHA-256 of its bytes (hex) and its size."""

    address: str
    digest: str
    size: int


class Vault:
    """A folder of sealed files. ``name_key`` keys the hashes that name them."""

    def __init__(self, folder: Path, name_key: bytes) -> None:
        self._folder, self._name_key = folder, name_key

    def store(self, source: BinaryIO, *, key_name: str, key: bytes) -> Stored:
        """Seal what ``source`` holds under a fresh key wrapped by ``key``.

        An equal file that is already there is kept as it is.
        """
        return self.store_pieces(_pieces(source), key_name=key_name, key=key)

    def store_pieces(self, pieces: Iterable[bytes], *, key_name: str, key: bytes) -> Stored:
        """Seal a content that comes in pieces."""
        arriving = self._made(self._folder / "arriving")
        waiting = arriving / secrets.token_hex(16)
        count = _Counting(pieces)
        try:
            self._write(waiting, count, key_name, key)
            address = hmac.digest(self._name_key, count.hash.digest(), "sha256").hex()
            self._place(waiting, self._path(address))
        finally:
            with suppress(FileNotFoundError):
                waiting.unlink()
        return Stored(address, count.hash.hexdigest(), count.size)

    def open(self, address: str, key_of: Callable[[str], bytes]) -> io.BufferedReader:
        """Open a stored file for reading and seeking; raises VaultProblem when it is not there."""
        return io.BufferedReader(SealedFile(self._path(address), key_of), PIECE // 4)

    def holds(self, address: str) -> bool:
        """Say whether a file is there."""
        return self._path(address).exists()

    def _path(self, address: str) -> Path:
        if len(address) != 64 or not all(sign in "0123456789abcdef" for sign in address):
            raise VaultProblem("vault.absent")
        return self._folder / address[:2] / address

    def _write(self, path: Path, pieces: Iterable[bytes], key_name: str, key: bytes) -> None:
        data_key = new_key()
        head = Head(key_name, b"", os.urandom(ID_BYTES), new_prefix())
        wrapped = seal(key, data_key, head.bound_to)
        head = Head(key_name, wrapped, head.file_id, head.prefix)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "wb") as out:
            out.write(head.to_bytes())
            for chunk in seal_stream(data_key, head.prefix, pieces, head.bound_to):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())

    def _place(self, waiting: Path, final: Path) -> None:
        self._made(final.parent)
        # A link, not a rename: it fails where a file already stands, so nothing is overwritten.
        with suppress(FileExistsError):
            os.link(waiting, final)
        _flush_folder(final.parent)

    @staticmethod
    def _made(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder


class _Counting:
    """Hashes and counts what passes through."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self.hash, self.size = pieces, hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.hash.update(piece)
            self.size += len(piece)
            yield piece


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
