"""Known answers: given again while nothing changed, never under other labels."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.analyse.figures import known
from sijill.analyse.figures.declared import figure
from sijill.analyse.figures.known import changed_since, scope_of, version
from sijill.analyse.figures.models import KnownAnswer
from sijill.analyse.figures.queries import casualty_tables
from sijill.analyse.figures.tables import as_plain, from_plain
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.sequencer import sequence_once
from tests.analyse.test_casualties import YEAR, Office
from tests.cast import Cast
from tests.verify.world import make_case

pytestmark = pytest.mark.django_db


def test_given_again_until_something_changes(cast: Cast) -> None:
    office, viewer = Office(cast), cast.viewer("verifier")
    case = make_case(by=office.author, day=date(2025, 3, 10))
    sequence_once()
    first = casualty_tables(viewer, *YEAR)
    sequence_once()
    assert casualty_tables(viewer, *YEAR) == first
    assert casualty_tables(viewer, *YEAR, fresh=True).drawn_at > first.drawn_at
    office.find(case, "established")
    # Before the sequencer has come round, and after.
    assert casualty_tables(viewer, *YEAR).measure("killed").best == 1
    sequence_once()
    assert casualty_tables(viewer, *YEAR).measure("killed").best == 1


def test_what_waited_when_it_was_drawn_is_in_it(cast: Cast) -> None:
    """A leaf that waited to be ordered is covered by the answer, before and after it is ordered."""
    office, viewer = Office(cast), cast.viewer("verifier")
    make_case(by=office.author, day=date(2025, 3, 10))
    before = version()
    assert before.waiting
    first = casualty_tables(viewer, *YEAR)
    assert casualty_tables(viewer, *YEAR) == first
    sequence_once()
    assert casualty_tables(viewer, *YEAR) == first
    make_case(by=office.author, day=date(2025, 3, 10))
    assert changed_since(before) and casualty_tables(viewer, *YEAR) != first
    sequence_once()
    assert changed_since(before) and not changed_since(version())
    casualty_tables(viewer, *YEAR)
    assert not changed_since(version()), "keeping an answer must not undo it"


def test_leaves_are_not_listed_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "MANY", 1)
    office = Office(cast)
    for _ in range(2):
        make_case(by=office.author, day=date(2025, 3, 10))
    assert version().waiting == ()
    assert changed_since(version())


def test_never_under_other_labels(cast: Cast) -> None:
    viewers = [cast.viewer(who) for who in ("verifier", "head", "adviser", "stranger")]
    assert len({scope_of(viewer) for viewer in viewers}) == len(viewers)
    sequence_once()
    for viewer in viewers:
        casualty_tables(viewer, *YEAR)
    for viewer in viewers:
        with bind(viewer):
            assert KnownAnswer.objects.filter(scope=scope_of(viewer)).count() == 1
    with bind(viewers[3]) as stranger:
        assert KnownAnswer.objects.get().scope == scope_of(stranger)


def test_plain_and_back(cast: Cast) -> None:
    tables = casualty_tables(cast.viewer("verifier"), *YEAR)
    assert from_plain(as_plain(tables)) == tables


def test_who_may_ask_and_for_what(cast: Cast) -> None:
    with pytest.raises(Denied):
        casualty_tables(cast.viewer("administrator"), *YEAR)
    with pytest.raises(Problem, match=r"figure\.period_reversed"):
        casualty_tables(cast.viewer("verifier"), YEAR[1], YEAR[0])
    with pytest.raises(Problem, match=r"figure\.period_too_long"):
        casualty_tables(cast.viewer("verifier"), date(1990, 1, 1), date(2025, 1, 1))
    assert figure("casualties").publishable
