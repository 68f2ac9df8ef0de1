"""Linked tables as one ring of flows, where a change to one count must travel.

Each table leads from an entry to an exit: entry → row (a row total), row → column (a cell),
column → exit (a column total). The exit is the next table's entry, and the grand total leads from
the last exit back to the first entry. A count can be other than it is exactly when the difference
can travel round the ring through numbers that readers do not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from sijill.methods.disclosure.tables import GRAND_TOTAL, Cell, Table

UNLIMITED = 10**12


@dataclass(frozen=True)
class Arc:
    """One number of one table, flowing from node `tail` to node `head`."""

    tail: int
    head: int
    table: int
    cell: Cell
    count: int


@dataclass(frozen=True)
class Shift:
    """How far a number could be moved, and the other numbers that moved with it."""

    amount: int
    through: frozenset[int]


@dataclass
class Room:
    """How far each number may move down and up in an attacker's eyes."""

    down: list[int]
    up: list[int]


class Network:
    """The numbers of tables published together, grand total counted once (the last arc)."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.arcs: list[Arc] = []
        self._nodes = 1
        entry = 0
        for number, table in enumerate(tables):
            entry = self._add_table(number, table, entry)
        self.arcs.append(Arc(entry, 0, 0, GRAND_TOTAL, tables[0].grand_total))
        self.leaving: list[list[tuple[int, int, int]]] = [[] for _node in range(self._nodes)]
        for index, arc in enumerate(self.arcs):
            self.leaving[arc.tail].append((index, arc.head, 1))
            self.leaving[arc.head].append((index, arc.tail, -1))

    def shift(
        self, moved: int, direction: int, amount: int, room: Room, prices: Sequence[int | None]
    ) -> Shift:
        """Move one number by up to `amount` up (+1) or down (-1), others following at least price.

        `prices` holds what each number costs to draw in: 0 if already withheld, None if it may
        not move. The amount reached is the greatest possible one up to `amount`.
        """
        arc = self.arcs[moved]
        start, end = (arc.head, arc.tail) if direction > 0 else (arc.tail, arc.head)
        flow = [0] * len(self.arcs)
        open_prices = list(prices)
        open_prices[moved] = None
        left = amount
        while left:
            # One way for the whole amount first: it draws in fewer numbers than several.
            path = self._cheapest(start, end, left, flow, room, open_prices)
            path = path or self._cheapest(start, end, 1, flow, room, open_prices)
            if not path:
                break
            push = min(left, *(_space(index, sign, flow, room) for index, sign in path))
            for index, sign in path:
                flow[index] += sign * push
                open_prices[index] = 0
            left -= push
        return Shift(amount - left, frozenset(i for i, change in enumerate(flow) if change))

    def _cheapest(
        self,
        start: int,
        end: int,
        amount: int,
        flow: list[int],
        room: Room,
        prices: list[int | None],
    ) -> list[tuple[int, int]]:
        """Return the cheapest way with space for `amount`, as (number, direction) steps."""
        best = {start: 0}
        came: dict[int, tuple[int, int, int]] = {}
        queue = [(0, start)]
        while queue:
            cost, node = heappop(queue)
            if node == end:
                return _trace(came, start, end)
            if cost > best[node]:
                continue
            for index, other, sign in self.leaving[node]:
                price = prices[index]
                if price is None or _space(index, sign, flow, room) < amount:
                    continue
                if cost + price < best.get(other, UNLIMITED):
                    best[other] = cost + price
                    came[other] = (node, index, sign)
                    heappush(queue, (cost + price, other))
        return []

    def _add_table(self, number: int, table: Table, entry: int) -> int:
        rows = range(entry + 1, entry + 1 + len(table.rows))
        columns = range(rows.stop, rows.stop + len(table.columns))
        leave = columns.stop
        for cell in table:
            if cell.row is not None and cell.column is not None:
                tail, head = rows[cell.row], columns[cell.column]
            elif cell.row is not None:
                tail, head = entry, rows[cell.row]
            elif cell.column is not None:
                tail, head = columns[cell.column], leave
            else:
                continue
            self.arcs.append(Arc(tail, head, number, cell, table[cell]))
        self._nodes = leave + 1
        return leave


def _space(index: int, sign: int, flow: list[int], room: Room) -> int:
    return room.up[index] - flow[index] if sign > 0 else room.down[index] + flow[index]


def _trace(came: dict[int, tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int]]:
    path: list[tuple[int, int]] = []
    node = end
    while node != start:
        node, index, sign = came[node]
        path.append((index, sign))
    return path
