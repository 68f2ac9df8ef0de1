"""Where received files lie: the vault, sealed under the office's epoch key."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from django.conf import settings

from sijill.base.crypto import SealBroken
from sijill.base.vault import Stored, Vault, VaultProblem
from sijill.trust.access.errors import Problem
from sijill.trust.keys.keyring import keyring


def _vault() -> Vault:
    return Vault(settings.VAULT, keyring().purpose_key("rows"))


def store_file(source: BinaryIO, office: str) -> Stored:
    """Seal a file for an office; an equal file already there is kept."""
    epoch = keyring().current_epoch(office, datetime.now(UTC).date())
    return _vault().store(source, key_name=epoch, key=keyring().epoch_key(epoch))


def store_pieces(pieces: Iterable[bytes], office: str) -> Stored:
    """Seal something made piece by piece (an error sheet)."""
    epoch = keyring().current_epoch(office, datetime.now(UTC).date())
    return _vault().store_pieces(pieces, key_name=epoch, key=keyring().epoch_key(epoch))


def open_file(address: str) -> io.BufferedReader:
    """Open a stored file; raises Problem ``vault.absent`` or ``vault.damaged``."""
    try:
        return _vault().open(address, keyring().epoch_key)
    except VaultProblem as problem:
        raise Problem(problem.code) from None
    except SealBroken:
        raise Problem("vault.damaged") from None
