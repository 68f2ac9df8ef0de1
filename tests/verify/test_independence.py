"""R1.10: independent sources from declared dependence."""

from __future__ import annotations

import pytest

from sijill.trust.access.viewer import bind
from sijill.verify.queries import independent_count
from tests.cast import Cast
from tests.verify.tables import rows_of
from tests.verify.test_states import establish
from tests.verify.world import make_case, make_dependence, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "row",
    rows_of("independence.md"),
    ids=lambda row: f"{row['Pieces']} {row['Depend on each other']}",
)
def test_worked_table(row: dict[str, str], cast: Cast) -> None:
    by = cast.viewer("documenter")
    pieces, links = row["Pieces"].split(), row["Depend on each other"].split()
    names = {*pieces, *(letter for link in links for letter in link.split("-"))}
    sources = {name: make_source(by=by) for name in sorted(names)}
    for link in links:
        one, other = link.split("-")
        make_dependence(by=by, one=sources[one], other=sources[other])
    case = make_case(by=by, pieces=tuple({"source": sources[name]} for name in pieces))
    with bind(by):
        assert independent_count(case.pieces) == int(row["Independent"])
    finding = establish(case, by)
    assert finding.independent_sources == int(row["Independent"])


def test_only_supporting_pieces_are_counted(cast: Cast) -> None:
    by = cast.viewer("documenter")
    case = make_case(
        by=by, pieces=({}, {"stance": "stance.contradicts"}, {"stance": "stance.neutral"})
    )
    assert establish(case, by).independent_sources == 1
