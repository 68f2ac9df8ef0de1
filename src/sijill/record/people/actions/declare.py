"""Writing down what a person said of themselves."""

from __future__ import annotations

from datetime import date

from sijill.record.people.models import Declaration, Person
from sijill.record.terms import checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to


@action("person.declare", permission=Permission.RECORD)
def declare(
    *,
    by: Viewer,
    person: Person,
    attribute: str,
    value: str | None = None,
    answer: str | None = None,
    declared_on: date,
    self_declared: bool = False,
) -> Declaration:
    """Keep one declaration (R2.13): a value in the person's own words, or one of the non-answers.

    self_declared: the recorder's tick that the person said this of themselves; nothing is
    inferred, so a value without it is refused. Raises Problem ``declaration.value_or_answer``,
    ``declaration.not_by_the_person``, ``term.*``.
    """
    if bool(value) == bool(answer):
        raise Problem("declaration.value_or_answer")
    if value and not self_declared:
        raise Problem("declaration.not_by_the_person")
    wanted = [("attribute", attribute)] + ([("answer", answer)] if answer else [])
    checked_terms(wanted)
    row = Declaration(
        person=person,
        attribute_id=attribute,
        answer_id=answer,
        declared_on=declared_on,
        self_declared=bool(value),
        created_by=by.account,
    )
    row.labels_of(person)
    row.seal(value=value or None)
    row.save()
    commit_to("person", person.pk, {"attribute": attribute, "value": value, "answer": answer})
    return row
