"""Administrative units and towns, with validity dates, names, boundaries and actual control."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PlaceUnit(models.Model):
    """One administrative unit or town; ``code`` is its P-code (or a code of the pack's own).

    ``level`` counts from 0 (the country); towns stand at the pack's ``town_level``. ``path`` is
    the codes from the country down, so that "with what lies under it" is a prefix search.
    """

    code = models.CharField(max_length=32, primary_key=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=160)
    names = models.JSONField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    hex_column = models.SmallIntegerField(null=True, blank=True)
    hex_row = models.SmallIntegerField(null=True, blank=True)
    local = models.BooleanField(default=False)
    succeeds = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )

    class Meta:
        indexes = [
            models.Index(fields=["level", "code"], name="place_level"),
            models.Index(fields=["path"], name="place_path", opclasses=["text_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="place_valid_in_order",
                condition=Q(valid_to=None)
                | Q(valid_from=None)
                | Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.code


class PlaceName(models.Model):
    """One way of writing a unit's name: official, former, a spelling variant."""

    unit = models.ForeignKey(PlaceUnit, on_delete=models.CASCADE, related_name="spellings")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=120, blank=True)
    reviewed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "language", "text"], name="place_name_once")
        ]


class Boundary(models.Model):
    """A unit's polygon as imported (WKB), with the file it came from and its validity."""

    unit = models.ForeignKey(PlaceUnit, on_delete=models.CASCADE, related_name="boundaries")
    shape = models.BinaryField()
    source = models.CharField(max_length=120)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "source"], name="boundary_once_a_source")
        ]


class Control(models.Model):
    """Who actually administers a unit, apart from the unit it belongs to in law (R8.03)."""

    unit = models.ForeignKey(PlaceUnit, on_delete=models.CASCADE, related_name="control")
    actor = models.ForeignKey("reference.Actor", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=12)
    source = models.CharField(max_length=200)
