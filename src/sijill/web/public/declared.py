"""What a declared figure says of itself, in the reader's language; read from the declarations."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Method:
    """How one figure is counted: its question, its rules in plain words, what it cannot say."""

    figure: str
    title: str
    question: str
    version: str
    unit: str
    standard: str
    rules: tuple[str, ...]
    caveats: tuple[str, ...]


def methods() -> list[Method]:
    """Every declared figure that may be published."""
    return []


def method(figure: str) -> Method | None:
    """The method of a figure, or None when this version no longer declares it."""
    return next((found for found in methods() if found.figure == figure), None)


def title_of(figure: str) -> str:
    """The name of a figure; its key when this version no longer declares it."""
    found = method(figure)
    return found.title if found else figure


def standing_caveats(standard: str) -> tuple[str, ...]:
    """What every published figure says of its limits, whatever its subject."""
    return (
        _("This is a minimum: only what was documented and verified is counted. The true number "
          "is higher."),
        _("Some areas could not be visited and some accounts not checked. A low number there is "
          "not a sign that little happened."),
        _("Standard of proof: %(standard)s. It is not the standard of a criminal court.")
        % {"standard": standard},
    )
