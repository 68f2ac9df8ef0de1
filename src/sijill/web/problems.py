"""The sentence for each problem code: what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "page.absent": gettext_lazy(
        "There is no such page, or it is not one you can see. Check the address, or go back."
    ),
    "page.refused": gettext_lazy(
        "This form was open too long or came from another site. Go back, reload the page and "
        "send it again."
    ),
    "page.bad_request": gettext_lazy("The request could not be read. Go back and try again."),
    "page.unkeepable": gettext_lazy(
        "What was sent holds a character that no record can keep (NUL). Nothing was saved. Go "
        "back, type the text again instead of pasting it, and send it."
    ),
    "record.absent": gettext_lazy(
        "There is no such record, or it is not one you can see. Check the reference."
    ),
    "access.no_permission": gettext_lazy(
        "Your role does not include this. Ask the head of your office if you need it."
    ),
    "access.other_office": gettext_lazy(
        "This belongs to another office. Ask a colleague there, or have the portfolio handed over."
    ),
}


class Coded(Protocol):
    """An error with a stable code and values for its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def params(self) -> Mapping[str, Any]: ...


def sentence(problem: Coded) -> str:
    """The problem in the reader's language; an unknown code falls back to a general sentence."""
    text = SENTENCES.get(problem.code)
    if text is None:
        return _("This could not be done (%(code)s). Nothing was saved.") % {"code": problem.code}
    try:
        return str(text) % dict(problem.params) if problem.params else str(text)
    except (KeyError, ValueError):
        return str(text)


def register(sentences: dict[str, str | Promise]) -> None:
    """Add the sentences of a part of the site."""
    SENTENCES.update(sentences)
