"""Published rows: the only tables the public role can read. They hold no identifier of ours."""

from __future__ import annotations

from django.db import models


class PublishedFigure(models.Model):
    """One cleared figure: what it counts, how, and when it was drawn."""

    published = True

    reference = models.CharField(max_length=24, primary_key=True)
    figure = models.CharField(max_length=64)
    period_from = models.DateField()
    period_to = models.DateField()
    unit = models.CharField(max_length=24)
    standard = models.CharField(max_length=96)
    method_version = models.CharField(max_length=24)
    extracted_at = models.DateTimeField()
    published_at = models.DateTimeField()
    threshold = models.PositiveSmallIntegerField()
    ledger_size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    # Codes of the sentences (analyse/figures/figures.toml) that must stand beside the numbers.
    caveats = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-period_from", "-published_at"]


class PublishedCell(models.Model):
    """One cell of one fixed margin; ``value`` empty where it is withheld."""

    published = True

    figure = models.ForeignKey(PublishedFigure, on_delete=models.PROTECT, related_name="cells")
    measure = models.CharField(max_length=12)
    margin = models.CharField(max_length=32)
    row = models.CharField(max_length=96)
    column = models.CharField(max_length=96)
    value = models.PositiveIntegerField(null=True)
    withheld = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "measure", "margin", "row", "column"], name="cell_once"
            ),
            models.CheckConstraint(
                name="withheld_has_no_value",
                condition=models.Q(withheld=True, value=None)
                | models.Q(withheld=False, value__isnull=False),
            ),
        ]
