"""A person, or a group of people nobody named yet."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    exclude=["clocks", "wrapped_key", "key_epoch", "names_sealed", "details_sealed"],
    context_field=None,  # type: ignore[arg-type]
)
class Person(Protected, Sealed, Mergeable):
    """Somebody who appears in the record, in whatever roles (roles sit on links, never here).

    ``names`` (sealed): a list of {"script", "language", "parts": [{"kind", "text"}]}, the parts in
    their order (own, father, grandfather, great_grandfather, mother, laqab, nisba, kunya, alias).
    ``details`` (sealed): contact, documents, exact address, birth as a partial date.
    A group has a count: least, best and most; members named later point to it, and it is reduced
    by them (R2.03).
    """

    sealed_fields = ("names", "details")

    class Kind(models.TextChoices):
        PERSON = "person"
        GROUP = "group"

    reference = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PERSON)
    sex = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    birth_year = models.SmallIntegerField(null=True, blank=True)
    names_sealed = models.BinaryField(null=True)
    details_sealed = models.BinaryField(null=True)
    named = models.BooleanField(default=False)
    group = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    count_least = models.PositiveIntegerField(null=True, blank=True)
    count_best = models.PositiveIntegerField(null=True, blank=True)
    count_most = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="group_has_counts",
                condition=Q(kind="person", count_best=None, count_least=None, count_most=None)
                | Q(
                    kind="group",
                    count_least__lte=F("count_best"),
                    count_best__lte=F("count_most"),
                ),
            )
        ]
        indexes = [
            models.Index(fields=["office", "-created_at", "-id"], name="person_recent"),
            # Groups are few among many persons; figures weigh each by its counts.
            models.Index(fields=["id"], name="person_groups", condition=Q(kind="group")),
        ]

    def __str__(self) -> str:
        return self.reference
