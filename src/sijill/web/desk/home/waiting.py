"""What waits for one person: requests, drafts, silent cases, and queues of their office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.record.incidents.models import Draft, Incident
from sijill.record.incidents.overdue import overdue_on
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.models import Request
from sijill.trust.worklist.queries import waiting_for
from sijill.web.navigation import MOST, keep_waiting_count

SHOWN = 50
SOON = timedelta(days=3)

# What each kind of request asks for, in the words of the list; by the kind its asker gave.
KINDS: dict[str, str | Promise] = {
    "finding.confirm": _("Findings to confirm or return"),
    "finding.revise": _("Findings returned to me"),
    "case.assigned": _("Cases given to me"),
    "case.overdue": _("Cases without activity for too long"),
    "report.sort": _("Reports to sort"),
    "report.draft": _("Reports to turn into incidents"),
    "place.match": _("Places to match"),
    "publication.clear": _("Publications to clear"),
}

# Where the subject of a request is opened, by its kind: address name and what it takes.
PAGES = {
    "finding": ("finding", "subject"),
    "incident": ("incident", "reference"),
    "report": ("report", "reference"),
    "placequery": ("places", ""),
    "publication": ("publication", "reference"),
}


@dataclass(frozen=True)
class Line:
    """One request as the list shows it. late: past its day; soon: due within three days.

    instead_of: the colleague it was given to, for whom this person stands in.
    """

    reference: str
    title: str
    url: str
    due: date | None
    late: bool
    soon: bool
    mine: bool
    instead_of: UUID | None = None


@dataclass(frozen=True)
class Group:
    """All that waits of one kind."""

    title: str | Promise
    lines: list[Line]

    @property
    def late(self) -> int:
        """How many are past their day."""
        return sum(line.late for line in self.lines)


def waiting(viewer: Viewer) -> list[Group]:
    """The first fifty open requests by kind; a kind with something late comes first."""
    found = list(waiting_for(viewer)[: MOST + 1])
    keep_waiting_count(viewer, len(found))
    rows = sorted(found[:SHOWN], key=lambda row: row.kind)
    today = timezone.localdate()
    titles = _titles(rows)
    groups = [
        Group(
            KINDS.get(kind, _("Other requests")),
            [_line(row, titles.get(row.reference, ""), viewer, today) for row in of],
        )
        for kind, of in groupby(rows, key=lambda row: row.kind)
    ]
    return sorted(groups, key=lambda group: (-group.late, min(_when(x) for x in group.lines)))


def _titles(rows: Sequence[Request]) -> dict[str, str]:
    """Reference → title, where the reference is that of an incident in sight."""
    wanted = {row.reference for row in rows}
    if not wanted:
        return {}
    found = Incident.objects.filter(reference__in=wanted)
    return dict(found.values_list("reference", "title"))


def _when(line: Line) -> date:
    return line.due or date.max


def _line(row: Request, title: str, viewer: Viewer, today: date) -> Line:
    return Line(
        reference=row.reference,
        title=title,
        url=_url(row),
        due=row.due,
        late=row.due is not None and row.due < today,
        soon=row.due is not None and today <= row.due <= today + SOON,
        mine=row.assigned_to == viewer.account,
        instead_of=row.assigned_to if row.assigned_to != viewer.account else None,
    )


def _url(row: Request) -> str:
    name, by = PAGES.get(row.subject_kind, ("", ""))
    given = {"subject": [str(row.subject_key)], "reference": [row.reference]}.get(by, [])
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""


DRAFTS: dict[str, str | Promise] = {
    "record_new": _("An incident being recorded"),
    "incident_edit": _("Changes to an incident"),
    "incident_add_victim": _("A victim being added"),
    "incident_add_information": _("Information being added"),
    "incident_add_involvement": _("An alleged perpetrator being added"),
}


def own_drafts(viewer: Viewer) -> list[dict[str, Any]]:
    """The forms this person has not finished, newest first; their content stays sealed."""
    rows = Draft.objects.filter(created_by=viewer.account).order_by("-saved_at")
    return [
        {
            "title": DRAFTS.get(form, _("Unfinished form")),
            "subject": subject,
            "saved_at": saved_at,
            "url": _draft_url(form, subject),
        }
        for form, subject, saved_at in rows.values_list("form", "subject", "saved_at")[:10]
    ]


def _draft_url(form: str, subject: str) -> str:
    """The form's page, asked to begin from the draft; a report's form carries it in the query."""
    for given, more in (([subject], ""), ([], f"&report={subject}" if subject else "")):
        try:
            return f"{reverse(form, args=[one for one in given if one])}?draft=1{more}"
        except NoReverseMatch:
            continue
    return ""


def idle_cases(viewer: Viewer) -> list[Incident]:
    """Cases given to this person that nobody touched for longer than their state allows."""
    if not viewer.may(Permission.READ):
        return []
    today = timezone.localdate()
    rows = Incident.objects.filter(overdue_on(today), assigned_to=viewer.account)
    found = list(
        rows.order_by("last_activity").only("reference", "title", "state", "last_activity")[:20]
    )
    for row in found:
        row.idle_days = (today - row.last_activity).days
    return found
