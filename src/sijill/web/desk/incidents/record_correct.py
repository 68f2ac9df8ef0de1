"""Correcting an act or a piece of information, never over a colleague's correction unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from sijill.record.incidents.actions import edit_act, edit_information, grade_information
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.incidents.queries import get_incident
from sijill.reference.queries import term_label
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.web.desk.incidents.correction_forms import (
    ActCorrection,
    Grading,
    InformationCorrection,
    act_values,
    grade_values,
    information_values,
)
from sijill.web.desk.incidents.entry_forms import EntryForm
from sijill.web.desk.incidents.record_one import One, drawn
from sijill.web.desk.incidents.record_views import WRONG
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

BODY = "incidents/record_correct.html"
ACT = One(
    _("Correct an act"),
    _("Save the changes"),
    _("The changes were saved."),
    BODY,
    needs=("list-act", "list-cause"),
    help=_("What stood here before stays in the history, with who changed it."),
)
INFORMATION = One(
    _("Correct a piece of information"),
    _("Save the changes"),
    _("The changes were saved."),
    BODY,
    help=_("What stood here before stays in the history, with who changed it."),
)
GRADE = One(
    _("Grade a piece of information"),
    _("Save the grades"),
    _("The grades were saved."),
    BODY,
    help=_(
        "How reliable the source is and how credible this piece is are two judgements. Findings "
        "keep the grades they rested on."
    ),
)
BOTH = ("GET", "POST")

Row = TypeVar("Row", Act, Information)
Values = dict[str, str]
Write = Callable[[dict[str, Any], str], object]


@dataclass(frozen=True)
class Correction:
    """One page of correcting: its words, its form, what the record holds now, whom it is about."""

    one: One
    # One of correction_forms.py: EntryForm, with ``changes``.
    form: type[Any]
    held: Values
    seen: str
    subject: str


@page(Permission.RECORD, methods=BOTH)
def act(request: DeskRequest, reference: str, act: UUID) -> HttpResponse:
    """Correct what was done, by what means, and what is known of the victim at the time."""
    incident = get_incident(request.viewer, reference)
    row = _row(Act.objects.select_related("victim"), incident, act)

    def write(changes: dict[str, Any], seen: str) -> None:
        edit_act(by=request.viewer, act=row, changes=changes, seen=seen)

    what = Correction(ACT, ActCorrection, act_values(row), _seen(row), row.victim.reference)
    return _run(request, incident, what, write)


@page(Permission.RECORD, methods=BOTH)
def information(request: DeskRequest, reference: str, information: UUID) -> HttpResponse:
    """Correct what a source is noted to have said; the account only when it is written anew."""
    incident = get_incident(request.viewer, reference)
    row = _row(Information.objects.select_related("source"), incident, information)

    def write(changes: dict[str, Any], seen: str) -> None:
        edit_information(by=request.viewer, information=row, changes=changes, seen=seen)

    what = Correction(
        INFORMATION,
        InformationCorrection,
        information_values(row),
        _seen(row),
        row.source.reference,
    )
    return _run(request, incident, what, write)


@page(Permission.ASSESS, methods=BOTH)
def grade(request: DeskRequest, reference: str, information: UUID) -> HttpResponse:
    """Grade the source's letter and the piece's number."""
    incident = get_incident(request.viewer, reference)
    row = _row(Information.objects.select_related("source"), incident, information)

    def write(changes: dict[str, Any], seen: str) -> None:
        grades = {**grade_values(row), **changes}
        grade_information(by=request.viewer, information=row, seen=seen, **grades)

    what = Correction(GRADE, Grading, grade_values(row), _seen(row), row.source.reference)
    return _run(request, incident, what, write)


def _row(rows: QuerySet[Row], incident: Incident, key: UUID) -> Row:
    found = rows.filter(incident=incident, pk=key).first()
    if found is None:
        raise Absent("record.absent")
    return found


def _seen(row: Act | Information) -> str:
    return row.changed_at.isoformat()


def _run(request: DeskRequest, incident: Incident, what: Correction, write: Write) -> HttpResponse:
    """Draw the form; sent and right, write what was changed and go back to the incident."""
    if request.method != "POST":
        return _page(request, incident, what, _filled(what, what.held), what.held, what.seen)
    was = {name: request.POST.get(f"was-{name}", "") for name in what.held}
    form, seen = what.form(request.POST), request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, incident, what, form, was, seen, status=WRONG)
    ours = {name: _text(value) for name, value in form.cleaned_data.items()}
    changes = {
        name: value
        for name, value in form.cleaned_data.items()
        if ours[name] != was.get(name, "").strip()
    }
    try:
        if changes:
            write(what.form.changes(changes, form.cleaned_data), seen)
    except Denied:
        raise
    except Problem as problem:
        if problem.code == "incident.changed_meanwhile":
            return _both(request, incident, what, was, ours)
        said = sentence(problem)
        return _page(request, incident, what, form, was, seen, problem=said, status=WRONG)
    messages.success(request, str(what.one.done))
    return redirect("incident", incident.reference)


def _both(
    request: DeskRequest, incident: Incident, what: Correction, was: Values, ours: Values
) -> HttpResponse:
    """Both versions side by side: theirs stands; ours is in the form where we changed something."""
    theirs = what.held
    mixed = {
        name: text if text != was.get(name, "").strip() else theirs.get(name, "")
        for name, text in ours.items()
    }
    fields = what.form.base_fields
    compared = [
        (str(fields[name].label), _shown(theirs[name]), _shown(ours[name]))
        for name in theirs
        if theirs[name] != ours[name]
    ]
    form = _filled(what, mixed)
    return _page(request, incident, what, form, theirs, what.seen, compared=compared, status=409)


def _filled(what: Correction, values: Mapping[str, str]) -> Any:
    data = QueryDict(mutable=True)
    data.update(values)
    return what.form(data, quiet=True)


def _text(value: Any) -> str:
    """A cleaned value as the form would hold it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _shown(value: str) -> str:
    return term_label(value) if "." in value else value


def _page(
    request: DeskRequest,
    incident: Incident,
    what: Correction,
    form: EntryForm,
    was: Values,
    seen: str,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    more |= {"seen": seen, "was": was.items(), "subject": what.subject}
    return drawn(request, incident, what.one, form, status=status, **more)
