"""How the columns of one kind of file become fields."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sijill.base.ids import new_id
from sijill.trust.access.models import Office


class Mapping(models.Model):
    """A saved mapping: holds column names and rules, nothing about a person.

    A change makes a new version; runs name the version they used.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    definition = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="mapping_version_once")
        ]
        ordering = ["title", "-version"]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
