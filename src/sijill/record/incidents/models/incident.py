"""One thing that is said to have happened, at one time and place."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    exclude=["clocks", "wrapped_key", "key_epoch", "address_sealed", "last_activity"],
    context_field=None,  # type: ignore[arg-type]
)
class Incident(Protected, Sealed, Mergeable):
    """An incident: distinct in time, place and action (a bombing is one).

    ``title`` and ``summary`` are neutral working text that cites people by code; both are found
    by full-text search. The date is a partial date spread over five columns (base/dates). The
    exact address is sealed; ``place`` is the smallest unit known, with its precision.
    A lead needs only a place, a period and a short text (R1.01).
    """

    sealed_fields = ("address",)

    reference = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=24, default="lead")
    kind = models.ForeignKey(
        "reference.Term",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    occurred_from = models.DateField(null=True, blank=True)
    occurred_to = models.DateField(null=True, blank=True)
    occurred_precision = models.CharField(max_length=8)
    occurred_estimated = models.BooleanField(default=False)
    occurred_entered = models.CharField(max_length=80, blank=True)
    occurred_calendar = models.CharField(max_length=12, default="gregorian")
    # The day lists and pages sort by: the earliest possible day, else the day of arrival.
    sort_day = models.DateField()
    place = models.ForeignKey(
        "reference.PlaceUnit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
    )
    # The unit of the pack's first level in which ``place`` lies, for filters and tables.
    area = models.ForeignKey(
        "reference.PlaceUnit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
    )
    place_precision = models.CharField(max_length=32, blank=True)
    place_confidence = models.FloatField(null=True, blank=True)
    place_reason = models.JSONField(default=dict, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    address_sealed = models.BinaryField(null=True)
    conflict_link = models.CharField(max_length=16, blank=True)
    received_on = models.DateField()
    assigned_to = models.UUIDField(null=True, blank=True)
    last_activity = models.DateField()
    closure_reason = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incident_dates_in_order",
                condition=Q(occurred_from=None)
                | Q(occurred_to=None)
                | Q(occurred_from__lte=F("occurred_to")),
            ),
            models.CheckConstraint(
                name="incident_closed_with_reason",
                condition=~Q(state="closed") | Q(closure_reason__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-sort_day", "-id"], name="incident_list"),
            models.Index(fields=["office", "state", "-sort_day", "-id"], name="incident_state"),
            models.Index(fields=["office", "area", "-sort_day", "-id"], name="incident_area"),
            models.Index(fields=["office", "kind", "-sort_day", "-id"], name="incident_kind"),
            models.Index(fields=["-sort_day", "-id"], name="incident_days"),
            models.Index(
                fields=["office", "last_activity", "id"],
                name="incident_silent",
                condition=~Q(state="closed"),
            ),
            models.Index(fields=["office", "assigned_to", "last_activity"], name="incident_mine"),
        ]

    def __str__(self) -> str:
        return self.reference


class IncidentReport(Protected):
    """Which reports an incident rests on; many to many."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="report_links")
    report = models.ForeignKey("intake.Report", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "report"], name="incident_report_once")
        ]


class RelatedIncident(Protected):
    """``incident`` stands in a relation (precedes, causes, part of …) to ``other``."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="related")
    other = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="related_from")
    relation = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "other", "relation"], name="related_incident_once"
            ),
            models.CheckConstraint(name="related_to_another", condition=~Q(incident=F("other"))),
        ]
