"""What a declared figure says of itself, in the reader's language; read from the declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijill.analyse.figures.declared import Figure, figures
from sijill.reference.labels import Label
from sijill.web.public.words import in_reader_language, is_reviewed, standard_label, unit_label


@dataclass(frozen=True)
class Method:
    """How one figure is counted: its rules in plain words, and what its numbers cannot say.

    ``caveats`` always hold; ``conditional`` ones stand beside the numbers when they apply.
    """

    figure: str
    title: str
    text: str
    version: str
    unit: str
    standard: str
    caveats: tuple[str, ...]
    conditional: tuple[str, ...]
    publishable: bool
    reviewed: bool


def methods() -> list[Method]:
    """Every declared figure, those that may be published first."""
    found = [_method(figure) for figure in figures().values()]
    return sorted(found, key=lambda one: not one.publishable)


def method(figure: str) -> Method | None:
    """The method of a figure, or None when this version no longer declares it."""
    declared = figures().get(figure)
    return _method(declared) if declared else None


def title_of(figure: str) -> str:
    """The name of a figure; its key when this version no longer declares it."""
    declared = figures().get(figure)
    return in_reader_language(declared.title) if declared else figure


def caveats_for(figure: str, codes: Iterable[str], standard: str) -> tuple[str, ...]:
    """What must stand beside a published figure: nobody chooses it, nobody leaves it out.

    ``codes``: the caveats that held when the figure was drawn.
    """
    declared = figures().get(figure)
    held = set(codes)
    found = [caveat for caveat in declared.caveats if caveat.code in held] if declared else []
    return (*(in_reader_language(caveat.text) for caveat in found), *standing_caveats(standard))


def standing_caveats(standard: str) -> tuple[str, ...]:
    """What every published figure says of its limits, whatever its subject."""
    return (
        _(
            "Some areas could not be visited and some accounts could not be checked. A low number "
            "there does not show that little happened."
        ),
        _("Standard of proof: %(standard)s. It is not the standard of a criminal court.")
        % {"standard": standard_label(standard)},
    )


def _method(figure: Figure) -> Method:
    def said(*kinds: bool) -> tuple[str, ...]:
        return tuple(
            in_reader_language(caveat.text)
            for caveat in figure.caveats
            if (caveat.when == "always") in kinds
        )

    standing = standing_caveats(figure.standard) if figure.publishable else ()
    return Method(
        figure=figure.code,
        title=in_reader_language(figure.title),
        text=_one_line(figure.method),
        version=figure.method_version,
        unit=unit_label(figure.unit),
        standard=standard_label(figure.standard),
        caveats=(*said(True), *standing),
        conditional=said(False),
        publishable=figure.publishable,
        reviewed=is_reviewed(figure.method),
    )


def _one_line(label: Label) -> str:
    return " ".join(in_reader_language(label).split())
