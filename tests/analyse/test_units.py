"""R2.07, R2.12: a number knows what it counts; different things do not add up."""

from __future__ import annotations

import pytest

from sijill.analyse.figures.declared import figure, figures
from sijill.analyse.figures.units import Basis, Count, Unit, UnitsDiffer
from sijill.reference.vocabulary import load_vocabularies
from sijill.trust.access.errors import Absent
from sijill.verify.policies import OCCURRED


def test_same_things_add_up() -> None:
    total = Count(2, Unit.CASUALTY) + Count(3, Unit.CASUALTY)
    assert total == Count(5, Unit.CASUALTY) and int(total) == 5


@pytest.mark.parametrize(
    "other",
    [
        Count(3, Unit.ACT),
        Count(3, Unit.VICTIM),
        Count(3, Unit.CASUALTY, Basis.UNVERIFIED),
        Count(3, Unit.CASUALTY, Basis.ESTIMATED),
        3,
    ],
)
def test_different_things_do_not(other: object) -> None:
    with pytest.raises(UnitsDiffer):
        Count(2, Unit.CASUALTY) + other  # type: ignore[operator]
    with pytest.raises(UnitsDiffer):
        sum([Count(2, Unit.CASUALTY)], start=other)  # type: ignore[call-overload]


def test_declarations_use_known_terms() -> None:
    words = load_vocabularies()
    for declared in figures().values():
        for key in (declared.unit, declared.regime, declared.standard, OCCURRED):
            assert words.term(key)
        assert declared.publishable == (declared.basis is Basis.VERIFIED)
        for label in (declared.title, declared.method, *(c.text for c in declared.caveats)):
            assert {"en", "ar", "ckb"} <= set(label.texts)
    assert {str(unit) for unit in Unit} == {
        term.key for term in words["unit"] if term.attributes.get("statistic")
    }


def test_unknown_figure_is_absent() -> None:
    with pytest.raises(Absent):
        figure("nothing")
