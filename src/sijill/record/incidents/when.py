"""An incident's partial date, from and to its columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from sijill.base.dates import Calendar, PartialDate, Precision
from sijill.record.incidents.models import Incident

COLUMNS = {
    "occurred_from": "earliest",
    "occurred_to": "latest",
    "occurred_precision": "precision",
    "occurred_estimated": "estimated",
    "occurred_entered": "entered",
    "occurred_calendar": "calendar",
}
ENTERED_LENGTH = 80


def columns_of(occurred: PartialDate, received_on: date) -> dict[str, Any]:
    """The columns of a partial date, with the day that lists sort by.

    The sort day is the earliest possible day, else the day of arrival.
    """
    values = {column: getattr(occurred, part) for column, part in COLUMNS.items()}
    values["occurred_precision"] = str(occurred.precision)
    values["occurred_calendar"] = str(occurred.calendar)
    values["occurred_entered"] = occurred.entered[:ENTERED_LENGTH]
    return {**values, "sort_day": occurred.earliest or received_on}


def occurred_of(incident: Incident) -> PartialDate:
    """The partial date an incident's columns hold."""
    return PartialDate(
        earliest=incident.occurred_from,
        latest=incident.occurred_to,
        precision=Precision(incident.occurred_precision),
        estimated=incident.occurred_estimated,
        entered=incident.occurred_entered,
        calendar=Calendar(incident.occurred_calendar),
    )
