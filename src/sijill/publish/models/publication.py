"""A figure on its way out: prepared by one person, cleared by another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sijill.base.ids import new_id
from sijill.trust.access.models import check_writing


class Publication(models.Model):
    """A frozen answer to a declared figure, with its suppression, waiting for or past clearance.

    ``tables`` holds aggregates only: cells, marks and totals. Not a protected table: it covers
    several offices and holds no row about a person; pages ask Permission.PUBLISH or CLEAR.
    """

    class State(models.TextChoices):
        PREPARED = "prepared"
        CLEARED = "cleared"
        RETURNED = "returned"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=24, unique=True)
    figure = models.CharField(max_length=64)
    period_from = models.DateField()
    period_to = models.DateField()
    method_version = models.CharField(max_length=24)
    standard = models.CharField(max_length=96)
    extracted_at = models.DateTimeField()
    ledger_size = models.BigIntegerField()
    tables = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARED)
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                name="publication_two_people",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("prepared_by")),
            ),
            models.CheckConstraint(
                name="publication_decided_at_and_by",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Write the row; raises OutsideAction unless an action is running."""
        check_writing("Publication")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
