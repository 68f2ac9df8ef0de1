"""Reads about incidents. All of them run inside ``bind(viewer)``."""

from sijill.record.incidents.queries.accounts import search_accounts
from sijill.record.incidents.queries.drafts import own_draft, own_drafts
from sijill.record.incidents.queries.filters import Cursor, IncidentFilters
from sijill.record.incidents.queries.history import Change, FieldChange, history_of
from sijill.record.incidents.queries.lists import (
    CAP,
    Page,
    count_up_to,
    incidents_visible_to,
    overdue,
    search_incidents,
)
from sijill.record.incidents.queries.one import (
    acts_of,
    get_incident,
    information_of,
    open_accounts,
    open_address,
    related_of,
    reports_of,
)
from sijill.record.incidents.queries.timeline import Moment, timeline_of

__all__ = [
    "CAP",
    "Change",
    "Cursor",
    "FieldChange",
    "IncidentFilters",
    "Moment",
    "Page",
    "acts_of",
    "count_up_to",
    "get_incident",
    "history_of",
    "incidents_visible_to",
    "information_of",
    "open_accounts",
    "open_address",
    "overdue",
    "own_draft",
    "own_drafts",
    "related_of",
    "reports_of",
    "search_accounts",
    "search_incidents",
    "timeline_of",
]
