"""What a list of incidents is asked for, and where a page of it begins."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sijill.record.incidents.checks import area_of
from sijill.record.incidents.overdue import overdue_on
from sijill.reference.models import PlaceUnit, Term
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer


@dataclass(frozen=True)
class IncidentFilters:
    """Everything empty asks for every incident in sight.

    place: a unit's code, with what lies under it. month: ``2024-05``; since and until (both
    included) narrow further. kind: a term with its narrower ones. assigned: an account.
    """

    text: str = ""
    state: str = ""
    place: str = ""
    month: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""
    assigned: UUID | None = None
    office: str = ""
    mine: bool = False
    overdue: bool = False


@dataclass(frozen=True)
class Cursor:
    """Before or after which row a page begins. ``back``: the page before it."""

    day: date
    key: UUID
    back: bool = False

    def __str__(self) -> str:
        return f"{'~' if self.back else ''}{self.day.isoformat()}.{self.key.hex}"

    @classmethod
    def read(cls, text: str | Cursor | None) -> Cursor | None:
        """A cursor from an address. Raises Problem ``page.bad_cursor``."""
        if isinstance(text, Cursor):
            return text
        if not text:
            return None
        day, _, key = text.removeprefix("~").partition(".")
        try:
            return cls(date.fromisoformat(day), UUID(key), text.startswith("~"))
        except ValueError:
            raise Problem("page.bad_cursor") from None


def condition_of(filters: IncidentFilters, viewer: Viewer) -> Q:
    """The filters (text and office apart) as one condition on incidents.

    Raises Problem ``filter.bad_month``, ``filter.unknown_place``.
    """
    found = _period(filters)
    if filters.state:
        found &= Q(state=filters.state)
    if filters.place:
        found &= _place(filters.place)
    if filters.kind:
        found &= Q(kind__in=_with_narrower(filters.kind))
    if filters.assigned:
        found &= Q(assigned_to=filters.assigned)
    if filters.mine:
        found &= Q(assigned_to=viewer.account)
    if filters.overdue:
        found &= overdue_on(timezone.localdate())
    return found


def offices_of(filters: IncidentFilters, viewer: Viewer) -> list[str]:
    """The offices to look in: those in sight, or the one asked for if it is among them."""
    asked = {filters.office} if filters.office else viewer.offices
    return sorted(viewer.offices & asked)


def _period(filters: IncidentFilters) -> Q:
    found = Q()
    since, until = filters.since, filters.until
    if filters.month:
        first, last = _month(filters.month)
        since, until = max(since or first, first), min(until or last, last)
    if since:
        found &= Q(sort_day__gte=since)
    if until:
        found &= Q(sort_day__lte=until)
    return found


def _month(text: str) -> tuple[date, date]:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Problem("filter.bad_month", month=text) from None
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _place(code: str) -> Q:
    """A first-level unit by the area column (indexed); a smaller one by its own codes as well."""
    unit = PlaceUnit.objects.filter(pk=code).first()
    if unit is None:
        raise Problem("filter.unknown_place", place=code)
    area = area_of(unit)
    if area is None:
        return Q(place__isnull=False)
    if area == unit.pk:
        return Q(area=area)
    under = PlaceUnit.objects.filter(path__startswith=f"{unit.path}/").values_list("pk", flat=True)
    return Q(area=area, place__in=[unit.pk, *under])


def _with_narrower(kind: str) -> list[str]:
    return [kind, *Term.objects.filter(parent=kind).values_list("pk", flat=True)]
