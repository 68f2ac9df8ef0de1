"""R1.12: "violation" or "abuse" from who the actor is; another word only with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.reference.models import Actor
from sijill.trust.access.errors import Problem
from sijill.verify import wording
from tests.verify.tables import rows_of


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", rows_of("wording.md"), ids=lambda row: " ".join(row.values()))
def test_worked_table(row: dict[str, str]) -> None:
    state = {"yes": True, "no": False, "unknown": None}[row["State agent"]]
    actor = Actor(
        code="X",
        state_agent=state,
        valid_from=_day(row["Valid from"]),
        valid_to=_day(row["Valid to"]),
    )
    first, _, last = row["Happened"].partition("..")
    computed = wording.word_for(actor, _day(first), _day(last or first))
    expected = row["Finding says"]
    if expected.startswith("refused: "):
        with pytest.raises(Problem) as caught:
            wording.chosen(computed, row["Word given"], row["Reason"])
        assert caught.value.code == expected.removeprefix("refused: ")
    else:
        assert wording.chosen(computed, row["Word given"], row["Reason"]) == expected


def test_without_an_actor_there_is_no_word() -> None:
    assert wording.word_for(None) == ""
