"""What a person said of themselves: never inferred, never filled in by somebody else."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


class Declaration(Protected, Sealed):
    """Ethnicity, faith, disability and the like, as the person declared it (R2.13).

    ``value`` is sealed. ``answer`` is set instead when they were not asked or declined: four
    different answers, none of which is a value.
    """

    sealed_fields = ("value",)

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="declarations"
    )
    attribute = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    value_sealed = models.BinaryField(null=True)
    answer = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_on = models.DateField()
    # The box the recorder ticks: "the person said this of themselves, in these words".
    self_declared = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="declaration_by_the_person",
                condition=models.Q(answer__isnull=False) | models.Q(self_declared=True),
            )
        ]
