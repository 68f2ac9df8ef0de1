"""What an incident hangs together with: reports it rests on, other incidents."""

from __future__ import annotations

from typing import Any

from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import related_of, reports_of
from sijill.trust.access.viewer import Viewer


def links_part(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The context of the part "links"."""
    return {"related": related_of(viewer, incident), "reports": reports_of(viewer, incident)}
