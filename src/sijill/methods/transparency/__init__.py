"""Merkle trees and their proofs (RFC 6962, RFC 9162). Hashes in, hashes out."""

from sijill.methods.transparency.errors import TransparencyError
from sijill.methods.transparency.frontier import Frontier
from sijill.methods.transparency.hashes import (
    EMPTY_ROOT,
    HASH_SIZE,
    leaf_hash,
    node_hash,
    root_of,
)
from sijill.methods.transparency.proofs import (
    Proof,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "EMPTY_ROOT",
    "HASH_SIZE",
    "Frontier",
    "Proof",
    "TransparencyError",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]
