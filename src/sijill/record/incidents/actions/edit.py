"""Changing the incident itself, never over somebody else's change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from sijill.base.dates import PartialDate
from sijill.base.merge import stamp
from sijill.record.incidents import checks
from sijill.record.incidents.models import Incident
from sijill.record.incidents.recording import locked
from sijill.record.incidents.search_words import refresh_search
from sijill.record.incidents.when import columns_of, occurred_of
from sijill.record.terms import checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

Columns = dict[str, Any]


@action("incident.edit", permission=Permission.RECORD)
def edit_incident(
    *, by: Viewer, incident: Incident, changes: Mapping[str, Any], seen: str | datetime
) -> Incident:
    """Change an incident's own fields; the version read before must still be the one held.

    changes: any of title, summary, kind, occurred (PartialDate), place, place_precision,
    address, conflict_link, received_on, longitude, latitude. seen: its changed_at when the form
    was drawn, as ISO. Raises Problem ``incident.changed_meanwhile``, ``incident.not_editable``
    (field), and those of checks.py.
    """
    fresh = locked(incident)
    check_unchanged(fresh, seen)
    columns: Columns = {}
    for field, value in changes.items():
        if field not in _WRITERS:
            raise Problem("incident.not_editable", field=field)
        columns |= _WRITERS[field](fresh, value)
    _check_days_of(fresh, columns)
    for column, value in columns.items():
        setattr(fresh, column, value)
    stamp(fresh, [*columns, *(["address"] if "address" in changes else [])], by=by.account)
    fresh.last_activity = timezone.localdate()
    fresh.save()
    refresh_search([fresh])
    commit_to("incident", fresh.pk, dict(changes), changed=sorted(changes))
    return fresh


def check_unchanged(row: Any, seen: str | datetime) -> None:
    """Refuse to write over a version the writer has not read (or cannot say which they read)."""
    read = _moment(seen) if isinstance(seen, str) else seen
    if row.changed_at != read:
        raise Problem("incident.changed_meanwhile", reference=getattr(row, "reference", ""))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _check_days_of(incident: Incident, columns: Columns) -> None:
    received = columns.get("received_on", incident.received_on)
    if "sort_day" not in columns and "received_on" not in columns:
        return
    occurred = columns.pop("occurred", None) or occurred_of(incident)
    checks.check_days(occurred, received)
    columns.update(columns_of(occurred, received))


def _title(_: Incident, value: str) -> Columns:
    return {"title": checks.checked_title(value)}


def _summary(_: Incident, value: str) -> Columns:
    return {"summary": value.strip()}


def _kind(_: Incident, value: str | None) -> Columns:
    if value:
        checked_terms([("incident", value)])
    return {"kind_id": value or None}


def _occurred(incident: Incident, value: PartialDate) -> Columns:
    return {"occurred": value, **columns_of(value, incident.received_on)}


def _place(_: Incident, value: str | None) -> Columns:
    unit, area = checks.checked_place(value)
    return {
        "place_id": unit.pk if unit else None,
        "area_id": area,
        "place_confidence": None,
        "place_reason": {},
    }


def _precision(_: Incident, value: str) -> Columns:
    return {"place_precision": checks.checked_precision(value)}


def _address(incident: Incident, value: str) -> Columns:
    incident.seal(address=value.strip() or None)
    return {}


def _conflict_link(_: Incident, value: str) -> Columns:
    checks.check_conflict_link(value)
    return {"conflict_link": value}


def _received_on(_: Incident, value: date) -> Columns:
    return {"received_on": value}


def _longitude(_: Incident, value: float | None) -> Columns:
    return {"longitude": value}


def _latitude(_: Incident, value: float | None) -> Columns:
    return {"latitude": value}


_WRITERS: dict[str, Callable[[Incident, Any], Columns]] = {
    "title": _title,
    "summary": _summary,
    "kind": _kind,
    "occurred": _occurred,
    "place": _place,
    "place_precision": _precision,
    "address": _address,
    "conflict_link": _conflict_link,
    "received_on": _received_on,
    "longitude": _longitude,
    "latitude": _latitude,
}
