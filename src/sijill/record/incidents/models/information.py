"""One piece of information: who told us, how near they were, what it supports."""

from __future__ import annotations

import pghistory
from django.db import models

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected
from sijill.trust.keys.sealed import Sealed


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    exclude=["clocks", "wrapped_key", "key_epoch", "account_sealed"],
    context_field=None,  # type: ignore[arg-type]
)
class Information(Protected, Sealed, Mergeable):
    """What one source says of one incident.

    ``account`` is the text as told, sealed, found only through keyed hashes of its words.
    ``stance`` and ``question`` say what it supports or contradicts. ``credibility`` (1 to 6) is a
    judgement on this piece alone; the source's letter is kept beside it as it stood then.
    """

    sealed_fields = ("account",)

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="information"
    )
    source = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(
        "intake.Report", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proximity = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stance = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    question = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    material = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reliability = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    credibility = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    language = models.CharField(max_length=8, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    account_sealed = models.BinaryField(null=True)
    received_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["source", "incident"], name="information_source")]


class AccountKey(Protected):
    """One keyed hash of one word of a sealed account."""

    information = models.ForeignKey(
        Information, on_delete=models.CASCADE, related_name="account_keys"
    )
    token = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["token", "office"], name="account_key_lookup")]
