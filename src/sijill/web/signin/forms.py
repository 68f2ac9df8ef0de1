"""The forms of signing in: allauth's checks, our words, no placeholders."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm, SetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.trust.accounts.adapters import SecondFactorAdapter

# Longer than any passphrase; hashing megabytes on request would be a way to tire the server.
LONGEST = 256
SPENT_KEPT = 3


def _word(
    field: forms.Field, label: str | Promise, help_text: str | Promise = "", **attributes: Any
) -> None:
    """Give a field of allauth our label and help."""
    field.label, field.help_text = label, help_text  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _password(
    field: forms.Field, label: str | Promise, help_text: str | Promise = "", **attributes: Any
) -> None:
    _word(field, label, help_text, dir="ltr", maxlength=LONGEST, **attributes)
    field.max_length = LONGEST  # type: ignore[attr-defined]


class CodeField(forms.CharField):
    """A code as people type it: with spaces, and in the digits of their own keyboard."""

    def to_python(self, value: Any) -> str:
        """The code in Latin digits without spaces."""
        typed = super().to_python(value) or ""
        return "".join(str(unicodedata.digit(c, c)) for c in typed if not c.isspace())


def _code(form: forms.Form, help_text: str | Promise) -> None:
    """Replace the code field of an allauth form."""
    attributes = {
        "dir": "ltr",
        "inputmode": "numeric",
        "autofocus": True,
        "autocapitalize": "off",
        "autocomplete": "one-time-code",
    }
    form.fields["code"] = CodeField(
        label=_("Code"),
        help_text=help_text,  # type: ignore[arg-type]
        max_length=32,
        widget=forms.TextInput(attrs=attributes),
    )


PASSWORD_RULE = _(
    "At least twelve characters. Four or five words that only you would put together "
    "are better than a short word with signs."
)


class SignInForm(LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(
            self.fields["login"],
            _("Sign-in name"),
            dir="ltr",
            autocapitalize="none",
            spellcheck="false",
            autofocus=True,
            maxlength=64,
        )
        _password(self.fields["password"], _("Password"))

    def clean_login(self) -> str:
        """Names are kept in small letters; telephones like to begin with a capital."""
        return super().clean_login().lower()


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password"], _("Password"), autofocus=True)


class PasswordChangeForm(ChangePasswordForm):
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["oldpassword"], _("Present password"))
        _password(self.fields["password1"], _("New password"), PASSWORD_RULE)
        _password(self.fields["password2"], _("New password again"))


class FirstPasswordForm(SetPasswordForm):
    """One's own password instead of the one handed over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _password(self.fields["password1"], _("New password"), PASSWORD_RULE, autofocus=True)
        _password(self.fields["password2"], _("New password again"))

    def clean_password1(self) -> str:
        """The one-time password itself is no password of one's own."""
        password = self.cleaned_data["password1"]
        if self.user is not None and self.user.check_password(password):
            raise forms.ValidationError(_("Choose another password than the one you were given."))
        return password


class _SpentOnce(forms.Form):
    """A code opens once: the last codes used are remembered beside the factor, as digests."""

    def clean_code(self) -> str:
        """Check the code with allauth, then refuse it if it was used before (RFC 6238, 5.2)."""
        code = super().clean_code()  # type: ignore[misc]
        factor: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if factor.type == Authenticator.Type.TOTP and not _spend(factor.pk, code):
            raise SecondFactorAdapter().validation_error("incorrect_code")
        return code


@transaction.atomic
def _spend(factor: int, code: str) -> bool:
    """Mark a code as used; False if it was already."""
    row = Authenticator.objects.select_for_update().get(pk=factor)
    digits = "".join(character for character in code if character.isdigit())
    digest = hashlib.sha256(f"{row.pk}:{digits}".encode()).hexdigest()
    spent = row.data.get("spent", [])
    if digest in spent:
        return False
    row.data["spent"] = [digest, *spent][:SPENT_KEPT]
    row.save(update_fields=["data"])
    return True


class SecondStepForm(_SpentOnce, AuthenticateForm):
    """The code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(
            self,
            _("Six digits from your authenticator app, or one of your recovery codes."),
        )


class SecondStepAgainForm(_SpentOnce, CodeAgainForm):
    """The code again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(
            self,
            _("Six digits from your authenticator app, or one of your recovery codes."),
        )


class ActivateForm(ActivateTOTPForm):
    """The first code proves that the app holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("The six digits that the app shows now."))

    @property
    def typed_secret(self) -> str:
        """The secret in groups of four, to type where no camera is at hand."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))
