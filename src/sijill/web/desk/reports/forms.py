"""A report taken down by staff: a telephone call, a visit, a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import DateProblem, PartialDate
from sijill.intake.actions.triage import CHANNELS, TypedReport
from sijill.reference.queries import in_language, term_label, terms
from sijill.trust.access.viewer import Viewer
from sijill.web.desk.incidents.record_dates import CALENDARS, advice, read_date
from sijill.web.desk.incidents.record_places import FoundPlace, find_places
from sijill.web.desk.reports.consent import ANSWERS, PURPOSES
from sijill.web.templatetags.field import office

AS_WRITTEN = "-"


def _text(rows: int = 0, **attrs: str) -> forms.Widget:
    given = {"dir": "auto", "autocomplete": "off", **attrs}
    return forms.Textarea({"rows": str(rows), **given}) if rows else forms.TextInput(given)


class TypedForm(forms.Form):
    """Place, period and a short text are enough; everything else helps whoever sorts it."""

    channel = forms.ChoiceField(label=_("How it reached us"), widget=forms.RadioSelect)
    office = forms.ChoiceField(label=_("Office"))
    received_on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    short = forms.CharField(
        label=_("What happened, in short"),
        max_length=200,
        widget=_text(),
        help_text=_("Neutral words. Names go into the fields below."),
        error_messages={"required": _("Say in a few words what happened.")},
    )
    where = forms.CharField(
        label=_("Where"),
        max_length=200,
        widget=_text(),
        help_text=_("A village, a district or a governorate, in any spelling or script."),
        error_messages={"required": _("Name a place, as near as it is known.")},
    )
    occurred = forms.CharField(
        label=_("When it happened"),
        max_length=60,
        widget=_text(),
        help_text=_("As far as it is known: 19/11/2016, November 2016, 2016, before March 2016."),
        error_messages={"required": _("Give a period, as near as it is known: a year is enough.")},
    )
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS)
    told = forms.CharField(
        label=_("As told"),
        required=False,
        widget=_text(8),
        max_length=20000,
        help_text=_("In their own words and language. Sealed."),
    )
    teller = forms.CharField(
        label=_("Who told us, and how to reach them safely"),
        required=False,
        widget=_text(3),
        max_length=2000,
        help_text=_("Sealed. Leave it empty if writing it down could endanger them."),
    )
    sender = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=120,
        widget=_text(),
        help_text=_("Only one that may be named openly; never a person."),
    )
    language = forms.ChoiceField(label=_("Language spoken"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("channel", [(c, term_label(f"channel.{c}")) for c in CHANNELS])
        self._choose("office", [(code, office(code)) for code in sorted(viewer.offices)])
        spoken = [(term.code, in_language(term.label.texts).text) for term in terms("language")]
        self._choose("language", [("", "—"), *spoken])
        self.initial.setdefault("channel", CHANNELS[0])
        self.initial.setdefault("office", viewer.office)
        self.initial.setdefault("received_on", timezone.localdate())
        for purpose, label in PURPOSES.items():
            self.fields[f"consent_{purpose}"] = forms.ChoiceField(
                label=label,  # type: ignore[arg-type]
                choices=list(ANSWERS.items()),
                initial="not_asked",
            )
        self.found: list[FoundPlace] = []
        self.place: str | None = None
        self.when: PartialDate = PartialDate.unknown()

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def consents(self) -> list[Any]:
        """The five fields about consent."""
        return [self[f"consent_{purpose}"] for purpose in PURPOSES]

    def clean_occurred(self) -> str:
        """The period, in any way we read dates."""
        written = str(self.cleaned_data["occurred"])
        try:
            self.when = read_date(written, self.data.get("calendar", "gregorian")).date
        except DateProblem as problem:
            raise ValidationError(advice(problem)) from None
        return written

    def clean_where(self) -> str:
        """The place: one that was chosen, or as written when it was said to be none of those."""
        written = str(self.cleaned_data["where"])
        chosen = self.data.get("place", "")
        self.found = find_places(written)
        codes = [place.code for place in self.found]
        if chosen in codes:
            self.place = chosen
        elif chosen != AS_WRITTEN and codes:
            if len(codes) > 1 or not self.found[0].sure:
                raise ValidationError(_("Choose which place is meant, or keep it as written."))
            self.place = codes[0]
        return written

    def typed(self) -> TypedReport:
        """What was typed, clean."""
        given = self.cleaned_data
        return TypedReport(
            channel=given["channel"],
            received_on=given["received_on"],
            short=given["short"],
            occurred=self.when,
            place=self.place,
            place_written=given["where"],
            told=given["told"],
            teller=given["teller"],
            sender=given["sender"],
            language=given["language"],
            consent={purpose: given[f"consent_{purpose}"] for purpose in PURPOSES},
        )
