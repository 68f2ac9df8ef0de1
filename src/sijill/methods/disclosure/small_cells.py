"""The first marks: small counts, and the zeros that would give a small count's place away."""

from collections.abc import Sequence

from sijill.methods.disclosure.tables import Cell, Mark, Suppressed, Table, suppressed


def withhold_small(table: Table, threshold: int, *, protect_zeros: bool = False) -> Suppressed:
    """Withhold small counts only. Not safe to publish: totals still give many of them away."""
    marks = small_marks(table, threshold, protect_zeros=protect_zeros)
    return suppressed(table, threshold, marks, protect_zeros=protect_zeros)


def small_marks(table: Table, threshold: int, *, protect_zeros: bool) -> dict[Cell, Mark]:
    """Return the marks of every count and total from 1 (0 with `protect_zeros`) to threshold - 1,
    and of the zeros that `withhold_absences` chooses."""
    lowest = 0 if protect_zeros else 1
    marks = {cell: Mark.PRIMARY for cell in table if lowest <= table[cell] < threshold}
    if not protect_zeros:
        withhold_absences(table, marks)
    return marks


def withhold_absences(table: Table, marks: dict[Cell, Mark]) -> None:
    """Withhold one zero of each row and column whose people all sit in one small cell.

    Zeros are published as facts about absence. Beside a single withheld cell they would say that
    everyone in the row is there (a "100 % cell"). One doubtful zero takes that certainty away.
    """
    for _total, line in table.lines():
        if line[0].row is not None and line[0].column is not None:
            _withhold_absence(table, line, marks)


def _withhold_absence(table: Table, line: Sequence[Cell], marks: dict[Cell, Mark]) -> None:
    people = [cell for cell in line if table[cell] > 0]
    zeros = [cell for cell in line if table[cell] == 0]
    alone = len(people) == 1 and marks.get(people[0]) is Mark.PRIMARY
    if not alone or not zeros or any(cell in marks for cell in zeros):
        return
    along_row = line[0].row == line[-1].row

    def crossing(zero: Cell) -> Cell:
        return Cell(None, zero.column) if along_row else Cell(zero.row, None)

    # A zero hides best where it crosses people, above all people already withheld.
    beside = _marked_in_lines(table, marks)
    chosen = max(
        zeros,
        key=lambda zero: (table[crossing(zero)] > 0, beside[crossing(zero)], table[crossing(zero)]),
    )
    marks[chosen] = Mark.ABSENCE
    if table[crossing(chosen)] == 0:
        marks[crossing(chosen)] = Mark.ABSENCE


def _marked_in_lines(table: Table, marks: dict[Cell, Mark]) -> dict[Cell, int]:
    return {total: sum(cell in marks for cell in line) for total, line in table.lines()}
