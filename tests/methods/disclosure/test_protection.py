"""What leaves protect_linked keeps its secrets, and withholds no more than it should."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.methods.disclosure import (
    GRAND_TOTAL,
    Attacker,
    Cell,
    DisclosureError,
    Mark,
    Suppressed,
    Table,
    audit,
    audit_by_enumeration,
    exposed,
    protect,
    protect_linked,
    protect_measures,
    unavoidable,
    withhold_small,
)
from sijill.methods.disclosure import protection as room
from sijill.methods.disclosure.tables import suppressed
from tests.methods.disclosure.populations import linked_tables, spread, table_of

thresholds = st.sampled_from([2, 3, 5, 10])
crowds = linked_tables(most=60)


def a_months_release(seed: int, total: int = 900) -> list[Table]:
    """The three fixed margins of the public casualty page, at their real sizes."""
    return [
        spread(seed, total, 12, 20, "month by governorate", 0.3),
        spread(seed + 1, total, 3, 8, "sex by age", 1.0),
        spread(seed + 2, total, 7, 4, "cause by status", 1.0),
    ]


@settings(max_examples=200, deadline=None)
@given(crowds, thresholds, st.booleans())
def test_nothing_protected_is_exposed(tables: list[Table], threshold: int, zeros: bool) -> None:
    result = protect_linked(tables, threshold, protect_zeros=zeros)
    assert exposed(result) == []


@settings(max_examples=200, deadline=None)
@given(crowds, thresholds, st.booleans())
def test_readers_never_bound_a_small_count_within_two(
    tables: list[Table], threshold: int, zeros: bool
) -> None:
    result = protect_linked(tables, threshold, protect_zeros=zeros)
    small = [b for b in audit(result) if result[b.table].marks[b.cell] is Mark.PRIMARY]
    assert all(bound.width >= 5 for bound in small)


@settings(max_examples=60, deadline=None)
@given(linked_tables(), st.integers(2, 4), st.sampled_from(Attacker))
def test_plain_counting_confirms_the_bounds(
    tables: list[Table], threshold: int, attacker: Attacker
) -> None:
    result = protect_linked(tables, threshold)
    ceiling = tables[0].grand_total + 1
    bounds = audit(result, attacker, ceiling=ceiling)
    assert bounds == audit_by_enumeration(result, attacker, ceiling=ceiling)


@settings(max_examples=100, deadline=None)
@given(crowds, thresholds)
def test_each_mark_is_true(tables: list[Table], threshold: int) -> None:
    for result in protect_linked(tables, threshold):
        for cell in result.table:
            count, mark = result.table[cell], result.marks.get(cell)
            assert (mark is Mark.PRIMARY) == (1 <= count < threshold)
            assert mark is not Mark.SECONDARY or count >= threshold
            assert mark is not Mark.ABSENCE or count == 0


@settings(max_examples=100, deadline=None)
@given(crowds, thresholds)
def test_protected_zeros_are_withheld_like_small_counts(
    tables: list[Table], threshold: int
) -> None:
    for result in protect_linked(tables, threshold, protect_zeros=True):
        assert all(result.published(c) != 0 for c in result.table)
        assert Mark.ABSENCE not in result.marks.values()


@settings(max_examples=100, deadline=None)
@given(crowds, thresholds)
def test_the_grand_total_is_withheld_in_all_or_none(tables: list[Table], threshold: int) -> None:
    results = protect_linked(tables, threshold)
    assert len({GRAND_TOTAL in result.marks for result in results}) == 1


@settings(max_examples=50, deadline=None)
@given(crowds, thresholds)
def test_no_secondary_mark_is_superfluous(tables: list[Table], threshold: int) -> None:
    results = list(protect_linked(tables, threshold))
    for number, result in enumerate(results):
        for cell, mark in result.marks.items():
            if mark is Mark.SECONDARY and cell != GRAND_TOTAL:
                fewer = {other: m for other, m in result.marks.items() if other != cell}
                bare = suppressed(result.table, threshold, fewer)
                assert exposed([*results[:number], bare, *results[number + 1 :]])


def test_a_table_without_small_counts_is_left_alone() -> None:
    assert protect(table_of("large", [[5, 20], [0, 30]]), 5).withheld == ()


def test_everyone_of_a_row_in_one_small_cell_is_not_given_away() -> None:
    result = protect(table_of("lone", [[0, 3, 0], [9, 15, 11], [14, 8, 30]]), 5)
    assert sorted(result.grid()[0], key=str) == [0, None, None, None]
    assert Mark.ABSENCE in result.marks.values()
    other = next(b for b in audit([result]) if result.marks[b.cell] is Mark.ABSENCE)
    assert other.high is None or other.high >= 1


def test_a_population_too_small_to_break_down_is_withheld_whole() -> None:
    result = protect(table_of("few", [[2, 1]]), 5)
    assert result.grid() == ((None, None, None), (None, None, None))


def test_what_no_mark_can_hide_is_reported() -> None:
    crowded = table_of("crowded", [[1, 1, 1, 1], [20, 20, 20, 20]])
    assert {e.attacker for e in unavoidable([protect(crowded, 5)])} == {Attacker.INFORMED}
    assert unavoidable([protect(table_of("easy", [[3, 20], [15, 30]]), 5)]) == []


def test_tables_safe_alone_can_be_unsafe_together() -> None:
    """One table withholds the grand total, the other prints it: why linked tables are judged
    jointly."""
    by_sex, by_cause = table_of("sex", [[2, 6]]), table_of("cause", [[8], [0]])
    alone = protect(by_sex, 5)
    assert GRAND_TOTAL in alone.marks and protect(by_cause, 5).withheld == ()
    told = {cell: mark for cell, mark in alone.marks.items() if cell != GRAND_TOTAL}
    assert exposed([suppressed(by_sex, 5, told), protect(by_cause, 5)])
    assert exposed(protect_linked([by_sex, by_cause], 5)) == []


def test_measures_are_protected_apart() -> None:
    killed, injured = a_months_release(1, 200), a_months_release(5, 1200)
    results = protect_measures({"killed": killed, "injured": injured}, 5)
    assert results == {"killed": protect_linked(killed, 5), "injured": protect_linked(injured, 5)}


@pytest.mark.parametrize(
    ("tables", "threshold", "code"),
    [
        ([table_of("a", [[9]]), table_of("b", [[8]])], 5, "disclosure.totals_differ"),
        ([table_of("a", [[9]]), table_of("a", [[9]])], 5, "disclosure.shared_margin"),
        ([table_of("a", [[9]])], 1, "disclosure.threshold"),
        ([], 5, "disclosure.totals_differ"),
    ],
)
def test_what_cannot_be_judged_is_refused(tables: list[Table], threshold: int, code: str) -> None:
    with pytest.raises(DisclosureError) as refusal:
        protect_linked(tables, threshold)
    assert refusal.value.code == code


@pytest.mark.parametrize("seed", range(5))
def test_without_secondary_marks_a_release_is_exposed(seed: int) -> None:
    """Teeth: the same audit that passes the release fails it without its secondary marks."""
    bare = [withhold_small(table, 5) for table in a_months_release(seed)]
    solved = [bound for bound in audit(bare) if bound.width == 0]
    assert solved and exposed(bare)


def test_the_proof_repairs_a_choice_that_forgot_the_secondary_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forget(
        _tables: object, marks: list[dict[Cell, Mark]], *_rest: object, **_zeros: object
    ) -> object:
        return marks

    table = table_of("square", [[3, 20, 9], [15, 30, 9], [9, 9, 9]])
    monkeypatch.setattr(room, "complete_marks", forget)
    assert exposed([withhold_small(table, 5)])
    assert exposed([protect(table, 5)]) == []


def test_without_the_proof_that_choice_would_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teeth for the test above: it is the proof that saves the table there."""
    monkeypatch.setattr(room, "complete_marks", lambda _tables, marks, *_rest, **_zeros: marks)
    monkeypatch.setattr(room, "exposed", lambda _tables: [])
    unproved: Suppressed = protect(table_of("square", [[3, 20], [15, 30]]), 5)
    assert exposed([unproved])


@pytest.mark.parametrize("threshold", [5, 10])
@pytest.mark.parametrize("total", [60, 900, 5000])
def test_a_months_release_is_protected_in_seconds(threshold: int, total: int) -> None:
    tables = a_months_release(40, total)
    start = perf_counter()
    results = protect_linked(tables, threshold)
    assert perf_counter() - start < 10
    assert exposed(results) == []
    assert results == protect_linked(tables, threshold)
