"""The narrow table that full-text search reads."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """Normalised words of an incident's title, summary and codes, with the policy's own columns.

    It is not under row-level security (``@@`` is not leakproof, so its index would lie idle
    there): queries filter by the labels here and join back to protected rows
    (queries/search.py is the only reader). It holds neutral text only, never an account or name.
    """

    incident = models.OneToOneField(
        "incidents.Incident",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_entry",
    )
    office = models.ForeignKey(
        "access.Office", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    compartments = ArrayField(models.CharField(max_length=24), default=list)
    classification = models.SmallIntegerField()
    sort_day = models.DateField()
    words = models.TextField()
    vector = models.GeneratedField(
        expression=SearchVector("words", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_words"),
            models.Index(fields=["office", "-sort_day", "-incident"], name="search_days"),
        ]
