"""The bounds are right: by hand, and by agreement of two implementations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.methods.disclosure import (
    Attacker,
    Bound,
    Cell,
    DisclosureError,
    Mark,
    Suppressed,
    Table,
    audit,
    audit_by_enumeration,
    exposed,
    withhold_small,
)
from sijill.methods.disclosure.tables import GRAND_TOTAL, suppressed
from tests.methods.disclosure.populations import linked_tables, marked_somehow, table_of

SQUARE = table_of("square", [[3, 20], [15, 30]])


def withheld(table: Table, *cells: tuple[int | None, int | None]) -> Suppressed:
    marks = {Cell(*cell): Mark.SECONDARY for cell in cells}
    marks[Cell(0, 0)] = Mark.PRIMARY
    return suppressed(table, 5, marks)


def test_one_withheld_cell_is_solved_exactly() -> None:
    """The sabotage this room exists against: small cells withheld and nothing beside them."""
    bare = withhold_small(SQUARE, 5)
    assert audit([bare]) == [Bound(Cell(0, 0), 3, 3)]
    assert {exposure.attacker for exposure in exposed([bare])} == set(Attacker)


def test_two_withheld_in_one_row_are_solved_by_their_columns() -> None:
    half = withheld(SQUARE, (0, 1))
    assert [(b.low, b.high) for b in audit([half])] == [(3, 3), (20, 20)]
    assert exposed([half])


def test_a_rectangle_leaves_doubt() -> None:
    whole = withheld(SQUARE, (0, 1), (1, 0), (1, 1))
    assert [(b.low, b.high) for b in audit([whole])] == [(1, 17), (6, 22), (1, 17), (28, 44)]
    informed = [(b.low, b.high) for b in audit([whole], Attacker.INFORMED)]
    assert informed == [(1, 4), (19, 22), (14, 17), (28, 31)]
    assert exposed([whole]) == []


def test_a_rectangle_with_a_tight_corner_does_not() -> None:
    """Four marks, yet the neighbour of 5 cannot fall below 5, so the small count cannot rise."""
    tight = table_of("tight", [[3, 5], [5, 30]])
    marked = withheld(tight, (0, 1), (1, 0), (1, 1))
    (small, *_rest) = audit([marked], Attacker.INFORMED)
    assert (small.low, small.high) == (1, 3)
    assert [exposure.attacker for exposure in exposed([marked])] == [Attacker.INFORMED]


def test_without_totals_nothing_limits_a_count() -> None:
    marked = withheld(SQUARE, (0, None), (None, 0), (None, None))
    assert audit([marked])[0] == Bound(Cell(0, 0), 1, None)
    assert audit([marked])[0].width == float("inf")


def test_a_linked_table_gives_the_grand_total_away() -> None:
    alone = withheld(SQUARE, (0, None), (None, 0), (None, None))
    other = suppressed(table_of("other", [[38], [30]]), 5, {GRAND_TOTAL: Mark.SECONDARY})
    assert audit([alone])[0].high is None
    assert audit([alone, other])[0] == Bound(Cell(0, 0), 3, 3)


def test_tables_that_do_not_belong_together_are_refused() -> None:
    other = table_of("other", [[1, 2]])
    for tables in ([], [withhold_small(SQUARE, 5), withhold_small(other, 5)]):
        with pytest.raises(DisclosureError) as refusal:
            audit(tables)
        assert refusal.value.code == "disclosure.not_linked"


def test_marks_that_are_not_true_are_found_out() -> None:
    false = suppressed(SQUARE, 5, {Cell(1, 1): Mark.PRIMARY})
    with pytest.raises(DisclosureError) as refusal:
        audit([false], Attacker.INFORMED)
    assert refusal.value.code == "disclosure.impossible"


@settings(max_examples=150, deadline=None)
@given(linked_tables(), st.data(), st.sampled_from(Attacker), st.integers(2, 4))
def test_two_implementations_agree_on_any_marks(
    tables: list[Table], data: st.DataObject, attacker: Attacker, threshold: int
) -> None:
    total_hidden = data.draw(st.booleans())
    marked = []
    for table in tables:
        last = len(list(table)) - 1
        chosen = data.draw(st.sets(st.integers(0, last - 1))) | ({last} if total_hidden else set())
        marked.append(marked_somehow(table, threshold, chosen))
    ceiling = tables[0].grand_total + data.draw(st.integers(0, 2))
    by_programme = audit(marked, attacker, ceiling=ceiling)
    assert by_programme == audit_by_enumeration(marked, attacker, ceiling=ceiling)


@given(linked_tables(), st.data(), st.sampled_from(Attacker))
def test_the_truth_always_lies_within_the_bounds(
    tables: list[Table], data: st.DataObject, attacker: Attacker
) -> None:
    chosen = data.draw(st.sets(st.integers(0, 4)))
    marked = [marked_somehow(tables[0], 3, chosen)]
    for bound in audit(marked, attacker):
        truth = tables[0][bound.cell]
        assert bound.low <= truth
        assert bound.high is None or truth <= bound.high
