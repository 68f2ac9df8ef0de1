"""Counts of victims: reading them, and sharing a total's bounds among the groups."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.base.text import normalise

MOST = 1_000_000


class CountProblem(ValueError):
    """A cell holds no count; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_count(text: str) -> int | None:
    """Read a count of people; None for an empty cell. Raises CountProblem.

    ``12.0`` is 12 (spreadsheets do that); ``12.5``, ``-1`` and ``many`` are refused.
    """
    plain = text if text.isascii() else normalise(text)
    plain = plain.strip().replace("\u066c", "").replace(",", "")
    if not plain:
        return None
    # Ten digits are too large whatever follows them.
    number = int(plain[:10]) if plain.isdecimal() else _whole(plain)
    if number > MOST:
        raise CountProblem("count.too_large")
    return number


def _whole(plain: str) -> int:
    try:
        value = float(plain)
    except ValueError:
        raise CountProblem("count.not_a_number") from None
    if value < 0:
        raise CountProblem("count.negative")
    if not value.is_integer():
        raise CountProblem("count.not_whole")
    return int(value)


def share_bounds(
    best: Sequence[int], least: int, most: int, rest: int | None = None
) -> list[tuple[int, int, int]]:
    """Give each group (least, best, most) so that the sums are the total's bounds.

    The total's least and most are about all groups together; what lies between them and the sum
    of the bests is shared in proportion to the bests, whole persons going to the largest
    remainders first. ``rest`` is the group that carries bounds no counted group can: when all
    bests are zero. Needs least ≤ sum(best) ≤ most.
    """
    total = sum(best)
    if total == 0:
        taken = [(0, 0, 0)] * len(best)
        if rest is not None:
            taken[rest] = (0, 0, most)
        return taken
    down, up = _shares(best, total - least), _shares(best, most - total)
    return [(b - d, b, b + u) for b, d, u in zip(best, down, up, strict=True)]


def _shares(weights: Sequence[int], amount: int) -> list[int]:
    """Split a whole amount by weights (the method of the largest remainder)."""
    total = sum(weights)
    shares = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    largest = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    for index in largest[: amount - sum(shares)]:
        shares[index] += 1
    return shares
