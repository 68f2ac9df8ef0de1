"""Incidents for tests, recorded through the public actions. All of it synthetic."""

from __future__ import annotations

from datetime import date
from typing import Any

from sijill.base.dates import PartialDate
from sijill.record.incidents.actions import record_incident
from sijill.record.incidents.entry import (
    IncidentEntry,
    InformationEntry,
    PerpetratorEntry,
    VictimEntry,
)
from sijill.record.incidents.models import Incident
from sijill.trust.access.viewer import Viewer

DAY = date(2024, 3, 4)
TYPED_NAME = "محمد عبد الحسين كاظم الجبوري"
ACCOUNT = "The canary Zarqoun saw two men in grey by the flour mill"
KILLING, INJURY, TORTURE = "act.killing", "act.injury", "act.torture"


def an_entry(**changes: Any) -> IncidentEntry:
    """A checkpoint shooting with one named man killed, told by one witness."""
    given: dict[str, Any] = {
        "title": "Shooting at a checkpoint",
        "summary": "Armed men fired at a car.",
        "occurred": PartialDate.of_day(DAY),
        "place": "IQG08",
        "place_precision": "governorate",
        "kind": "incident.shooting",
        "victims": (
            VictimEntry(
                names=TYPED_NAME,
                sex="sex.man",
                age_years=30,
                acts=(KILLING,),
                cause="cause.small_arms_fire",
                status="status.civilian",
            ),
        ),
        "perpetrators": (PerpetratorEntry(actor="U1"),),
        "information": (
            InformationEntry(
                proximity="proximity.eyewitness",
                account=ACCOUNT,
                material="material.interview_in_person",
            ),
        ),
    }
    return IncidentEntry(**(given | changes))


def an_incident(by: Viewer, office: str | None = None, **changes: Any) -> Incident:
    """The same, recorded."""
    return record_incident(by=by, entry=an_entry(**changes), office=office)
