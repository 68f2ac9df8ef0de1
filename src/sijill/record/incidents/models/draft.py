"""What somebody was writing: sealed on the server every ten seconds."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


class Draft(Protected, Sealed):
    """One person's unfinished form. It survives a timed-out sign-in and is theirs alone."""

    sealed_fields = ("content",)

    form = models.CharField(max_length=40)
    subject = models.CharField(max_length=64, blank=True)
    content_sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "form", "subject"], name="draft_once_a_form"
            )
        ]
