"""Links of an incident: to another incident, to a further report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from sijill.intake.models import Report
from sijill.record.incidents.actions import link_report, relate
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import get_incident
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.entry_fields import term_options
from sijill.web.desk.incidents.entry_forms import EntryForm
from sijill.web.desk.incidents.record_one import One, run
from sijill.web.page import DeskRequest, page

RELATED = One(
    _("Relate to another incident"),
    _("Relate them"),
    _("The incidents are related."),
    "incidents/record_fields.html",
)
REPORT = One(
    _("Link a report"),
    _("Link the report"),
    _("The report is linked."),
    "incidents/record_fields.html",
    help=_(
        "The incident then rests on this report too, and the report no longer waits to be sorted."
    ),
)
BOTH = ("GET", "POST")
CODE = {"dir": "ltr", "autocomplete": "off", "class": "w-code", "data-main": True}


class RelatedForm(EntryForm):
    """How this incident stands to another."""

    relation = forms.ChoiceField(label=_("This incident"))
    other = forms.CharField(
        label=_("The other incident"),
        max_length=24,
        widget=forms.TextInput(CODE),
        help_text=_("Its reference, as the list of incidents shows it."),
        error_messages={"required": _("Write the reference of the other incident.")},
    )

    def __init__(self, *args: Any, viewer: Viewer, **given: Any) -> None:
        super().__init__(*args, **given)
        self.viewer = viewer
        self.offer("relation", term_options("link"))

    def clean_other(self) -> Incident:
        """An incident within sight; a hidden one is as good as none."""
        try:
            return get_incident(self.viewer, self.cleaned_data["other"])
        except Absent as absent:
            raise ValidationError(
                _("There is no such incident, or it is not one you can see. Check the reference.")
            ) from absent


class ReportForm(EntryForm):
    """A report by its reference."""

    report = forms.CharField(
        label=_("Report"),
        max_length=24,
        widget=forms.TextInput(CODE),
        help_text=_("Its reference, as the list of reports shows it."),
        error_messages={"required": _("Write the reference of the report.")},
    )

    def clean_report(self) -> Report:
        """A report within sight."""
        code = self.cleaned_data["report"].strip().upper()
        found = Report.objects.filter(reference=code).first()
        if found is None:
            raise ValidationError(
                _("There is no such report, or it is not one you can see. Check the reference.")
            )
        return found


@page(Permission.RECORD, methods=BOTH)
def related(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that this incident precedes, causes, is part of … another."""
    incident = get_incident(request.viewer, reference)
    return run(
        request,
        incident,
        RELATED,
        lambda data=None, **given: RelatedForm(data, viewer=request.viewer, **given),
        lambda found: relate(
            by=request.viewer,
            incident=incident,
            other=found["other"],
            relation=found["relation"],
        ),
    )


@page(Permission.RECORD, methods=BOTH)
def report(request: DeskRequest, reference: str) -> HttpResponse:
    """Note that the incident rests on one more report."""
    incident = get_incident(request.viewer, reference)
    return run(
        request,
        incident,
        REPORT,
        lambda data=None, **given: ReportForm(data, **given),
        lambda found: link_report(by=request.viewer, incident=incident, report=found["report"]),
    )
