"""One report, as it arrived: sealed and unchanged."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


class Report(Protected, Sealed, Mergeable):
    """What somebody told us, byte for byte, whatever the channel.

    ``received`` (sealed) is what arrived: a spreadsheet row as a list of cells, a form as sent.
    ``parsed`` (sealed) is what the channel understood of it; drafts are made from it. The keys
    make a repeated delivery an update, never a duplicate: ``source_key`` is the sender's own key
    (keyed hash), or file identity, row digest and occurrence number where they have none.
    """

    sealed_fields = ("received", "parsed")

    class State(models.TextChoices):
        NEW = "new"
        DRAFTED = "drafted"
        SET_ASIDE = "set_aside"

    reference = models.CharField(max_length=24, unique=True)
    channel = models.CharField(max_length=32)
    sender = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8, blank=True)
    received_on = models.DateField()
    received_sealed = models.BinaryField()
    parsed_sealed = models.BinaryField(null=True)
    digest = models.BinaryField(max_length=32)
    source_key = models.BinaryField(max_length=32)
    stream = models.CharField(max_length=64)
    consent = models.JSONField(default=dict)
    run = models.ForeignKey(
        "intake.ImportRun", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    # The unknown place this report waits for (settling it places what was drafted from it).
    place_query = models.ForeignKey(
        "intake.PlaceQuery",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="waiting",
        db_index=False,
    )
    row_number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    set_aside_reason = models.CharField(max_length=64, blank=True)
    assigned_to = models.UUIDField(null=True, blank=True)
    deliveries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "source_key"], name="report_once"),
            models.CheckConstraint(
                name="report_set_aside_with_reason",
                condition=~Q(state="set_aside") | ~Q(set_aside_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "-received_on", "-id"], name="report_queue"),
            models.Index(fields=["run", "row_number"], name="report_run"),
            models.Index(
                fields=["place_query"], name="report_waits", condition=~Q(place_query=None)
            ),
        ]

    def __str__(self) -> str:
        return self.reference
