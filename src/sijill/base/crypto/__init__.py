"""The only importer of the cryptography packages."""

from sijill.base.crypto.blind import token, tokens
from sijill.base.crypto.sealing import SealBroken, key_place, new_key, place, seal, unseal

__all__ = ["SealBroken", "key_place", "new_key", "place", "seal", "token", "tokens", "unseal"]
