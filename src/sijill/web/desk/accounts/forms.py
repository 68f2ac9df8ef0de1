"""Forms about staff: opening, roles, one's own settings, absence, portfolio."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sijill.reference.queries import in_language
from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.queries import colleagues_of


def _offices(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's offices, by their names in the reader's language."""
    rows = Office.objects.filter(code__in=sorted(viewer.offices)).order_by("code")
    return [(row.code, str(in_language(row.names).text) or row.code) for row in rows]


def _people(accounts: Any) -> list[tuple[str, str]]:
    return [("", "—"), *((str(row.pk), row.full_name) for row in accounts)]


def _languages() -> list[tuple[str, str]]:
    """Each language by its own name, which its readers recognise."""
    return [
        (code, translation.get_language_info(code)["name_local"])
        for code, _name in settings.LANGUAGES
    ]


def _day(**given: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        **given,
    )


class OpenForm(forms.Form):
    """A new member of staff."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=64,
        help_text=_("Small Latin letters, such as s.ahmad. It is never given to anyone else."),
        widget=forms.TextInput(
            attrs={
                "dir": "ltr",
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    office = forms.ChoiceField(label=_("Office"))
    role = forms.ChoiceField(label=_("Role"), help_text=_("More roles can be given afterwards."))
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = _offices(viewer)  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.code, role.title) for role in ROLES.values()
        ]
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role in an office, for a time."""

    role = forms.ChoiceField(label=_("Role"))
    office = forms.ChoiceField(label=_("Office"))
    starts = _day(label=_("First day"))
    ends = _day(label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts"].initial = timezone.localdate
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.code, role.title) for role in ROLES.values()
        ]
        self.fields["office"].choices = _offices(viewer)  # type: ignore[attr-defined]


class SettingsForm(forms.Form):
    """One's own language and digits."""

    language = forms.ChoiceField(label=_("Language"))
    digits = forms.ChoiceField(
        label=_("Digits"),
        widget=forms.RadioSelect,
        choices=[
            ("latin", "0123456789"),
            ("native", "٠١٢٣٤٥٦٧٨٩"),
        ],
        help_text=_("In dates and counts. References and codes keep Latin digits."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """When one is away, and who takes the work."""

    starts = _day(label=_("First day away"))
    ends = _day(label=_("Last day away"))
    deputy = forms.ChoiceField(
        label=_("Deputy"),
        required=False,
        help_text=_("Sees what you see on those days, marked as standing in for you."),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deputies = _people(colleagues_of(viewer))
        self.fields["deputy"].choices = deputies  # type: ignore[attr-defined]


class PortfolioForm(forms.Form):
    """One person's work in an office, handed to another for a time or for good."""

    account = forms.ChoiceField(label=_("Whose portfolio"))
    to = forms.ChoiceField(
        label=_("To whom"), help_text=_("A colleague of this or of another office.")
    )
    office = forms.ChoiceField(label=_("In which office"))
    starts = _day(label=_("First day"))
    ends = _day(label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everyone = Account.objects.order_by("full_name", "pk")
        here = everyone.filter(office_id__in=sorted(viewer.offices))
        self.fields["account"].choices = _people(here)  # type: ignore[attr-defined]
        open_accounts = _people(everyone.filter(is_active=True))
        self.fields["to"].choices = open_accounts  # type: ignore[attr-defined]
        self.fields["office"].choices = _offices(viewer)  # type: ignore[attr-defined]
        self.fields["starts"].initial = timezone.localdate
