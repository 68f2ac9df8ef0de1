"""What two releases of one table give away together."""

from sijill.methods.disclosure.tables import Cell, Suppressed, Table


def difference_exposes(
    old: Table | Suppressed, new: Table | Suppressed, threshold: int
) -> tuple[Cell, ...]:
    """Return the cells and totals of `new` that changed by 1 to threshold - 1 since `old`.

    Such a change is a small count by itself: a reader who subtracts learns of one to four people.
    Numbers are compared by their labels; those absent or withheld in either release are passed
    over. Units that were split or renamed between releases are not recognised as related.
    """
    before = _numbers(old)
    after = _numbers(new)
    return tuple(
        cell
        for labels, (cell, count) in after.items()
        if labels in before and 1 <= abs(count - before[labels][1]) < threshold
    )


def _numbers(
    release: Table | Suppressed,
) -> dict[tuple[str | None, str | None], tuple[Cell, int]]:
    table = release if isinstance(release, Table) else release.table
    hidden = set() if isinstance(release, Table) else set(release.marks)
    return {
        (
            None if cell.row is None else table.rows[cell.row],
            None if cell.column is None else table.columns[cell.column],
        ): (cell, table[cell])
        for cell in table
        if cell not in hidden
    }
