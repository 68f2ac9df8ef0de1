"""Files in the vault come back whole or not at all."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from sijill.base.crypto import CHUNK, SealBroken
from sijill.base.vault import Vault, VaultProblem

KEY = bytes(range(32))


def key_of(name: str) -> bytes:
    assert name == "BGD/2026-11"
    return KEY


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", b"n" * 32)


def put(vault: Vault, content: bytes) -> str:
    return vault.store(io.BytesIO(content), key_name="BGD/2026-11", key=KEY).address


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_file_comes_back_as_it_went_in(vault: Vault, size: int) -> None:
    content = random.Random(size).randbytes(size)
    with vault.open(put(vault, content), key_of) as opened:
        assert opened.read() == content


def test_reading_starts_anywhere(vault: Vault) -> None:
    content = random.Random(1).randbytes(5 * CHUNK + 11)
    with vault.open(put(vault, content), key_of) as opened:
        for start in (4 * CHUNK, 17, CHUNK - 3, 5 * CHUNK + 5, 0):
            opened.seek(start)
            assert opened.read(100) == content[start : start + 100]
        assert opened.seek(0, io.SEEK_END) == len(content)


def test_equal_files_are_stored_once_and_never_overwritten(vault: Vault, tmp_path: Path) -> None:
    first = put(vault, b"the same")
    before = (tmp_path / "vault" / first[:2] / first).read_bytes()
    assert put(vault, b"the same") == first
    assert (tmp_path / "vault" / first[:2] / first).read_bytes() == before
    assert not list((tmp_path / "vault" / "arriving").iterdir())


def test_nothing_is_readable_on_disk(vault: Vault, tmp_path: Path) -> None:
    secret = b"a word that must not be seen"
    put(vault, secret * 5000)
    assert not any(
        secret in path.read_bytes() for path in (tmp_path / "vault").rglob("*") if path.is_file()
    )


@pytest.mark.parametrize("harm", ["flip", "cut", "cut_chunk", "swap", "head"])
def test_a_harmed_file_is_refused(vault: Vault, tmp_path: Path, harm: str) -> None:
    address = put(vault, random.Random(2).randbytes(3 * CHUNK))
    path = tmp_path / "vault" / address[:2] / address
    content = bytearray(path.read_bytes())
    sealed = CHUNK + 16
    start = len(content) - 3 * sealed
    if harm == "flip":
        content[-1] ^= 1
    elif harm == "cut":
        del content[-5:]
    elif harm == "cut_chunk":
        del content[-sealed:]
    elif harm == "swap":
        one, two = content[start : start + sealed], content[start + sealed : start + 2 * sealed]
        content[start : start + 2 * sealed] = two + one
    else:
        content[0] = 0
    path.chmod(0o600)
    path.write_bytes(content)
    with pytest.raises((SealBroken, VaultProblem)), vault.open(address, key_of) as opened:
        opened.read()


def test_a_failure_while_arriving_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    def broken():
        yield b"x" * 100_000
        raise OSError("the connection broke")

    with pytest.raises(OSError, match="broke"):
        vault.store_pieces(broken(), key_name="BGD/2026-11", key=KEY)
    assert [p for p in (tmp_path / "vault").rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("address", ["../../etc/passwd", "0" * 64, ""])
def test_an_address_that_is_none_is_absent(vault: Vault, address: str) -> None:
    with pytest.raises(VaultProblem):
        vault.open(address, key_of)
