"""Which findings can be made and which count, against tests/spec/findings.md."""

from __future__ import annotations

from typing import Any

import pytest

from sijill.reference.models import Actor, Term
from sijill.trust.access.errors import Problem
from sijill.verify.actions import confirm_finding
from tests.cast import Cast
from tests.verify.tables import rows_of
from tests.verify.test_states import establish
from tests.verify.world import make_case

pytestmark = pytest.mark.django_db

STANCES = {"+": "stance.supports", "-": "stance.contradicts", "0": "stance.neutral"}
NEARNESS = {"w": "proximity.eyewitness", "h": "proximity.hearsay"}


def pieces_of(text: str) -> tuple[dict[str, Any], ...]:
    if text == "none":
        return ()
    return tuple(
        {"stance": STANCES[mark[0]], "proximity": NEARNESS[mark[1]]} for mark in text.split()
    )


def extras(question: str) -> dict[str, Any]:
    """What an established answer to a question must name besides."""
    actor = Actor.objects.filter(state_agent=True).first()
    return {
        "attribution": {"actor": actor},
        "legal_characterisation": {
            "actor": actor,
            "right": Term.objects.filter(vocabulary="right")[0],
        },
        "person_status": {"person_status": "status.civilian"},
    }.get(question, {})


@pytest.mark.parametrize("row", rows_of("findings.md"), ids=lambda row: " ".join(row.values()))
def test_worked_table(row: dict[str, str], cast: Cast) -> None:
    by = cast.viewer("documenter")
    case = make_case(by=by, pieces=pieces_of(row["Basis"]))
    given = {
        name.lower(): f"{name.lower()}.{row[name]}"
        for name in ("Regime", "Question", "Outcome", "Standard")
    } | extras(row["Question"])
    if row["Counts"].startswith("refused: "):
        with pytest.raises(Problem) as caught:
            establish(case, by, **given)
        assert caught.value.code == row["Counts"].removeprefix("refused: ")
        return
    finding = establish(case, by, **given)
    decision = confirm_finding(by=cast.viewer("verifier"), finding=finding)
    assert decision.finding.standing.counts == (row["Counts"] == "yes")
