"""What a person said of themselves, and nothing anybody else thinks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sijill.record.people.actions import declare, register_person
from sijill.trust.access.errors import Problem
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DAY = date(2024, 5, 6)


def test_a_value_in_their_words_is_sealed(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(by=viewer, sex="sex.woman")
    row = declare(
        by=viewer,
        person=person,
        attribute="attribute.faith",
        value="canary",
        declared_on=DAY,
        self_declared=True,
    )
    assert row.self_declared and b"canary" not in bytes(row.value_sealed)
    assert row._unseal_under(["value"]) == {"value": "canary"}


@pytest.mark.parametrize("answer", ["unknown", "not_asked", "declined", "not_applicable"])
def test_four_different_answers(cast: Cast, answer: str) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(by=viewer, sex="sex.woman")
    row = declare(
        by=viewer,
        person=person,
        attribute="attribute.ethnicity",
        answer=f"answer.{answer}",
        declared_on=DAY,
    )
    assert row.answer_id == f"answer.{answer}" and row.value_sealed is None


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("declaration.not_by_the_person", {"value": "x"}),
        ("declaration.value_or_answer", {}),
        ("declaration.value_or_answer", {"value": "x", "answer": "answer.declined"}),
        ("term.wrong_vocabulary", {"answer": "sex.man"}),
        ("term.unknown", {"attribute": "attribute.looks", "answer": "answer.declined"}),
    ],
)
def test_what_is_refused(cast: Cast, code: str, given: dict[str, Any]) -> None:
    viewer = cast.viewer("documenter")
    person = register_person(by=viewer, sex="sex.woman")
    with pytest.raises(Problem) as caught:
        declare(
            by=viewer, person=person, declared_on=DAY, **({"attribute": "attribute.faith"} | given)
        )
    assert caught.value.code == code
