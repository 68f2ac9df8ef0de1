"""The form of one piece of information: who told us, how near they were, and what they said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sijill.base.dates import DateProblem
from sijill.reference.queries import term
from sijill.web.desk.incidents.entry_fields import Combo, SourceField, term_options
from sijill.web.desk.incidents.entry_forms import EntryForm
from sijill.web.desk.incidents.record_dates import advice, read_date

# How near a source of a kind usually was; the form proposes it and the recorder may change it.
PROXIMITY = {
    "source.victim": "proximity.victim",
    "source.witness": "proximity.eyewitness",
    "source.family": "proximity.family",
    "source.own_observation": "proximity.eyewitness",
    "source.media": "proximity.open_source",
    "source.social_media": "proximity.open_source",
    "source.open": "proximity.open_source",
    "source.imagery": "proximity.open_source",
    "source.dataset": "proximity.open_source",
    "source.hospital": "proximity.official_record",
    "source.court": "proximity.official_record",
}


class InformationForm(EntryForm):
    """What one source says: who told us, how near they were, and the account as told."""

    folded: tuple[str, ...] = (
        "description",
        "stance",
        "question",
        "material",
        "language",
        "received_on",
    )

    source = SourceField(
        label=_("Who told us"),
        required=False,
        help_text=_("The code of a source, or the kind of a new one. Never a name."),
        widget=Combo(list="list-source", main=True),
    )
    description = forms.CharField(
        label=_("What may be said of a new source"),
        max_length=200,
        required=False,
        help_text=_("Such as “staff of a hospital”: open to colleagues, so no name."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    reliability = forms.ChoiceField(label=_("Reliability of the source"), required=False)
    credibility = forms.ChoiceField(
        label=_("Credibility of what it says"), required=False, initial="credibility.6"
    )
    proximity = forms.ChoiceField(label=_("How near it was"), required=False)
    stance = forms.ChoiceField(label=_("Bearing"), required=False, initial="stance.supports")
    question = forms.ChoiceField(
        label=_("On the question"), required=False, initial="question.act_occurred"
    )
    material = forms.ChoiceField(label=_("Material"), required=False, initial="material.testimony")
    language = forms.ChoiceField(label=_("Language"), required=False)
    received_on = forms.CharField(
        label=_("Received on"),
        max_length=40,
        required=False,
        help_text=_("Empty: today."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off", "class": "w-8"}),
    )
    account = forms.CharField(
        label=_("Account as told"),
        required=False,
        help_text=_("In the words of the source, names included. It is sealed."),
        widget=forms.Textarea({"dir": "auto", "rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, vocabulary, blank in (
            ("reliability", "reliability", _("As registered; a new source: F")),
            ("credibility", "credibility", None),
            ("proximity", "proximity", _("As usual for this kind of source")),
            ("stance", "stance", None),
            ("question", "question", None),
            ("material", "material", None),
            ("language", "language", "—"),
        ):
            if name in self.fields:
                self.offer(name, graded(vocabulary, blank))

    def clean_received_on(self) -> Any:
        """A full day, not to come; empty is today."""
        text = self.cleaned_data["received_on"].strip()
        if not text:
            return timezone.localdate()
        try:
            day = read_date(text).date.day
        except DateProblem as problem:
            raise ValidationError(advice(problem)) from problem
        if day is None:
            raise ValidationError(_("Write the full day it was received, such as 19/11/2016."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "source" in self.fields and not found.get("source") and "source" not in self.errors:
            self.add_error("source", _("Say who told us: a code, or the kind of source."))
        return found


def graded(vocabulary: str, blank: Any) -> Any:
    """Options; letters and numbers of the two grades stand before their words."""
    options = term_options(vocabulary, blank)
    if vocabulary not in ("reliability", "credibility"):
        return options
    return [
        (key, f"{term(key).attributes['grade']} · {text}" if key else text) for key, text in options
    ]
