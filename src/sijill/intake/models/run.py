"""One reading of one file, resumable at the row where it stopped."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


class ImportRun(Protected):
    """A file being read. ``cursor`` counts data rows done; each chunk moves it in the same
    transaction that writes the chunk, so a killed worker continues where the last commit was.

    ``file_digest`` is SHA-256 of the bytes; the bytes themselves lie sealed in the vault.
    ``digest`` chains the digests of all rows read: equal runs end in equal digests.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    file_name = models.CharField(max_length=160)
    file_digest = models.CharField(max_length=64)
    file_size = models.BigIntegerField()
    vault_key = models.CharField(max_length=80)
    sheet = models.CharField(max_length=120, blank=True)
    # The headings, in order: cells lie sealed, and what they are called by may be shown.
    columns = models.JSONField(default=list)
    mapping = models.ForeignKey(
        "intake.Mapping", on_delete=models.PROTECT, null=True, related_name="runs"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    total_rows = models.PositiveIntegerField(null=True)
    cursor = models.PositiveIntegerField(default=0)
    created_rows = models.PositiveIntegerField(default=0)
    updated_rows = models.PositiveIntegerField(default=0)
    unchanged_rows = models.PositiveIntegerField(default=0)
    rejected_rows = models.PositiveIntegerField(default=0)
    unmatched_places = models.PositiveIntegerField(default=0)
    digest = models.BinaryField(max_length=32, default=bytes(32))
    # Error sheets made so far: "ckb.csv" → {"key": address in the vault, "size": bytes}.
    error_sheets = models.JSONField(default=dict)
    failure = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-created_at"], name="run_recent")]


class RejectedRow(Protected, Sealed):
    """A row that could not be read, kept as received with its reasons."""

    sealed_fields = ("received",)

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rejected")
    row_number = models.PositiveIntegerField()
    received_sealed = models.BinaryField()
    # [{"code": "date.no_such_day", "column": "start_date"}]: codes and column names, no cells.
    reasons = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "row_number"], name="rejected_row_once")
        ]
