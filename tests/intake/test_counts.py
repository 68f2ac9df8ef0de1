"""Counts: what is a number of people, and how a total's bounds are shared."""

from __future__ import annotations

import random

import pytest

from sijill.intake.channels.spreadsheet.counts import CountProblem, read_count, share_bounds
from sijill.intake.occurrences import Occurrences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3),
        ("0", 0),
        ("", None),
        (" 12 ", 12),
        ("12.0", 12),
        ("1,200", 1200),
        ("٣٥", 35),
        ("۱۲", 12),
        ("1e2", 100),
    ],
)
def test_counts_are_read(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("many", "count.not_a_number"),
        ("-1", "count.negative"),
        ("1.5", "count.not_whole"),
        ("99999999", "count.too_large"),
        ("123456789012345678901234567890", "count.too_large"),
        ("nan", "count.not_whole"),
        ("inf", "count.not_whole"),
    ],
)
def test_what_is_no_count_says_why(text: str, code: str) -> None:
    with pytest.raises(CountProblem) as caught:
        read_count(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("best", "least", "most", "shared"),
    [
        ([5], 3, 9, [(3, 5, 9)]),
        ([4, 2], 6, 6, [(4, 4, 4), (2, 2, 2)]),
        ([3, 1], 2, 8, [(1, 3, 6), (1, 1, 2)]),
        ([0, 10], 8, 12, [(0, 0, 0), (8, 10, 12)]),
        ([0, 0], 0, 4, [(0, 0, 0), (0, 0, 4)]),
    ],
)
def test_bounds_are_shared(
    best: list[int], least: int, most: int, shared: list[tuple[int, int, int]]
) -> None:
    assert share_bounds(best, least, most, rest=1 if len(best) > 1 else 0) == shared


def test_shared_bounds_always_sum_to_the_total() -> None:
    draw = random.Random(7)
    for _ in range(2000):
        best = [draw.randrange(0, 60) for _ in range(draw.randrange(1, 6))]
        total = sum(best)
        if not total:
            continue
        least, most = draw.randrange(0, total + 1), total + draw.randrange(0, 90)
        found = share_bounds(best, least, most)
        assert sum(low for low, _, _ in found) == least
        assert sum(high for _, _, high in found) == most
        assert all(0 <= low <= mid <= high for low, mid, high in found)
        assert [mid for _, mid, _ in found] == best


def test_occurrences_are_numbered_like_a_dictionary_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.intake.occurrences.RECENT", 50)
    draw, seen, counted = random.Random(3), {}, Occurrences()
    for _ in range(5000):
        digest = draw.randrange(1500).to_bytes(8, "big")
        seen[digest] = seen.get(digest, 0) + 1
        assert counted.number(digest) == seen[digest]
