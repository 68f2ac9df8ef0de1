"""The attack by sheer counting, for small tables: a second opinion on `attack`.

Written apart on purpose: no network, no solver, only every table that could have been meant.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from sijill.methods.disclosure.knowledge import Attacker
from sijill.methods.disclosure.tables import GRAND_TOTAL, Bound, Cell, Mark, Suppressed, Table

Range = tuple[int, int]


def audit_by_enumeration(
    tables: Sequence[Suppressed], attacker: Attacker = Attacker.READER, *, ceiling: int
) -> list[Bound]:
    """Return the same bounds as `attack.audit` with the same ceiling on the grand total.

    The work grows with ceiling ** (withheld cells): meant for tables of a few cells.
    """
    zeros = any(table.protect_zeros or Mark.ABSENCE in table.marks.values() for table in tables)
    ranges = [_ranges_by_total(table, attacker, zeros, ceiling) for table in tables]
    totals = set.intersection(*(set(by_total) for by_total in ranges))
    return [
        Bound(
            cell,
            min(by_total[total][cell][0] for total in totals),
            max(by_total[total][cell][1] for total in totals),
            table=number,
        )
        for number, (table, by_total) in enumerate(zip(tables, ranges, strict=True))
        for cell in table.marks
    ]


def _ranges_by_total(
    table: Suppressed, attacker: Attacker, zeros: bool, ceiling: int
) -> dict[int, dict[Cell, Range]]:
    """Return the range of each number among the possible tables, for each grand total."""
    found: dict[int, dict[Cell, Range]] = defaultdict(dict)
    for numbers in _possible_tables(table, attacker, zeros, ceiling):
        ranges = found[numbers[GRAND_TOTAL]]
        for cell, count in numbers.items():
            low, high = ranges.get(cell, (count, count))
            ranges[cell] = min(low, count), max(high, count)
    return found


def _possible_tables(
    table: Suppressed, attacker: Attacker, zeros: bool, ceiling: int
) -> Iterator[dict[Cell, int]]:
    def fits(cell: Cell, count: int) -> bool:
        if cell not in table.marks:
            return count == table.table[cell]
        return _plausible(count, table, cell, attacker, zeros)

    rows = [
        list(_possible_rows(table.table, r, fits, ceiling)) for r in range(len(table.table.rows))
    ]
    for chosen in product(*rows):
        sums = [sum(column) for column in zip(*chosen, strict=True)]
        total = sum(sums)
        within = total <= ceiling and fits(GRAND_TOTAL, total)
        if within and all(fits(Cell(None, c), count) for c, count in enumerate(sums)):
            yield _numbers(chosen, sums)


def _possible_rows(
    table: Table, r: int, fits: Callable[[Cell, int], bool], ceiling: int
) -> Iterator[tuple[int, ...]]:
    candidates = [
        [count for count in range(ceiling + 1) if fits(Cell(r, c), count)]
        for c in range(len(table.columns))
    ]
    for row in product(*candidates):
        if sum(row) <= ceiling and fits(Cell(r, None), sum(row)):
            yield row


def _plausible(count: int, table: Suppressed, cell: Cell, attacker: Attacker, zeros: bool) -> bool:
    """Say whether this attacker can take the withheld number to be `count`."""
    if attacker is Attacker.READER:
        return count > 0 or zeros
    if table.marks[cell] is Mark.SECONDARY:
        return count >= table.threshold
    if table.marks[cell] is Mark.ABSENCE:
        return count < table.threshold
    return (count > 0 or table.protect_zeros) and count < table.threshold


def _numbers(rows: Sequence[Sequence[int]], sums: Sequence[int]) -> dict[Cell, int]:
    numbers = {Cell(r, c): count for r, row in enumerate(rows) for c, count in enumerate(row)}
    numbers |= {Cell(r, None): sum(row) for r, row in enumerate(rows)}
    numbers |= {Cell(None, c): count for c, count in enumerate(sums)}
    numbers[GRAND_TOTAL] = sum(sums)
    return numbers
