"""Requests waiting for somebody, and long work with its progress."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sijill.trust.access.enums import Permission
from sijill.trust.access.models import Protected


class Request(Protected):
    """Something waiting for a person: a finding to confirm, a report to sort, a case to move.

    It names its subject by kind and key (no foreign key forward); whoever carries ``needs`` in
    the office sees it, ``assigned_to`` sees it first, and ``not_by`` never does (no one confirms
    their own finding).
    """

    kind = models.CharField(max_length=32)
    subject_kind = models.CharField(max_length=32)
    subject_key = models.UUIDField()
    reference = models.CharField(max_length=24)
    needs = models.CharField(max_length=24, choices=Permission.choices)
    assigned_to = models.UUIDField(null=True, blank=True)
    not_by = models.UUIDField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "needs", "due"], name="request_open", condition=Q(done_at=None)
            ),
            models.Index(fields=["subject_kind", "subject_key"], name="request_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_done_at_and_by",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_key"], condition=Q(done_at=None), name="request_once"
            ),
        ]
