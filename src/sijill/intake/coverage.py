"""Which office takes a report: the one that covers the unit, where the importer may write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sijill.intake.channels.spreadsheet.rows import Reason
from sijill.reference.presence import Presence
from sijill.trust.access.viewer import Viewer

OfficeOf = Callable[[str | None], tuple[str, Reason | None]]


def office_rule(presence: Presence, by: Viewer, today: date) -> OfficeOf:
    """Give the rule of one run: unit of the first level → office, with a note when it is not
    the covering one. Coverage valid today goes first, else the latest that was."""
    covering: dict[str, str] = {}
    for coverage in sorted(
        presence.coverage, key=lambda c: (c.valid.holds(today), c.valid.last or date.max)
    ):
        covering.update(dict.fromkeys(coverage.units, coverage.office))

    def office_of(unit: str | None) -> tuple[str, Reason | None]:
        found = covering.get(unit or "")
        if found is None:
            return by.office, Reason("office.not_covered") if unit else None
        if found not in by.offices:
            return by.office, Reason("office.outside_sight")
        return found, None

    return office_of
