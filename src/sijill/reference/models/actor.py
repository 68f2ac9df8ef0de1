"""Neutral, dated categories of those who act (R8.08)."""

from __future__ import annotations

from django.db import models


class Actor(models.Model):
    """A category such as "interior and police". ``state_agent`` decides violation or abuse."""

    code = models.CharField(max_length=32, primary_key=True)
    names = models.JSONField()
    state_agent = models.BooleanField(null=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    spellings = models.JSONField(default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code
