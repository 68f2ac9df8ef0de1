"""Identifiers: time-ordered keys for rows, and short references that people read out."""

import re
import secrets
import time
from typing import Final
from uuid import UUID

# Crockford's base 32: no I, L, O, U. Read with I and L as 1, O as 0.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LENGTH: Final = 4

# Rows made in bulk carry more characters: a million of them must not use up a prefix and year.
BULK_LENGTH: Final = 7

_SIGN: Final = "[0-9A-HJKMNP-TV-Z]"
_REFERENCE: Final = re.compile(rf"([A-Z]{{2,8}})-([0-9]{{4}})-({_SIGN}{{5}}|{_SIGN}{{8}})")
_PREFIX: Final = re.compile(r"[A-Z]{2,8}")
_MISREAD: Final = str.maketrans("OIL", "011")


class IdProblem(ValueError):
    """An identifier that cannot be made or read; ``code`` and ``params`` make the message.

    Codes: ``reference.bad_prefix``, ``reference.bad_year``, ``reference.mistyped``.
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(f"{code} {params}")


def new_id() -> UUID:
    """Make a UUID version 7 (RFC 9562): milliseconds, their fraction, then 62 random bits.

    The fraction (method 3 of section 6.2) keeps ids of one process in order within a millisecond.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | 7 << 76 | fraction << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def new_reference(prefix: str, year: int) -> str:
    """Make a reference such as ``BGW-2026-7K3QX``: four random characters and a check character.

    About a million per prefix and year, so the caller keeps them unique. Raises ``IdProblem``:
    ``reference.bad_prefix`` unless two to eight letters A to Z, ``reference.bad_year`` unless four
    digits.
    """
    prefix = prefix.upper()
    if not _PREFIX.fullmatch(prefix):
        raise IdProblem("reference.bad_prefix", prefix=prefix)
    if not 1000 <= year <= 9999:
        raise IdProblem("reference.bad_year", year=year)
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return f"{prefix}-{year}-{drawn}{_check_character(prefix, str(year), drawn)}"


def new_references(prefix: str, year: int, count: int) -> list[str]:
    """Make many distinct references at once, such as ``BGW-2026-7K3QX2M4``, for rows of a file.

    Seven random characters (3 * 10^10) and a check character. Raises as ``new_reference``.
    """
    start = new_reference(prefix, year).rpartition("-")[0]
    head = _weighed(start.replace("-", ""), BULK_LENGTH + 1)
    made: set[str] = set()
    while len(made) < count:
        drawn = secrets.token_bytes(BULK_LENGTH)
        total = head
        for place, byte in enumerate(drawn):
            total ^= _TABLE[BULK_LENGTH - place][byte & 31]
        letters = "".join([ALPHABET[byte & 31] for byte in drawn])
        made.add(f"{start}-{letters}{ALPHABET[total]}")
    return list(made)


def valid_reference(text: str) -> bool:
    """Say whether a typed reference is whole: right form and right check character.

    Lower case is accepted, in the number also O for 0 and I or L for 1. Any single wrong character
    and any two neighbours exchanged are caught, in the prefix and the year too.
    """
    try:
        canonical_reference(text)
    except IdProblem:
        return False
    return True


def canonical_reference(text: str) -> str:
    """Give the one spelling of a typed reference; raises ``IdProblem`` ``reference.mistyped``."""
    prefix, _, rest = text.strip().upper().partition("-")
    typed = f"{prefix}-{rest.translate(_MISREAD)}"
    found = _REFERENCE.fullmatch(typed)
    if not found or _check_character(found[1], found[2], found[3][:-1]) != found[3][-1]:
        raise IdProblem("reference.mistyped", entered=text)
    return typed


def _check_character(prefix: str, year: str, drawn: str) -> str:
    """Weigh each character by a power of a generator of GF(32) and add.

    Weights are non-zero, so one wrong character changes the sum, and differ between neighbours,
    so an exchange does. The check character has the weight of the power zero.
    """
    values = [ord(letter) - ord("A") for letter in prefix]
    values += [int(digit) for digit in year] + [ALPHABET.index(sign) for sign in drawn]
    total = 0
    for power, value in enumerate(reversed(values), start=1):
        total ^= _times(_POWERS[power], value)
    return ALPHABET[total]


def _times(a: int, b: int) -> int:
    """Multiply in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a <<= 1
        a ^= 0b100101 if a & 0b100000 else 0
        b >>= 1
    return product


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < len(ALPHABET) - 1:
        powers.append(_times(powers[-1], 2))
    return powers


_POWERS: Final = _powers()
_TABLE: Final = [[_times(power, value) for value in range(32)] for power in _POWERS]


def _weighed(head: str, following: int) -> int:
    """The part of the check sum that prefix and year contribute, with signs still to follow."""
    total = 0
    for place, sign in enumerate(reversed(head)):
        value = int(sign) if sign.isdigit() else ord(sign) - ord("A")
        total ^= _times(_POWERS[following + place], value)
    return total
