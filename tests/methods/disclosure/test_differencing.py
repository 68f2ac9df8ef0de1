"""Two releases, one subtraction."""

from sijill.methods.disclosure import (
    GRAND_TOTAL,
    Cell,
    Mark,
    Suppressed,
    Table,
    Withheld,
    difference_exposes,
)

JUNE = Table(("women", "men"), ("Basra", "Anbar"), ((10, 20), (30, 40)))


def test_a_small_change_is_a_small_count() -> None:
    july = Table(("women", "men"), ("Basra", "Anbar"), ((12, 20), (30, 40)))
    expected = {Cell(0, 0), Cell(0, None), Cell(None, 0), GRAND_TOTAL}
    assert set(difference_exposes(JUNE, july, 5)) == expected


def test_a_correction_downwards_counts_too() -> None:
    july = Table(("women", "men"), ("Basra", "Anbar"), ((10, 20), (30, 36)))
    assert Cell(1, 1) in difference_exposes(JUNE, july, 5)


def test_no_change_and_large_changes_are_fine() -> None:
    july = Table(("women", "men"), ("Basra", "Anbar"), ((10, 25), (30, 40)))
    assert difference_exposes(JUNE, JUNE, 5) == ()
    assert difference_exposes(JUNE, july, 5) == ()


def test_cells_are_compared_by_label_not_by_place() -> None:
    july = Table(("men", "women", "unknown"), ("Anbar", "Basra"), ((40, 30), (20, 13), (0, 0)))
    expected = {Cell(1, 1), Cell(1, None), Cell(None, 1), GRAND_TOTAL}
    assert set(difference_exposes(JUNE, july, 5)) == expected


def test_what_one_release_withheld_cannot_be_subtracted() -> None:
    july = Table(("women", "men"), ("Basra", "Anbar"), ((12, 20), (30, 40)))
    hidden = Suppressed(july, 5, (Withheld(Cell(0, 0), Mark.SECONDARY),))
    exposed = difference_exposes(JUNE, hidden, 5)
    assert Cell(0, 0) not in exposed and GRAND_TOTAL in exposed
