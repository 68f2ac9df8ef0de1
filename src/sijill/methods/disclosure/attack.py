"""The attack itself: exact bounds on every withheld number by linear programming.

The sums of a two-way table, and of tables chained by one grand total, form a network: every count
is a flow from its row to its column. Linear programmes over networks with whole bounds have whole
corners, so the relaxed optimum is the exact whole-number one; this is checked on every solve.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from sijill.methods.disclosure.errors import DisclosureError
from sijill.methods.disclosure.knowledge import (
    Attacker,
    Interval,
    known_intervals,
    needed_width,
)
from sijill.methods.disclosure.tables import (
    GRAND_TOTAL,
    Bound,
    Cell,
    Mark,
    Suppressed,
    Withheld,
)

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Exposure:
    """A withheld small count about which too little doubt remains."""

    bound: Bound
    attacker: Attacker
    needed: int


def audit(
    tables: Sequence[Suppressed],
    attacker: Attacker = Attacker.READER,
    *,
    ceiling: int | None = None,
) -> list[Bound]:
    """Return the tightest bounds on every withheld number of tables published together.

    `ceiling` is an upper limit on the grand total known from elsewhere. The reader's bounds may
    be shown to anybody; the informed attacker's would tell the marks apart, keep them inside.
    Raises DisclosureError `disclosure.not_linked` if the tables do not fit together.
    """
    check_linked(tables)
    programme = _Programme(tables, known_intervals(attacker, tables), ceiling)
    return [
        Bound(cell, *programme.range_of(number, cell), table=number)
        for number, table in enumerate(tables)
        for cell in table.marks
    ]


def exposed(tables: Sequence[Suppressed]) -> list[Exposure]:
    """Return the small counts that some attacker can narrow down too far; empty is proof."""
    return [exposure for attacker in Attacker for exposure in _exposed_to(attacker, tables)]


def unavoidable(tables: Sequence[Suppressed]) -> list[Exposure]:
    """Return the small counts too narrow for an attacker although nothing more can be withheld.

    They call for coarser tables (quarters, fewer columns), not for more marks.
    """
    return [
        exposure
        for attacker in Attacker
        for exposure, best in _narrow(attacker, tables)
        if exposure.bound.width >= best
    ]


def check_linked(tables: Sequence[Suppressed]) -> None:
    """Refuse tables that do not share one grand total, threshold and treatment of it.

    Raises DisclosureError `disclosure.not_linked`.
    """
    if not tables:
        raise _not_linked("there is no table")
    shared = {(t.table.grand_total, t.threshold, GRAND_TOTAL in t.marks) for t in tables}
    if len(shared) > 1:
        raise _not_linked("their grand totals, thresholds or marks on the grand total differ")


def _exposed_to(attacker: Attacker, tables: Sequence[Suppressed]) -> Iterator[Exposure]:
    for exposure, best in _narrow(attacker, tables):
        if exposure.bound.width < best:
            yield exposure


def _narrow(attacker: Attacker, tables: Sequence[Suppressed]) -> Iterator[tuple[Exposure, float]]:
    """Go through the bounds short of their goal, each with the widest one attainable."""
    known = known_intervals(attacker, tables)
    short = [
        Exposure(bound, attacker, needed)
        for bound in audit(tables, attacker)
        if bound.width < (needed := _needed(tables, bound, known))
    ]
    if not short:
        return
    blank = [_everything_withheld(table) for table in tables]
    programme = _Programme(blank, known, None)
    for exposure in short:
        low, high = programme.range_of(exposure.bound.table, exposure.bound.cell)
        yield exposure, replace(exposure.bound, low=low, high=high).width


def _needed(tables: Sequence[Suppressed], bound: Bound, known: dict[Mark, Interval]) -> int:
    mark = tables[bound.table].marks[bound.cell]
    return needed_width(mark, known[mark])


def _everything_withheld(table: Suppressed) -> Suppressed:
    more = (
        Withheld(cell, Mark.SECONDARY)
        for cell in table.table
        if cell not in table.marks and table.table[cell] >= table.threshold
    )
    return replace(table, withheld=(*table.withheld, *more))


class _Programme:
    """Everything an attacker knows, as a linear programme over the withheld numbers."""

    def __init__(
        self, tables: Sequence[Suppressed], known: dict[Mark, Interval], ceiling: int | None
    ) -> None:
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)
        # Presolve would answer "unbounded or infeasible"; primal simplex restarts from the last
        # corner, since only the objective changes between solves.
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_strategy", 4)
        self._numbers: dict[tuple[int, Cell], int] = {}
        for number, table in enumerate(tables):
            for cell, mark in table.marks.items():
                self._add_number(number, cell, known[mark], ceiling)
        for number, table in enumerate(tables):
            self._add_sums(number, table)

    def range_of(self, number: int, cell: Cell) -> Interval:
        """Return the least and the greatest value of a withheld number (None: no limit)."""
        variable = self._numbers[_key(number, cell)]
        low, high = self._least(variable, 1.0), self._least(variable, -1.0)
        if low is None:
            raise _impossible()
        return low, None if high is None else -high

    def _add_number(self, number: int, cell: Cell, interval: Interval, ceiling: int | None) -> None:
        if _key(number, cell) in self._numbers:
            return
        self._numbers[_key(number, cell)] = len(self._numbers)
        low, high = interval
        if cell == GRAND_TOTAL and ceiling is not None:
            high = ceiling if high is None else min(high, ceiling)
        self._solver.addVar(low, highspy.kHighsInf if high is None else high)

    def _add_sums(self, number: int, table: Suppressed) -> None:
        for total, line in table.table.lines():
            terms = [*((cell, 1.0) for cell in line), (total, -1.0)]
            hidden = [(cell, sign) for cell, sign in terms if cell in table.marks]
            if hidden:
                rest = -sum(sign * table.table[c] for c, sign in terms if c not in table.marks)
                variables = [self._numbers[_key(number, cell)] for cell, _sign in hidden]
                self._solver.addRow(
                    rest,
                    rest,
                    len(hidden),
                    np.array(variables, dtype=np.int32),
                    np.array([sign for _cell, sign in hidden], dtype=np.float64),
                )

    def _least(self, variable: int, cost: float) -> int | None:
        self._solver.changeColCost(variable, cost)
        self._solver.run()
        status = self._solver.getModelStatus()
        least = self._solver.getInfo().objective_function_value
        # Only now: any change to the programme makes the solver forget its answer.
        self._solver.changeColCost(variable, 0.0)
        if status == highspy.HighsModelStatus.kUnbounded:
            return None
        if status != highspy.HighsModelStatus.kOptimal or abs(least - round(least)) > TOLERANCE:
            raise _impossible()
        return round(least)


def _key(number: int, cell: Cell) -> tuple[int, Cell]:
    """One name for each number; the grand total of all tables is one number."""
    return (0, cell) if cell == GRAND_TOTAL else (number, cell)


def _not_linked(why: str) -> DisclosureError:
    return DisclosureError(
        "disclosure.not_linked",
        f"These tables cannot be judged together, {why}: draw them from one extraction.",
        why=why,
    )


def _impossible() -> DisclosureError:
    return DisclosureError(
        "disclosure.impossible",
        "No whole counts fit the marks and totals of these tables: the marks are wrong, "
        "protect the tables again.",
    )
