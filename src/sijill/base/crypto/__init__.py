"""The only importer of the cryptography packages."""

from sijill.base.crypto.blind import token, tokens
from sijill.base.crypto.sealing import SealBroken, key_place, new_key, place, seal, unseal
from sijill.base.crypto.streams import CHUNK, TAG, Opener, new_prefix, seal_stream

__all__ = [
    "CHUNK",
    "TAG",
    "Opener",
    "SealBroken",
    "key_place",
    "new_key",
    "new_prefix",
    "place",
    "seal",
    "seal_stream",
    "token",
    "tokens",
    "unseal",
]
