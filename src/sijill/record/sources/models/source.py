"""A source: a code for everyone, an identity for few."""

from __future__ import annotations

import pghistory
from django.db import models

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    exclude=["clocks", "wrapped_key", "key_epoch", "identity_sealed"],
    context_field=None,  # type: ignore[arg-type]
)
class Source(Protected, Sealed, Mergeable):
    """Who told us. Staff cite ``reference``; ``identity`` is sealed apart from any account (R1.05).

    ``reliability`` is the letter A to F of the source as such; the credibility of one piece of
    information is a number on that piece, and the two are never combined (R1.09).
    """

    sealed_fields = ("identity",)

    reference = models.CharField(max_length=24, unique=True)
    kind = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    reliability = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    # What may be said openly: "staff of a hospital", never a name.
    description = models.CharField(max_length=200, blank=True)
    identity_sealed = models.BinaryField(null=True)
    stream = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "-created_at"], name="source_recent")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "stream"],
                condition=~models.Q(stream=""),
                name="source_of_a_stream_once",
            )
        ]

    def __str__(self) -> str:
        return self.reference
