"""Withholding what must be withheld, and proving that it is enough."""

from collections.abc import Mapping, Sequence

from sijill.methods.disclosure.attack import Exposure, exposed
from sijill.methods.disclosure.complement import Marks, complete_marks, price
from sijill.methods.disclosure.errors import DisclosureError
from sijill.methods.disclosure.small_cells import small_marks
from sijill.methods.disclosure.tables import GRAND_TOTAL, Mark, Suppressed, Table, suppressed

LOWEST_THRESHOLD = 2


def protect(table: Table, threshold: int, *, protect_zeros: bool = False) -> Suppressed:
    """Return the table safe to publish on its own; see `protect_linked`."""
    return protect_linked([table], threshold, protect_zeros=protect_zeros)[0]


def protect_linked(
    tables: Sequence[Table], threshold: int, *, protect_zeros: bool = False
) -> tuple[Suppressed, ...]:
    """Return tables over one population, sharing only its grand total, safe to publish together.

    Counts and totals from 1 to threshold - 1 are withheld, then what would reveal them, until the
    bounds of `attack.audit` leave enough doubt (the attackers and the doubt: `knowledge`).
    Zeros are published, as absence is a fact readers need, unless everyone of a row or column
    sits in one small cell: then one zero of it is withheld too. `protect_zeros` treats every zero
    as a small count (for subjects where absence itself tells on someone).
    The same tables give the same marks, always.

    Raises DisclosureError `disclosure.threshold`, `disclosure.totals_differ`,
    `disclosure.shared_margin`.
    """
    _check(tables, threshold)
    small = [small_marks(table, threshold, protect_zeros=protect_zeros) for table in tables]
    marks = complete_marks(tables, small, threshold, zeros=protect_zeros)
    while True:
        result = tuple(
            suppressed(table, threshold, own, protect_zeros=protect_zeros)
            for table, own in zip(tables, marks, strict=True)
        )
        exposures = exposed(result)
        if not exposures:
            return result
        _withhold_beside(exposures[0], tables, marks, threshold)


def protect_measures(
    measures: Mapping[str, Sequence[Table]], threshold: int, *, protect_zeros: bool = False
) -> dict[str, tuple[Suppressed, ...]]:
    """Return the linked tables of each measure (killed, injured) protected on their own.

    Only right while nobody publishes a total across the measures: with killed and injured
    together beside each, the difference of two published tables is a third.
    """
    return {
        name: protect_linked(tables, threshold, protect_zeros=protect_zeros)
        for name, tables in measures.items()
    }


def _withhold_beside(
    exposure: Exposure, tables: Sequence[Table], marks: Marks, threshold: int
) -> None:
    """Withhold the cheapest published number in a sum with the exposed one, else anywhere.

    The choice made on the network is not expected to fail its proof; if it ever does, this goes
    on until it holds, which it does at the latest with everything withheld.
    """
    number, cell = exposure.bound.table, exposure.bound.cell
    near = {
        other
        for total, line in tables[number].lines()
        if cell == total or cell in line
        for other in (total, *line)
    }
    free = [
        (other not in near or at != number, price(other, table[other]), at, position, other)
        for at, table in enumerate(tables)
        for position, other in enumerate(table)
        if other not in marks[at] and table[other] >= threshold
    ]
    _far, _price, at, _position, chosen = min(free)
    for own in marks if chosen == GRAND_TOTAL else (marks[at],):
        own[chosen] = Mark.SECONDARY


def _check(tables: Sequence[Table], threshold: int) -> None:
    if threshold < LOWEST_THRESHOLD:
        raise DisclosureError(
            "disclosure.threshold",
            f"A threshold of {threshold} protects nobody: choose {LOWEST_THRESHOLD} or more.",
            threshold=threshold,
        )
    totals = sorted({table.grand_total for table in tables})
    if len(totals) != 1:
        raise DisclosureError(
            "disclosure.totals_differ",
            f"Linked tables need one grand total, these have {totals}: draw them from one "
            "extraction, with a column for unknown where a breakdown misses people.",
            totals=totals,
        )
    margins = [labels for table in tables for labels in {table.rows, table.columns}]
    if len(set(margins)) != len(margins):
        raise DisclosureError(
            "disclosure.shared_margin",
            "Two linked tables share a breakdown, and with it its totals: publish one of them, "
            "or break the population down differently.",
        )
