"""Tables, their totals, and what readers see of them."""

import pytest

from sijill.methods.disclosure import (
    GRAND_TOTAL,
    Cell,
    DisclosureError,
    Mark,
    Suppressed,
    Table,
    Withheld,
)

TABLE = Table(("women", "men"), ("Basra", "Anbar", "Duhok"), ((1, 2, 3), (4, 5, 6)))


def test_totals_follow_from_the_cells() -> None:
    assert [TABLE[Cell(r, None)] for r in range(2)] == [6, 15]
    assert [TABLE[Cell(None, c)] for c in range(3)] == [5, 7, 9]
    assert TABLE.grand_total == TABLE[GRAND_TOTAL] == 21


def test_every_sum_holds() -> None:
    for total, line in TABLE.lines():
        assert sum(TABLE[cell] for cell in line) == TABLE[total]


def test_readers_see_everything_but_the_withheld() -> None:
    marks = (Withheld(Cell(0, 1), Mark.PRIMARY), Withheld(Cell(None, 1), Mark.SECONDARY))
    grid = Suppressed(TABLE, 5, marks).grid()
    assert grid == ((1, None, 3, 6), (4, 5, 6, 15), (5, None, 9, 21))


@pytest.mark.parametrize(
    ("rows", "columns", "cells", "code"),
    [
        (("a",), ("x", "y"), ((1,),), "disclosure.shape"),
        (("a", "b"), ("x",), ((1,),), "disclosure.shape"),
        ((), (), (), "disclosure.shape"),
        (("a",), (), ((),), "disclosure.shape"),
        (("a", "a"), ("x",), ((1,), (2,)), "disclosure.labels"),
        (("a",), ("x",), ((-1,),), "disclosure.negative"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(
    rows: tuple[str, ...], columns: tuple[str, ...], cells: tuple[tuple[int, ...], ...], code: str
) -> None:
    with pytest.raises(DisclosureError) as refusal:
        Table(rows, columns, cells)
    assert refusal.value.code == code
