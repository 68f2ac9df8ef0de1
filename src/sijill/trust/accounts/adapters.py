"""What we change of django-allauth: no sign-up, no mail, sealed second-factor secrets."""

from __future__ import annotations

import base64
import time
from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.base.crypto import seal, unseal
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.own import change_own_password
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.keys.keyring import keyring

BOUND_TO = "second-factor"
FRESH_SECONDS = 300

TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")
WRONG_CODE = _("This code is not right. Wait for the next one and type its six digits.")

# allauth names a message by its template; ours are sentences, so that they can be translated.
SENTENCES: dict[str, str | Promise] = {
    "account/messages/logged_out.txt": _("You have signed out."),
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("Your second factor works."),
    "mfa/messages/totp_deactivated.txt": _("Your second factor is removed. Set up a new one now."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, never by the visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The name or the password is not right."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves: there is no outbound call by default."""

    def get_login_stages(self) -> list[str]:
        """allauth's steps, then the replacement of a one-time password."""
        return [*super().get_login_stages(), "sijill.trust.accounts.stages.NewPasswordStage"]

    def set_password(self, user: Account, password: str) -> None:
        """Change one's own password, with its leaf."""
        change_own_password(by=viewer_of(user), account=user, password=password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of password: one's own settings."""
        return resolve_url("my_settings")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """After signing out: the sign-in page, which says so."""
        return resolve_url("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """The password again before a factor changes, unless it was typed within five minutes."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _just_signed_in()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Show one of our own sentences; allauth's other messages stay silent."""
        sentence = message or SENTENCES.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence), extra_tags=extra_tags)


def _just_signed_in() -> bool:
    """Was the password of this session typed within the last minutes?"""
    from allauth.account.internal.flows.login import get_authentication_records

    request = context.request
    records = get_authentication_records(request, request.user) if request else []
    typed = [record["at"] for record in records if record["method"] == "password"]
    return bool(typed) and time.time() - max(typed) < FRESH_SECONDS


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are sealed at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("The second factor cannot be removed now."),
        "cannot_generate_recovery_codes": _("Set up the second factor first."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret as text."""
        sealed = seal(keyring().purpose_key("secrets"), text.encode(), BOUND_TO)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret for checking a code; it is never shown."""
        sealed = base64.b64decode(encrypted_text)
        return unseal(keyring().purpose_key("secrets"), sealed, BOUND_TO).decode()

    def get_totp_label(self, user: Account) -> str:
        """What the authenticator app shows beside the code: the sign-in name."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The QR code on a white ground, readable on a dark page too."""
        import qrcode
        from qrcode.image.svg import SvgPathFillImage

        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage, border=3).save(drawn)
        return drawn.getvalue().decode()
