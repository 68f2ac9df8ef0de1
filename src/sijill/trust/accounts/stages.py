"""The last step of a sign-in with a one-time password: choosing one's own."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from allauth.core.internal.httpkit import headed_redirect_response
from django.http import HttpResponse


class NewPasswordStage(LoginStage):
    """Nobody is signed in before a password given by somebody else is replaced."""

    key = "new_password"
    urlname = "account_new_password"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the page of the new password, or pass on."""
        if self.login.user is None or not self.login.user.password_once:
            return None, True
        return headed_redirect_response("account_new_password"), True
