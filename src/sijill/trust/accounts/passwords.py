"""A password that a stranger would try first is refused, however long it is."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sijill.trust.accounts.models import Account

# What people are given, or choose in a hurry, with digits and signs taken away.
FIRST_GUESSES = (
    "password",
    "passwort",
    "passphrase",
    "sijill",
    "administrator",
    "admin",
    "welcome",
    "changeme",
    "change",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "letmein",
    "secret",
    "default",
    "demonstration",
    "demo",
    "test",
    "login",
    "user",
    "abcdefgh",
    "humanrights",
    "office",
)
LEAST_LEFT, LEAST_DIFFERENT = 4, 6


class GuessableValidator:
    """Refuses digits alone, few characters repeated, one's own name, and first guesses."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError unless something is left once the guessable is taken away."""
        left = re.sub(r"[\W\d_]+", "", password.casefold())
        for word in sorted((*_names(user), *FIRST_GUESSES), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_LEFT or len(set(password.casefold())) < LEAST_DIFFERENT:
            raise ValidationError(
                _("This password is easy to guess. Put four or five words together."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """The rule in one sentence."""
        return _("Not your name, not digits alone, and nothing that anybody would try first.")


def _names(user: Account | None) -> list[str]:
    if user is None:
        return []
    parts = re.split(r"\W+", f"{user.username} {user.full_name}".casefold())
    return [part for part in parts if len(part) >= 4]
