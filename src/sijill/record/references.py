"""References people read out, drawn at random and kept unique by trying again."""

from __future__ import annotations

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from sijill.base.ids import new_reference
from sijill.trust.access.models import Office, Protected

TRIES = 30
# The last letter of the prefix tells codes apart in a text: BGD-… an incident, BGDP-… a person.
INCIDENT, PERSON, SOURCE = "", "P", "S"

Row = TypeVar("Row", bound=Protected)


class NoReferenceFree(RuntimeError):
    """Thirty draws in a row were taken: the office needs another prefix in its pack."""

    code = "reference.none_free"


def save_with_reference(row: Row, letter: str) -> Row:
    """Save a new row under a fresh reference of its office; the row's ``reference`` is set.

    A reference taken by a row hidden from us shows itself only as a refusal of the database,
    hence the savepoint. Raises NoReferenceFree.
    """
    prefix = Office.objects.values_list("prefix", flat=True).get(pk=row.office_id) + letter
    for _ in range(TRIES):
        row.reference = new_reference(prefix, timezone.localdate().year)  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if "reference" not in str(error):
                raise
        else:
            return row
    raise NoReferenceFree(f"No reference is free under {prefix}: give the office a new prefix.")
