"""Known answers: given again while nothing changed, never under other labels."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.analyse.figures.declared import figure
from sijill.analyse.figures.known import changed_since, ledger_size, scope_of
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


def test_an_uncommitted_past_is_not_mistaken_for_now(cast: Cast) -> None:
    """A leaf that was waiting when the answer was drawn makes it stale, not wrong."""
    office, viewer = Office(cast), cast.viewer("verifier")
    size = ledger_size()
    make_case(by=office.author, day=date(2025, 3, 10))
    assert changed_since(size)
    sequence_once()
    assert changed_since(size) and not changed_since(ledger_size())
    casualty_tables(viewer, *YEAR)
    assert not changed_since(ledger_size()), "keeping an answer must not undo it"


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
