"""Which pack and vocabularies the tables were last filled from."""

from __future__ import annotations

from django.db import models


class PackState(models.Model):
    """One row: the digest of all files loaded, and a number that rises with every change of the
    gazetteer, so that each process knows when its copy is old.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    pack = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    edition = models.PositiveIntegerField(default=1)
    loaded_at = models.DateTimeField()
