"""What releases that are out already let a reader subtract from a new one (R10.07)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sijill.publish.models import Publication
from sijill.publish.suppression import Measures, differences, from_plain

State = Publication.State


def against_earlier(
    figure: str, period: tuple[date, date], found: Measures, threshold: int
) -> dict[str, Any]:
    """differences: cells that changed by a few since an earlier release of the same period.

    overlaps: releases of other periods that share days with this one, and could be subtracted.
    """
    start, end = period
    released = Publication.objects.filter(
        figure=figure,
        state__in=[State.CLEARED, State.WITHDRAWN],
        period_from__lte=end,
        period_to__gte=start,
    ).order_by("prepared_at")
    same: list[list[str]] = []
    overlaps: list[str] = []
    for earlier in released:
        if (earlier.period_from, earlier.period_to) != (start, end):
            overlaps.append(earlier.reference)
            continue
        before = from_plain(earlier.tables["measures"], earlier.tables["threshold"])
        same += [[earlier.reference, *cell] for cell in differences(before, found, threshold)]
    return {"differences": same, "overlaps": overlaps}


def compared(publication: Publication) -> dict[str, Any]:
    """The same for a publication: worked out now while it waits, as decided on afterwards.

    Between preparing and clearing another release may have gone out.
    """
    frozen = publication.tables
    if publication.state != State.PREPARED:
        return {name: frozen[name] for name in ("differences", "overlaps")}
    return against_earlier(
        publication.figure,
        (publication.period_from, publication.period_to),
        from_plain(frozen["measures"], frozen["threshold"]),
        frozen["threshold"],
    )
