"""Findings proposed by one and confirmed by another, so that there is something to count."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sijill.demonstration.chance import Chance
from sijill.record.incidents.models import Act, Incident, Information
from sijill.trust.access.viewer import Viewer, bind
from sijill.verify.actions import confirm_finding, move, propose_finding

REASONS = "Synthetic: the pieces named below agree on day, place and persons affected."


def find(
    incidents: Iterable[Incident],
    chance: Chance,
    author: Callable[[str], Viewer],
    confirmer: Callable[[str], Viewer],
    progress: Callable[[int], object],
) -> int:
    """Propose a casualty finding on each incident; nine in ten are confirmed. Returns how many."""
    confirmed = 0
    for incident in incidents:
        by = author(incident.office_id)
        with bind(by):
            if not Act.objects.filter(incident=incident).exclude(casualty="").exists():
                continue
            basis = list(Information.objects.filter(incident=incident).values_list("pk", flat=True))
        steps = ("allegation", "triage") if incident.state == "lead" else ("triage",)
        for step in steps:
            move(by=by, incident=incident.pk, to=step)
        finding = propose_finding(
            by=by,
            incident=incident.pk,
            regime="regime.casualty",
            question="question.act_occurred",
            outcome="outcome.established",
            standard="standard.reasonable_grounds",
            reasons=REASONS,
            basis=basis,
        )
        if chance.likely(0.92):
            confirm_finding(by=confirmer(incident.office_id), finding=finding.pk)
            confirmed += 1
        progress(1)
    return confirmed
