"""Choosing the numbers to withhold beside the small ones, as few as possible.

For each small count the cheapest round trips through the network are sought by which it could be
larger and smaller; the published numbers on the way are withheld. Numbers that later choices made
superfluous are then published again. A heuristic: good, not proved smallest. That the result
protects is proved elsewhere (see `attack`).
"""

from collections.abc import Callable, Iterable, Sequence

from sijill.methods.disclosure.knowledge import Attacker, Interval, intervals, needed_width
from sijill.methods.disclosure.network import UNLIMITED, Network, Room, Shift
from sijill.methods.disclosure.tables import GRAND_TOTAL, Cell, Mark, Table

CELL_PRICE = 1_000
TOTAL_PRICE = 4 * CELL_PRICE
GRAND_TOTAL_PRICE = 1_000 * CELL_PRICE
"""Readers miss a total more than a cell, and the grand total most of all."""

Order = Callable[[int, int], int]
ORDERS: tuple[Order, ...] = (
    lambda count, position: -count,
    lambda count, position: count,
    lambda count, position: position,
    lambda count, position: -position,
)
"""Which small counts to serve first; no order is best for every table, so all are tried."""

Goal = tuple[Attacker, int]
Marks = list[dict[Cell, Mark]]


def complete_marks(
    tables: Sequence[Table], marks: Sequence[dict[Cell, Mark]], threshold: int, *, zeros: bool
) -> Marks:
    """Return the marks of each table with the secondary ones added that protect the others.

    `zeros` says whether zeros are protected as small counts.
    """
    choices = []
    for order in ORDERS:
        choice = _Choice(tables, marks, threshold, zeros=zeros)
        choice.cover(order)
        choice.prune()
        choices.append(choice)
    return min(choices, key=_Choice.price).marks_by_table(len(tables))


class _Choice:
    """The numbers withheld so far, and for each small count the ways that keep it doubtful."""

    def __init__(
        self,
        tables: Sequence[Table],
        marks: Sequence[dict[Cell, Mark]],
        threshold: int,
        *,
        zeros: bool,
    ) -> None:
        self._network = Network(tables)
        self._marks = [marks[arc.table].get(arc.cell) for arc in self._network.arcs]
        self._counts = [arc.count for arc in self._network.arcs]
        self._costs = [
            price(arc.cell, arc.count) if arc.count >= threshold else None
            for arc in self._network.arcs
        ]
        self._ways: dict[Goal, frozenset[int]] = {}
        self._widths: dict[Goal, int] = {}
        self._rooms: dict[Attacker, Room] = {}
        doubtful = Mark.ABSENCE in self._marks
        for attacker in Attacker:
            known = intervals(attacker, threshold, doubtful_zeros=doubtful, protect_zeros=zeros)
            self._prepare(attacker, known)

    def cover(self, order: Order) -> None:
        """Withhold further numbers until every goal has its ways."""

        def urgency(goal: Goal) -> tuple[bool, int, int]:
            # The informed attacker first: what stops him mostly stops the reader too.
            attacker, index = goal
            return attacker is Attacker.READER, order(self._counts[index], index), index

        for goal in sorted(self._widths, key=urgency):
            ways = self._ways_within(goal, self._closed_prices())
            if ways is None:
                ways = self._cheapest_ways(goal)
                self._withhold(ways)
            self._ways[goal] = ways

    def prune(self) -> None:
        """Publish again, dearest first, each number that every goal can do without."""
        secondary = [i for i, mark in enumerate(self._marks) if mark is Mark.SECONDARY]
        for index in sorted(secondary, key=lambda i: self._costs[i] or 0, reverse=True):
            self._marks[index] = None
            detours = self._detours_around(index)
            if detours is None:
                self._marks[index] = Mark.SECONDARY
            else:
                self._ways |= detours

    def price(self) -> int:
        """Return what the secondary marks cost readers."""
        pairs = zip(self._marks, self._costs, strict=True)
        return sum(cost or 0 for mark, cost in pairs if mark is Mark.SECONDARY)

    def marks_by_table(self, count: int) -> Marks:
        """Return the marks of each table; the grand total's stands in all of them."""
        by_table: Marks = [{} for _table in range(count)]
        for arc, mark in zip(self._network.arcs, self._marks, strict=True):
            for number in range(count) if arc.cell == GRAND_TOTAL else (arc.table,):
                if mark is not None:
                    by_table[number][arc.cell] = mark
        return by_table

    def _prepare(self, attacker: Attacker, known: dict[Mark, Interval]) -> None:
        room = Room([], [])
        for index, arc in enumerate(self._network.arcs):
            mark = self._marks[index]
            low, high = known[mark or Mark.SECONDARY]
            fixed = mark is None and self._costs[index] is None
            room.down.append(0 if fixed else arc.count - low)
            room.up.append(0 if fixed else UNLIMITED if high is None else high - arc.count)
            if mark is not None:
                self._widths[attacker, index] = needed_width(mark, known[mark])
        self._rooms[attacker] = room

    def _ways_within(self, goal: Goal, prices: Sequence[int | None]) -> frozenset[int] | None:
        """Return ways that reach the goal's width through withheld numbers, or None."""
        width = self._widths[goal]
        down = self._shift(goal, -1, width, prices)
        up = self._shift(goal, 1, width - down.amount, prices)
        return down.through | up.through if down.amount + up.amount >= width else None

    def _cheapest_ways(self, goal: Goal) -> frozenset[int]:
        prices = self._open_prices()
        lowest = self._shift(goal, -1, self._widths[goal], prices).amount
        highest = self._shift(goal, 1, self._widths[goal], prices).amount
        # Where even withholding everything leaves less doubt, that is what remains to be kept.
        width = self._widths[goal] = min(self._widths[goal], lowest + highest)
        splits = range(max(0, width - highest), min(width, lowest) + 1)
        plans = (self._plan(goal, down, width - down, prices) for down in splits)
        return min(plans, key=lambda ways: (self._cost(ways), sorted(ways)))

    def _plan(self, goal: Goal, down: int, up: int, prices: list[int | None]) -> frozenset[int]:
        first = self._shift(goal, -1, down, prices).through
        shared = [0 if index in first else price for index, price in enumerate(prices)]
        return first | self._shift(goal, 1, up, shared).through

    def _detours_around(self, published: int) -> dict[Goal, frozenset[int]] | None:
        prices = self._closed_prices()
        detours: dict[Goal, frozenset[int]] = {}
        for goal, ways in self._ways.items():
            if published in ways:
                detour = self._ways_within(goal, prices)
                if detour is None:
                    return None
                detours[goal] = detour
        return detours

    def _shift(
        self, goal: Goal, direction: int, amount: int, prices: Sequence[int | None]
    ) -> Shift:
        attacker, index = goal
        room = self._rooms[attacker]
        own = room.up[index] if direction > 0 else room.down[index]
        return self._network.shift(index, direction, min(amount, own), room, prices)

    def _withhold(self, indices: Iterable[int]) -> None:
        for index in indices:
            self._marks[index] = self._marks[index] or Mark.SECONDARY

    def _cost(self, ways: frozenset[int]) -> int:
        return sum(self._costs[i] or 0 for i in ways if self._marks[i] is None)

    def _closed_prices(self) -> list[int | None]:
        return [None if mark is None else 0 for mark in self._marks]

    def _open_prices(self) -> list[int | None]:
        pairs = zip(self._marks, self._costs, strict=True)
        return [cost if mark is None else 0 for mark, cost in pairs]


def price(cell: Cell, count: int) -> int:
    """Return what withholding a number costs readers; among equals the smaller count goes."""
    if cell == GRAND_TOTAL:
        return GRAND_TOTAL_PRICE
    whole = TOTAL_PRICE if cell.row is None or cell.column is None else CELL_PRICE
    return whole + min(count, CELL_PRICE - 1) // 10
