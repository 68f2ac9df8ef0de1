"""What sorting says when something cannot be done."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "report.no_text": _("Say in a few words what happened."),
    "report.no_place": _("Name a place, as near as it is known."),
    "report.no_period": _("Give a period, as near as it is known: a year is enough."),
    "report.day_to_come": _("A day given here is still to come. Check the dates."),
    "report.unknown_channel": _("Choose how the report reached us."),
    "report.unknown_consent": _("An answer about consent is not one of those offered."),
    "report.no_reason": _("Choose why the report is set aside."),
    "report.no_look_reason": _("Choose why you open the report: the reason is recorded."),
    "report.already_sorted": _(
        "Report %(reference)s was sorted in the meantime. Look at it again."
    ),
    "report.not_aside": _("Report %(reference)s is not set aside."),
    "report.assignee_unknown": _(
        "This colleague cannot sort this report. Choose somebody of its office who can."
    ),
    "report.incident_mistyped": _(
        "%(entered)s is not a whole reference: one character is wrong or missing. Check it."
    ),
    "report.no_record_screen": _("The record screen is not part of this installation."),
    "report.no_reference_free": _(
        "No reference is free for this office this year. Give it another prefix in the pack."
    ),
    "page.bad_cursor": _("This address is not whole. Go back to the first page of the list."),
}
