"""Terms of the vocabularies, in three languages."""

from __future__ import annotations

from django.db import models


class Term(models.Model):
    """One term; its key is ``<vocabulary>.<code>``. Never deleted: its validity ends."""

    key = models.CharField(max_length=96, primary_key=True)
    vocabulary = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="narrower"
    )
    labels = models.JSONField()
    definitions = models.JSONField(default=dict)
    mappings = models.JSONField(default=dict)
    attributes = models.JSONField(default=dict)
    order = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=16)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["vocabulary", "order"]
        indexes = [models.Index(fields=["vocabulary", "order"], name="term_vocabulary")]

    def __str__(self) -> str:
        return self.key
