"""Who is said to have done it, and how certain that is."""

from __future__ import annotations

import pghistory
from django.db import models

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), exclude=["clocks"], context_field=None)  # type: ignore[arg-type]
class Involvement(Protected, Mergeable):
    """A category of actor (a unit, a person where known) in one act, with degree and certainty.

    "Unidentified armed persons" and "unknown" are different answers (R8.08); who claimed and who
    denied stand beside, and decide nothing.
    """

    act = models.ForeignKey("incidents.Act", on_delete=models.PROTECT, related_name="involvements")
    actor = models.ForeignKey("reference.Actor", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
    )
    degree = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    certainty = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    claimed = models.BooleanField(default=False)
    denied = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["act", "actor", "unit", "person"],
                name="involvement_once",
                nulls_distinct=False,
            )
        ]
