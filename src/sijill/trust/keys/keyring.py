"""The keys of this installation, in one sealed file outside the database.

``keys/keyring.sealed`` holds the epoch keys (one per office and month) and the keys of the blind
indexes, sealed under ``keys/root.key``. Neither ever enters the database or its backups.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings

from sijill.base.crypto import new_key, seal, unseal

BOUND_TO = "keyring|v1"
PURPOSES = ("names", "accounts", "rows", "secrets")


class KeysMissing(RuntimeError):
    """The keyring is not there; the message says how to make or restore it."""

    code = "keys.missing"


class Keyring:
    """The opened keyring of one process. Reads the file again when an epoch is unknown."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._stamp = 0
        self._epochs: dict[str, bytes] = {}
        self._purposes: dict[str, bytes] = {}

    def create(self) -> bool:
        """Make root key and first keys if there are none; returns whether it made them."""
        with self._alone():
            if self._file.exists():
                return False
            self._write_private(self._folder / "root.key", new_key())
            self._purposes = {purpose: new_key() for purpose in PURPOSES}
            self._save()
        return True

    def epoch_key(self, epoch: str) -> bytes:
        """The key of an epoch; raises KeysMissing when this keyring never had it."""
        if epoch not in self._epochs:
            self._load()
        if epoch not in self._epochs:
            raise KeysMissing(f"The keyring has no key for {epoch}: restore the keys folder.")
        return self._epochs[epoch]

    def current_epoch(self, office: str, today: date) -> str:
        """The name of the office's epoch of this month; makes its key on first need."""
        epoch = f"{office}/{today:%Y-%m}"
        if epoch not in self._epochs:
            self._load()
        if epoch not in self._epochs:
            with self._alone():
                self._load(force=True)
                self._epochs.setdefault(epoch, new_key())
                self._save()
        return epoch

    def purpose_key(self, purpose: str) -> bytes:
        """The key of one blind index (or of the accounts' secrets)."""
        if purpose not in self._purposes:
            self._load()
        return self._purposes[purpose]

    @property
    def _file(self) -> Path:
        return self._folder / "keyring.sealed"

    def _load(self, *, force: bool = False) -> None:
        with self._lock:
            try:
                stamp = self._file.stat().st_mtime_ns
                root = (self._folder / "root.key").read_bytes()
            except FileNotFoundError:
                raise KeysMissing(
                    "There are no keys yet: run `sijill migrate`, or restore the keys folder."
                ) from None
            if stamp == self._stamp and not force:
                return
            stored = json.loads(unseal(root, self._file.read_bytes(), BOUND_TO))
            self._epochs = {name: bytes.fromhex(key) for name, key in stored["epochs"].items()}
            self._purposes = {name: bytes.fromhex(k) for name, k in stored["purposes"].items()}
            self._stamp = stamp

    def _save(self) -> None:
        root = (self._folder / "root.key").read_bytes()
        stored = {
            "epochs": {name: key.hex() for name, key in self._epochs.items()},
            "purposes": {name: key.hex() for name, key in self._purposes.items()},
        }
        self._write_private(self._file, seal(root, json.dumps(stored).encode(), BOUND_TO))
        self._stamp = self._file.stat().st_mtime_ns

    @staticmethod
    def _write_private(path: Path, content: bytes) -> None:
        fresh = path.with_name(path.name + ".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


_keyring: Keyring | None = None


def keyring() -> Keyring:
    """The keyring of this process."""
    global _keyring
    if _keyring is None:
        _keyring = Keyring(settings.DATA / "keys")
    return _keyring
