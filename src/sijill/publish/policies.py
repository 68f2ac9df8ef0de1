"""What may be prepared and cleared; each rule raises with a code."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sijill.analyse.figures.declared import Figure
from sijill.publish.models import Publication
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer


def check_publishable(figure: Figure, start: date, end: date, today: date) -> None:
    """Only figures declared publishable, for whole months that have ended.

    Whole months keep periods from overlapping in a few days that a reader could subtract.
    """
    if not figure.publishable:
        raise Problem("publication.figure_internal")
    if end < start:
        raise Problem("figure.period_reversed")
    if start.day != 1 or _next_day(end).day != 1:
        raise Problem("publication.whole_months")
    if end >= today:
        raise Problem("publication.period_open")


def check_sees_all(by: Viewer) -> None:
    """A published figure covers every office; whoever prepares it must see them all."""
    if not set(Office.objects.values_list("code", flat=True)) <= by.offices:
        raise Denied("publication.partial_sight")


def check_second_person(by: Viewer, prepared_by: UUID) -> None:
    """Nobody clears or sends back what they prepared."""
    if by.account == prepared_by:
        raise Denied("publication.own")


def check_state(publication: Publication, wanted: str) -> None:
    """Raise Problem unless the publication is in this state now."""
    if publication.state != wanted:
        raise Problem("publication.not_" + wanted)


def _next_day(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
