"""A place somebody typed that no gazetteer knows: it joins the queue of those from files."""

from __future__ import annotations

from sijill.intake.channels.spreadsheet.places import normal_place
from sijill.intake.models import PlaceQuery
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

LONGEST = 300


@action("place.ask", permission=Permission.RECORD)
def ask_for_place(*, by: Viewer, written: str, office: str | None = None) -> PlaceQuery:
    """Put a spelling on the queue of unknown places, once an office, however often it is typed."""
    code, normal = office or by.office, normal_place(written)[:LONGEST]
    by.check_office(code)
    query = PlaceQuery.objects.filter(office=code, normal=normal).first()
    if query is None:
        query = PlaceQuery(
            office_id=code, written=written[:LONGEST], normal=normal, created_by=by.account
        )
        query.save()
    commit_to("place_query", query.pk, {"written": written})
    return query
