"""Who might attack a published table, what they know, and how much doubt must remain.

Both attackers know every published number, that rows and columns add up to their totals, that
linked tables share one grand total, that counts are whole and never negative, and the threshold.

- The READER sees one mark for everything withheld and cannot tell a small count from one that
  was withheld to protect it. He knows that a mark hides at least 1, or at least 0 if any zero
  of the set is withheld.
- The INFORMED attacker also knows which marks hide small counts: a primary one lies in
  1..threshold-1 (0..threshold-1 when zeros are protected), a doubtful zero in 0..threshold-1, and
  every other withheld count is at or above the threshold.

Nobody publishes the difference between the marks, so the reader is the real adversary; the
informed one stands for leaks, guesses and people who know the office.

Beyond this model: an attacker who holds some of the counts himself (a coalition of contributors),
who reruns the choice of cells backwards, or who compares releases (see `differencing`).

The doubt that must remain about each small count: the reader's interval spans at least
2 × 2 + 1 = 5, so that no guess is sure to be right within ±2. A threshold up to 6 leaves the
informed attacker less than that by its very meaning; then he must learn nothing beyond the mark
(1..4 for 5). About a doubtful zero, both must reckon with 1 or more. Less is accepted only where
it would remain even with every non-zero number of the set withheld: four small cells in a row
whose total is also small can only be 1 each for someone who knows that all five are small. This
never happens with the reader.
"""

from collections.abc import Sequence
from enum import StrEnum

from sijill.methods.disclosure.tables import Mark, Suppressed

MARGIN = 2
WIDTH = 2 * MARGIN + 1
"""How far apart the two ends of an interval must be (goal: never bounded within ±2)."""

Interval = tuple[int, int | None]


class Attacker(StrEnum):
    """What someone studying the published tables knows beside them."""

    READER = "reader"
    INFORMED = "informed"


def intervals(
    attacker: Attacker, threshold: int, *, doubtful_zeros: bool, protect_zeros: bool
) -> dict[Mark, Interval]:
    """Return where the attacker places a number behind each mark, before any arithmetic."""
    if attacker is Attacker.READER:
        anything = (0 if doubtful_zeros or protect_zeros else 1, None)
        return dict.fromkeys(Mark, anything)
    return {
        Mark.PRIMARY: (0 if protect_zeros else 1, threshold - 1),
        Mark.ABSENCE: (0, threshold - 1),
        Mark.SECONDARY: (threshold, None),
    }


def known_intervals(attacker: Attacker, tables: Sequence[Suppressed]) -> dict[Mark, Interval]:
    """Return `intervals` for a set of tables published together."""
    marks = {mark for table in tables for mark in table.marks.values()}
    return intervals(
        attacker,
        tables[0].threshold,
        doubtful_zeros=Mark.ABSENCE in marks,
        protect_zeros=any(table.protect_zeros for table in tables),
    )


def needed_width(mark: Mark, interval: Interval) -> int:
    """Return how wide the attacker's interval must stay, given what the mark alone tells him."""
    if mark is Mark.SECONDARY:
        return 0
    if mark is Mark.ABSENCE:
        return 1
    low, high = interval
    return WIDTH if high is None else min(WIDTH, high - low)
