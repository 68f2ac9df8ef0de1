"""One incident and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch

from sijill.base.ids import IdProblem, canonical_reference
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
    RelatedIncident,
)
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.sealed import open_sealed


def get_incident(viewer: Viewer, reference: str) -> Incident:
    """The incident of a reference as typed. Raises Absent, whether hidden or not there."""
    try:
        code = canonical_reference(reference)
    except IdProblem:
        raise Absent("record.absent") from None
    rows = Incident.objects.select_related("place", "area", "office")
    incident = rows.filter(reference=code).first()
    if incident is None:
        raise Absent("record.absent")
    return incident


def acts_of(viewer: Viewer, incident: Incident) -> list[Act]:
    """Its acts in the order of victims as entered, with involvements and their actors.

    Terms are not joined: their labels are read from memory by their keys (term_label).
    """
    involved = Involvement.objects.select_related("actor", "person")
    rows = Act.objects.filter(incident=incident).select_related("victim")
    return list(
        rows.prefetch_related(Prefetch("involvements", involved)).order_by(
            "victim__created_at", "victim", "created_at", "pk"
        )
    )


def information_of(viewer: Viewer, incident: Incident) -> list[Information]:
    """What it is known through, as it came in; accounts stay sealed."""
    rows = Information.objects.filter(incident=incident).select_related("source", "report")
    return list(rows.order_by("received_on", "created_at", "pk"))


def related_of(viewer: Viewer, incident: Incident) -> list[tuple[str, Incident]]:
    """(term key, other incident): relations stated here, then inverses of those stated there."""
    here = RelatedIncident.objects.filter(incident=incident).select_related("relation", "other")
    there = RelatedIncident.objects.filter(other=incident).select_related("relation", "incident")
    stated = [(row.relation_id, row.other) for row in here]
    return stated + [
        (f"link.{row.relation.attributes.get('inverse', 'related')}", row.incident) for row in there
    ]


def reports_of(viewer: Viewer, incident: Incident) -> list[IncidentReport]:
    """The reports it rests on."""
    rows = IncidentReport.objects.filter(incident=incident).select_related("report")
    return list(rows.order_by("report__received_on", "pk"))


def open_accounts(
    viewer: Viewer, information: Iterable[Information], incident: Incident, reason: str = ""
) -> dict[UUID, str]:
    """The accounts of some information of an incident; the leaf stands first. Raises Denied."""
    viewer.check(Permission.OPEN_NAMES)
    opened = open_sealed(
        information,
        ["account"],
        code="accounts.open",
        viewer=viewer,
        reason=reason,
        about=("incident", str(incident.pk)),
    )
    return {pk: values["account"] or "" for pk, values in opened.items()}


def open_address(viewer: Viewer, incident: Incident, reason: str = "") -> str:
    """The exact address of an incident; the leaf stands first. Raises Denied."""
    viewer.check(Permission.OPEN_NAMES)
    opened = open_sealed([incident], ["address"], code="address.open", viewer=viewer, reason=reason)
    return opened[incident.pk]["address"] or ""
