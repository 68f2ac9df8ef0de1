"""The forms that correct an act or a piece of information, and what they hold to begin with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sijill.record.incidents.models import Act, Information
from sijill.web.desk.incidents.entry_fields import Combo, TermField, term_options
from sijill.web.desk.incidents.entry_forms import EntryForm
from sijill.web.desk.incidents.entry_information import InformationForm, graded

OLDEST = 130


class ActCorrection(EntryForm):
    """What was done to one victim, by what means, and what is known of them at the time."""

    kind = TermField(
        "act", label=_("What was done"), required=True, widget=Combo(list="list-act", main=True)
    )
    cause = TermField(
        "cause", label=_("By what means"), required=True, widget=Combo(list="list-cause", main=True)
    )
    status = forms.ChoiceField(label=_("Status at the time"))
    sex = forms.ChoiceField(label=_("Sex"))
    age_group = forms.ChoiceField(label=_("Age group"))
    age_years = forms.IntegerField(
        label=_("Age in years"), required=False, min_value=0, max_value=OLDEST
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("Open to colleagues, so no name."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, vocabulary in (("status", "status"), ("sex", "sex"), ("age_group", "age")):
            self.offer(name, term_options(vocabulary))

    @staticmethod
    def changes(changed: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """As edit_act takes them: an age taken away leaves the group as the form says it."""
        if changed.get("age_years", 0) is None:
            return {"age_group": given["age_group"], **changed}
        return changed


class InformationCorrection(InformationForm):
    """What a source is noted to have said; who it is and how it is graded are not changed here."""

    source = description = reliability = credibility = None  # type: ignore[assignment]
    folded = ()

    summary = forms.CharField(
        label=_("In short"),
        required=False,
        max_length=500,
        help_text=_("Open to colleagues, so no name."),
        widget=forms.Textarea({"dir": "auto", "rows": 3}),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["account"].help_text = _(
            "Sealed. Leave it empty to keep what is held; what you write replaces it."
        )
        self.offer("proximity", term_options("proximity"))
        for name in ("proximity", "stance", "question", "material", "received_on"):
            self.fields[name].required = True
        self.fields["received_on"].help_text = ""

    @staticmethod
    def changes(changed: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """As edit_information takes them: languages without their vocabulary's name."""
        if "language" in changed:
            return {**changed, "language": changed["language"].partition(".")[2]}
        return changed


class Grading(EntryForm):
    """The two grades of one piece of information."""

    reliability = forms.ChoiceField(label=_("Reliability of the source"))
    credibility = forms.ChoiceField(label=_("Credibility of what it says"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name in ("reliability", "credibility"):
            self.offer(name, graded(name, None))

    @staticmethod
    def changes(changed: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
        """As they are."""
        return changed


def act_values(row: Act) -> dict[str, str]:
    """An act as its form holds it."""
    return {
        "kind": row.kind_id,
        "cause": row.cause_id,
        "status": row.status_id,
        "sex": row.sex_id,
        "age_group": row.age_group_id,
        "age_years": "" if row.age_years is None else str(row.age_years),
        "note": row.note,
    }


def information_values(row: Information) -> dict[str, str]:
    """A piece of information as its form holds it; the account stays sealed."""
    return {
        "proximity": row.proximity_id,
        "stance": row.stance_id,
        "question": row.question_id,
        "material": row.material_id,
        "language": f"language.{row.language}" if row.language else "",
        "received_on": row.received_on.isoformat(),
        "summary": row.summary,
        "account": "",
    }


def grade_values(row: Information) -> dict[str, str]:
    """The grades a piece of information has."""
    return {"reliability": row.reliability_id, "credibility": row.credibility_id}
