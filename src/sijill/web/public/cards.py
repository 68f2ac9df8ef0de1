"""A published figure in a list: what, when, the key numbers, and where its method is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.publish.queries.public import Published
from sijill.web.public.declared import title_of
from sijill.web.public.lists import said, stretch
from sijill.web.public.site import address
from sijill.web.public.words import measure_label, standard_label, unit_label


@dataclass(frozen=True)
class KeyNumber:
    """A grand total: "Killed", 123; value None is withheld."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Card:
    """One published figure, ready for a list."""

    reference: str
    title: str
    period: str
    numbers: tuple[KeyNumber, ...]
    url: str
    method_url: str
    unit: str
    standard: str
    method_version: str
    extracted: str
    published: str
    withdrawn: str
    withdrawn_reason: str
    threshold: int


def card(request: HttpRequest, figure: Published) -> Card:
    """The figure as a list shows it."""
    return Card(
        reference=figure.reference,
        title=title_of(figure.figure),
        period=stretch(figure.period_from, figure.period_to),
        numbers=tuple(
            KeyNumber(measure_label(measure), value) for measure, value in figure.totals.items()
        ),
        url=address(request, "public_figure", figure.reference),
        method_url=address(request, "method", figure.figure),
        unit=unit_label(figure.unit),
        standard=standard_label(figure.standard),
        method_version=figure.method_version,
        extracted=said(figure.extracted_at.date()),
        published=said(figure.published_at.date()),
        withdrawn=said(figure.withdrawn_at.date()) if figure.withdrawn_at else "",
        withdrawn_reason=figure.withdrawn_reason,
        threshold=figure.threshold,
    )
