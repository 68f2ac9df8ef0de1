"""Consent as given, purpose by purpose, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

PURPOSES: dict[str, Words] = {
    "store": _("To keep what was said"),
    "share_un": _("To share it inside the United Nations"),
    "share_others": _("To share it with others who can help"),
    "quote": _("To quote it without a name"),
    "name": _("To name whoever told us"),
}
ANSWERS: dict[str, Words] = {
    "yes": _("yes"),
    "no": _("no"),
    "not_asked": _("not asked"),
}


def consent_lines(consent: Mapping[str, Any]) -> list[tuple[Words, Words, str]]:
    """(purpose, answer, answer's code) of each purpose that was recorded, in a fixed order."""
    found = []
    for purpose, words in PURPOSES.items():
        answer = str(consent.get(purpose, ""))
        if answer:
            found.append((words, ANSWERS.get(answer, answer), answer))
    return found
