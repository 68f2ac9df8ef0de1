"""The published Certificate Transparency vectors, typed in from the public test data."""

import pytest

from sijill.methods.transparency import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
SIX_TO_EIGHT = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    assert root_of([]) == Frontier().root() == EMPTY_ROOT == bytes.fromhex(ROOTS[0])


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_eight_classic_inputs(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_frontier_roots_of_the_eight_classic_inputs(size: int) -> None:
    frontier = Frontier()
    frontier.extend(LEAVES[:size])
    assert frontier.root().hex() == ROOTS[size]


def test_inclusion_proof_of_the_first_of_eight() -> None:
    proof = inclusion_proof(LEAVES, 0)
    assert [node.hex() for node in proof] == FIRST_OF_EIGHT
    assert verify_inclusion(bytes.fromhex(ROOTS[8]), 8, 0, LEAVES[0], proof)


def test_consistency_proofs_to_eight() -> None:
    assert [node.hex() for node in consistency_proof(LEAVES, 1)] == FIRST_OF_EIGHT
    proof = consistency_proof(LEAVES, 6)
    assert [node.hex() for node in proof] == SIX_TO_EIGHT
    assert verify_consistency(6, bytes.fromhex(ROOTS[6]), 8, bytes.fromhex(ROOTS[8]), proof)
