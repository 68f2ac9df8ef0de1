"""Which confirmed finding stood at which moment: what everything counted is counted through."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sijill.trust.access.models import Protected


class Standing(Protected):
    """The interval in which a confirmed finding stood: ``since`` its confirmation, ``until`` it
    was superseded. Kept by verify/actions; can be rebuilt from findings and decisions.

    ``counts`` says whether the finding lets acts be counted (occurrence established at the
    regime's standard or above). ``outcome`` and ``person_status`` repeat the finding's, so that a
    table of a million acts reads no finding.
    """

    finding = models.OneToOneField(
        "verify.Finding", on_delete=models.PROTECT, related_name="standing"
    )
    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="standings"
    )
    act = models.ForeignKey(
        "incidents.Act",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    regime = models.CharField(max_length=96)
    question = models.CharField(max_length=96)
    outcome = models.CharField(max_length=96)
    person_status = models.CharField(max_length=96, blank=True)
    counts = models.BooleanField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["regime", "question", "incident"],
                name="standing_counts",
                condition=Q(counts=True),
                include=["act", "since", "until"],
            ),
            models.Index(fields=["incident", "question"], name="standing_case"),
            models.Index(
                fields=["act", "question"], name="standing_act", condition=Q(act__isnull=False)
            ),
            models.Index(
                fields=["question", "regime"], name="standing_other", condition=Q(counts=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="standing_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            )
        ]
