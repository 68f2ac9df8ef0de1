"""Saying how incidents stand to each other, and on which reports one rests."""

from __future__ import annotations

from sijill.intake.actions.triage import take_up
from sijill.intake.models import Report
from sijill.record.incidents.models import Incident, RelatedIncident
from sijill.record.incidents.recording import link_reports, locked, touch
from sijill.record.terms import checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to


@action("incident.relate", permission=Permission.RECORD)
def relate(*, by: Viewer, incident: Incident, other: Incident, relation: str) -> RelatedIncident:
    """Say that an incident precedes, causes, is part of … another (``link.*``).

    Saying it again changes nothing. Raises Problem ``incident.related_to_itself``, ``term.*``.
    """
    if incident.pk == other.pk:
        raise Problem("incident.related_to_itself", reference=incident.reference)
    checked_terms([("link", relation)])
    fresh = locked(incident)
    row = RelatedIncident.objects.filter(
        incident=fresh, other=other, relation=relation
    ).first() or _related(fresh, other, relation, by)
    touch(fresh)
    commit_to("incident", fresh.pk, {"other": other.pk, "relation": relation}, relation=relation)
    commit_to("incident", other.pk)
    return row


@action("incident.link_report", permission=Permission.RECORD)
def link_report(*, by: Viewer, incident: Incident, report: Report) -> Incident:
    """Note that an incident rests on a report too; whoever may sort it, sorts it by this."""
    fresh = locked(incident)
    link_reports(fresh, [report.pk], by=by)
    touch(fresh)
    commit_to("incident", fresh.pk, {"report": report.pk})
    if by.may(Permission.TRIAGE):
        take_up(by=by, report=report, incident=fresh.reference)
    return fresh


def _related(incident: Incident, other: Incident, relation: str, by: Viewer) -> RelatedIncident:
    """The link is as guarded as the more guarded of the two."""
    row = RelatedIncident(
        incident=incident, other=other, relation_id=relation, created_by=by.account
    )
    row.labels_of(incident, other)
    row.save()
    return row
