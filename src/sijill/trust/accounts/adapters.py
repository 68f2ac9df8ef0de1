"""What we change of django-allauth: no sign-up, no mail, sealed second-factor secrets."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from sijill.base.crypto import seal, unseal
from sijill.trust.keys.keyring import keyring

BOUND_TO = "second-factor"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator, never by the visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up."""
        return False

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves: there is no outbound call by default."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are sealed at rest."""

    def encrypt(self, text: str) -> str:
        """Seal a secret as text."""
        sealed = seal(keyring().purpose_key("secrets"), text.encode(), BOUND_TO)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret for checking a code; it is never shown."""
        sealed = base64.b64decode(encrypted_text)
        return unseal(keyring().purpose_key("secrets"), sealed, BOUND_TO).decode()
