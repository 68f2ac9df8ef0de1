"""What was done to one victim (or one group): victim × act type."""

from __future__ import annotations

import pghistory
from django.db import models

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), exclude=["clocks"], context_field=None)  # type: ignore[arg-type]
class Act(Protected, Mergeable):
    """One act. A man arrested, tortured and killed suffered three.

    ``casualty`` repeats what the act's type says (killed, injured or neither), so that a table
    of a million acts needs no join. Age, sex and status are those at the time of the act.
    """

    class Casualty(models.TextChoices):
        NONE = ""
        KILLED = "killed"
        INJURED = "injured"

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="acts"
    )
    victim = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="acts")
    kind = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    casualty = models.CharField(max_length=8, choices=Casualty.choices, blank=True)
    cause = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sex = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    age_group = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    age_years = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "victim", "kind"], name="act_once_a_victim_and_type"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.pk}"
