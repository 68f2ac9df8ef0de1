"""Incidents and what hangs on them."""

from sijill.record.incidents.models.act import Act
from sijill.record.incidents.models.draft import Draft
from sijill.record.incidents.models.incident import Incident, IncidentReport, RelatedIncident
from sijill.record.incidents.models.information import AccountKey, Information
from sijill.record.incidents.models.involvement import Involvement
from sijill.record.incidents.models.search_entry import SearchEntry
from sijill.record.incidents.models.transition import Transition

__all__ = [
    "AccountKey",
    "Act",
    "Draft",
    "Incident",
    "IncidentReport",
    "Information",
    "Involvement",
    "RelatedIncident",
    "SearchEntry",
    "Transition",
]
