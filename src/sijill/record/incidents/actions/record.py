"""Recording an incident: everything of one screen in one transaction, under one leaf."""

from __future__ import annotations

from sijill.base.dates import PartialDate
from sijill.record.incidents.entry import IncidentEntry
from sijill.record.incidents.models import Incident
from sijill.record.incidents.recording import (
    enter_incident,
    enter_involvements,
    enter_victim,
    link_reports,
)
from sijill.record.incidents.search_words import refresh_search
from sijill.record.incidents.telling import enter_information
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action

LEAD, ALLEGATION = "lead", "allegation"


@action("incident.record", permission=Permission.RECORD)
def record_incident(*, by: Viewer, entry: IncidentEntry, office: str | None = None) -> Incident:
    """Record who did what to whom, who told us and where it is said to have happened.

    All of it or nothing. office: where it belongs (the recorder's own). With a victim it is an
    allegation, without one a lead. Raises Problem with the code of what is wrong; Denied.
    """
    state = ALLEGATION if entry.victims else LEAD
    incident = enter_incident(entry, by=by, office=office or by.office, state=state)
    acts = [act for v in entry.victims for act in enter_victim(incident, v, by=by)]
    enter_involvements(acts, entry.perpetrators, by=by)
    for piece in entry.information:
        enter_information(incident, piece, by=by)
    link_reports(incident, entry.reports, by=by)
    refresh_search([incident])
    return incident


@action("incident.open_lead", permission=Permission.RECORD)
def open_lead(
    *, by: Viewer, title: str, occurred: PartialDate, place: str | None, office: str | None = None
) -> Incident:
    """Open a lead: a place, a period and a short text are enough (R1.01)."""
    entry = IncidentEntry(title=title, occurred=occurred, place=place)
    incident = enter_incident(entry, by=by, office=office or by.office, state=LEAD)
    refresh_search([incident])
    return incident
