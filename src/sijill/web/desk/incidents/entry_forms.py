"""The forms of one recording: the incident, its victims, who did it, who told us."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import DateProblem, PartialDate
from sijill.record.incidents.enums import ConflictLink
from sijill.record.people.models import Person
from sijill.reference.queries import gazetteer
from sijill.web.desk.incidents.entry_fields import (
    ActorField,
    Combo,
    ManyTexts,
    TermField,
    TermsField,
    select,
    term_options,
)
from sijill.web.desk.incidents.record_dates import CALENDARS, advice, read_age, read_date
from sijill.web.desk.incidents.record_places import place_of_text

# One letter says both sex and whether a child: (sex, group of ages).
WHO: dict[str, tuple[str, str]] = {
    "man": ("sex.man", "age.adult"),
    "woman": ("sex.woman", "age.adult"),
    "boy": ("sex.man", "age.child"),
    "girl": ("sex.woman", "age.child"),
    "male": ("sex.man", "answer.unknown"),
    "female": ("sex.woman", "answer.unknown"),
    "adult": ("answer.unknown", "age.adult"),
    "child": ("answer.unknown", "age.child"),
    "unknown": ("answer.unknown", "answer.unknown"),
}
WHO_OPTIONS = [
    ("", "—"),
    ("man", _("Man")),
    ("woman", _("Woman")),
    ("boy", _("Boy")),
    ("girl", _("Girl")),
    ("male", _("Male, age unknown")),
    ("female", _("Female, age unknown")),
    ("adult", _("Adult, sex unknown")),
    ("child", _("Child, sex unknown")),
    ("unknown", _("Unknown")),
]


class EntryForm(forms.Form):
    """A form drawn again with what was typed, checked or (``quiet``) not yet."""

    use_required_attribute = False
    error_css_class = "is-wrong"

    def __init__(self, *args: Any, quiet: bool = False, **given: Any) -> None:
        self.quiet = quiet
        super().__init__(*args, **given)

    # Fields folded away until one of them holds something.
    folded: tuple[str, ...] = ()

    @property
    def row_number(self) -> str:
        """The number in the prefix of a row; "" for a form that stands alone."""
        return (self.prefix or "").partition("-")[2]

    @property
    def more_open(self) -> bool:
        """Whether a folded field holds something other than what it began with, or is wrong."""
        return any(
            self[name].errors or (self[name].value() or None) not in (None, self[name].initial)
            for name in self.folded
        )

    @property
    def changed_data(self) -> list[str]:
        """Fields that were sent and differ from what the form began with."""
        return [
            name
            for name in super().changed_data
            if not self[name].field.widget.value_omitted_from_data(
                self.data, self.files, self.add_prefix(name)
            )
        ]

    def offer(self, name: str, options: Any) -> None:
        """Give a choice field its options, in the reader's language of this request."""
        cast(forms.ChoiceField, self.fields[name]).choices = options

    def full_clean(self) -> None:
        """Say nothing of a form that is only drawn again (a row was added, a draft opened)."""
        if self.quiet:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
            return
        super().full_clean()


class IncidentForm(EntryForm):
    """What happened, when and where."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={"required": _("Write a few words: what is said to have happened.")},
        widget=forms.TextInput({"dir": "auto", "data-main": True, "autofocus": True}),
    )
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        help_text=_("Neutral words, and no names: people are cited by code. Names go below."),
        widget=forms.Textarea({"dir": "auto", "rows": 4}),
    )
    occurred = forms.CharField(
        label=_("When"),
        max_length=80,
        required=False,
        help_text=_("As precisely as it is known: 19/11/2016, November 2016, 2016, unknown."),
        widget=forms.TextInput(
            {"dir": "auto", "data-main": True, "data-date": True, "class": "w-date"}
        ),
    )
    calendar = forms.ChoiceField(
        label=_("Calendar"), choices=CALENDARS, required=False, initial="gregorian"
    )
    place = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        help_text=_("The smallest place known, in any spelling; a governorate is enough."),
        widget=Combo(lookup="places", main=True),
    )
    place_code = forms.CharField(required=False, widget=forms.HiddenInput)
    precision = forms.ChoiceField(label=_("How precise"), required=False)
    address = forms.CharField(
        label=_("Exact place"),
        max_length=300,
        required=False,
        help_text=_("Street, building or landmark. It is sealed."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind of incident"), required=False)
    conflict_link = forms.ChoiceField(
        label=_("Armed conflict"), choices=ConflictLink.choices, required=False
    )

    def __init__(self, *args: Any, place_needed: bool = True, **given: Any) -> None:
        super().__init__(*args, **given)
        self.place_needed = place_needed
        if self.is_bound:
            self.fields["title"].widget.attrs.pop("autofocus")
        for name in ("title", "occurred", "place"):
            self.fields[name].widget.attrs["aria-required"] = "true"
        self.fields["kind"].widget = select(term_options("incident", "—"), main=True)
        self.offer("kind", term_options("incident", "—"))
        blank = _("As precise as the place named")
        self.offer("precision", term_options("precision_place", blank))

    def clean_occurred(self) -> PartialDate:
        """The date as understood; nothing at all is refused, "unknown" is not."""
        text = self.cleaned_data["occurred"]
        if not text.strip():
            raise ValidationError(_("Write when it happened. A year will do, or “unknown”."))
        try:
            return read_date(text, self.data.get(self.add_prefix("calendar"), "gregorian")).date
        except DateProblem as problem:
            raise ValidationError(advice(problem)) from problem

    def clean_place(self) -> str:
        text: str = self.cleaned_data["place"].strip()
        if not text and self.place_needed:
            raise ValidationError(
                _("Write where it happened. A governorate will do, or “unknown”.")
            )
        return text

    def clean_place_code(self) -> str:
        """The place chosen from the list, else the only one of exactly that name."""
        code: str = self.cleaned_data["place_code"]
        if code and code in gazetteer().places:
            return code
        return place_of_text(self.data.get(self.add_prefix("place"), "")) or ""


class VictimForm(EntryForm):
    """One victim, known or new, or a group nobody named; and what they suffered."""

    folded = ("age", "sex", "age_group", "group", "least", "best", "most")

    person = forms.CharField(required=False, widget=forms.HiddenInput)
    carried = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As given, in any script. It is sealed. Leave empty when not known."),
        widget=Combo(lookup="people", main=True),
    )
    who = forms.ChoiceField(label=_("Sex and age"), choices=WHO_OPTIONS, required=False)
    status = forms.ChoiceField(label=_("Status at the time"), required=False)
    acts = TermsField("act", label=_("What was done"), widget=ManyTexts(list="list-act", main=True))
    cause = TermField("cause", label=_("By what means"), widget=Combo(list="list-cause", main=True))
    age = forms.CharField(
        label=_("Age or date of birth"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off", "class": "w-8"}),
    )
    sex = forms.ChoiceField(label=_("Sex, if answered otherwise"), required=False)
    age_group = forms.ChoiceField(label=_("Age group, more precisely"), required=False)
    group = forms.BooleanField(label=_("A group nobody named one by one"), required=False)
    least = forms.IntegerField(label=_("At least"), required=False, min_value=0)
    best = forms.IntegerField(label=_("Best estimate"), required=False, min_value=0)
    most = forms.IntegerField(label=_("At most"), required=False, min_value=1)

    def __init__(self, *args: Any, occurred: PartialDate | None = None, **given: Any) -> None:
        self.occurred = occurred
        super().__init__(*args, **given)
        self.fields["who"].widget = select(WHO_OPTIONS, main=True)
        self.fields["status"].widget = select(term_options("status", "—"), main=True)
        as_above = _("As above")
        for name, choices in (
            ("status", term_options("status", "—")),
            ("sex", term_options("sex", as_above)),
            ("age_group", term_options("age", as_above)),
        ):
            self.offer(name, choices)
        for name in ("least", "best", "most"):
            self.fields[name].widget.attrs |= {"class": "w-4", "inputmode": "numeric"}

    def clean_person(self) -> UUID | None:
        """A person chosen from the look-up, still within sight."""
        given = self.cleaned_data["person"]
        found = Person.objects.filter(reference=given).first() if given else None
        if given and found is None:
            raise ValidationError(_("This person is not to be found any more. Choose again."))
        return found.pk if found else None

    def clean_age(self) -> Any:
        try:
            return read_age(self.cleaned_data["age"], self.occurred)
        except DateProblem as problem:
            sentence = _("Write the age in years, such as 34, or the date of birth.")
            told = advice(problem) if problem.code == "date.born_later" else sentence
            raise ValidationError(told) from problem

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("acts") and "acts" not in self.errors:
            self.add_error("acts", _("Say what was done to this victim, or remove the row."))
        if found.get("group"):
            self._check_counts(found)
        elif found.get("carried") and not self._says_who(found):
            self.add_error("who", _("Say who this victim is, even “unknown”, or remove the row."))
        return found

    def _check_counts(self, found: dict[str, Any]) -> None:
        best = found.get("best")
        if best is None and not self.errors:
            self.add_error("best", _("Give the best estimate of how many people."))
            return
        found["least"] = best if found.get("least") is None else found["least"]
        found["most"] = best if found.get("most") is None else found["most"]
        if self.errors:
            return
        if not found["least"] <= best <= found["most"] or found["most"] < 1:
            self.add_error("best", _("The best estimate lies between the least and the most."))

    @staticmethod
    def _says_who(found: dict[str, Any]) -> bool:
        return any(found.get(name) for name in ("person", "name", "who", "sex", "age_group"))


class PerpetratorForm(EntryForm):
    """Who is said to have done it: a category, a unit where known, and how sure that is."""

    actor = ActorField(
        label=_("Who is said to have done it"), widget=Combo(list="list-actor", main=True)
    )
    unit = forms.CharField(
        label=_("Unit, if known"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    degree = forms.ChoiceField(label=_("Involvement"), required=False, initial="degree.unknown")
    certainty = forms.ChoiceField(label=_("Certainty"), required=False, initial="certainty.alleged")
    claimed = forms.BooleanField(label=_("They claimed it"), required=False)
    denied = forms.BooleanField(label=_("They denied it"), required=False)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.offer("degree", term_options("degree"))
        self.offer("certainty", term_options("certainty"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("actor") and "actor" not in self.errors:
            self.add_error("actor", _("Choose an actor category; “Unknown” (U0) is one too."))
        return found
