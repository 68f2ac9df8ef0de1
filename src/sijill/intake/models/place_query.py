"""Places as partners wrote them that the gazetteer does not know yet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sijill.trust.access.models import Protected


class PlaceQuery(Protected):
    """One spelling (with the names above it) waiting for somebody who knows the place."""

    written = models.CharField(max_length=300)
    normal = models.CharField(max_length=300)
    reports = models.PositiveIntegerField(default=0)
    suggestions = models.JSONField(default=list)
    unit = models.ForeignKey(
        "reference.PlaceUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "normal"], name="place_query_once"),
            models.CheckConstraint(
                name="place_query_settled_at_and_by",
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]
