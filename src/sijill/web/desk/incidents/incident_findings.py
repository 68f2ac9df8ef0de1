"""The findings on one incident, newest first, each with what it rests on."""

from __future__ import annotations

from typing import Any

from sijill.record.incidents.models import Incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.verify.queries import findings_of
from sijill.verify.states import OPEN_TO_FINDINGS


def findings_part(viewer: Viewer, incident: Incident) -> dict[str, Any]:
    """The context of the part "findings"."""
    lines = findings_of(viewer, incident)
    return {
        "lines": lines,
        "may_propose": viewer.may(Permission.ASSESS),
        "open_to_findings": incident.state in OPEN_TO_FINDINGS,
        "references": {line.finding.pk: line.finding.reference for line in lines},
    }
