"""Each step of a case: who moved it, when and why."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected


class Transition(Protected):
    """One move of the state machine (verify/states.py). Reopening adds a row, loses none."""

    append_only = True

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.PROTECT, related_name="transitions"
    )
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    reason = models.CharField(max_length=500, blank=True)
    closure_reason = models.ForeignKey(
        "reference.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["incident", "created_at"], name="transition_case")]
