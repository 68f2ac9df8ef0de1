"""Sealed files: content-addressed, written once, never changed."""

from sijill.base.vault.reading import SealedFile
from sijill.base.vault.vault import Stored, Vault, VaultProblem

__all__ = ["SealedFile", "Stored", "Vault", "VaultProblem"]
