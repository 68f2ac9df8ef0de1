"""A finding: append-only. A new one supersedes, nothing is overwritten (design, section 5)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sijill.base.merge import Mergeable
from sijill.trust.access.models import Protected


class Finding(Protected, Mergeable):
    """One judgement on one question under one regime, by its author, at a standard of proof.

    ``act`` empty: the finding speaks of every act of the incident. ``wording`` is "violation" or
    "abuse" for a legal characterisation (from the actor's category, or overridden with a reason).
    """

    append_only = True

    reference = models.CharField(max_length=24, unique=True)
    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="findings"
    )
    act = models.ForeignKey(
        "incidents.Act", on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    regime = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(
        "reference.Actor", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    right = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person_status = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wording = models.CharField(max_length=12, blank=True)
    wording_override = models.CharField(max_length=300, blank=True)
    reasons = models.TextField()
    dissent = models.TextField(blank=True)
    independent_sources = models.PositiveSmallIntegerField()
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    # The day the incident (its latest possible day) fell on, to tell late verification.
    occurred_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["incident", "regime", "question"], name="finding_case")]
        constraints = [
            models.CheckConstraint(name="finding_gives_reasons", condition=~Q(reasons="")),
        ]

    def __str__(self) -> str:
        return self.reference


class Basis(Protected):
    """One piece of information a finding rests on, graded as it stood then."""

    append_only = True

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="basis")
    information = models.ForeignKey(
        "incidents.Information", on_delete=models.PROTECT, related_name="+"
    )
    reliability = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    credibility = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    stance = models.ForeignKey("reference.Term", on_delete=models.PROTECT, related_name="+")
    # Sources that depend on one another share a number; each number counts once.
    cluster = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "information"], name="basis_once")
        ]


class Decision(Protected):
    """What the second person decided on a finding; one decision ends the review."""

    append_only = True

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed"
        RETURNED = "returned"

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="decision")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.TextField(blank=True)
    # Who confirmed on behalf of whom, when a deputy or a colleague of another office did.
    stood_in_for = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="returned_with_note", condition=Q(kind="confirmed") | ~Q(note="")
            )
        ]
