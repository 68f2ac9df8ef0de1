"""The published figures: the list, one figure, and its data files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from sijill.publish.queries.public import Published, figure, published_figures
from sijill.reference.queries import pack
from sijill.web.public.cards import Card, card
from sijill.web.public.declared import caveats_for
from sijill.web.public.shown import Shown, drawn
from sijill.web.public.site import address, public_answer, public_page
from sijill.web.public.words import in_reader_language, measure_label


@dataclass(frozen=True)
class Measure:
    """Killed, or injured: its total and its tables, apart from the other."""

    key: str
    label: str
    total: int | None
    tables: tuple[Shown, ...]


@public_page
def figure_list(request: HttpRequest) -> TemplateResponse:
    """Every published figure, the withdrawn ones marked, with the reason."""
    found = published_figures()
    context = {
        "current": [card(request, one) for one in found if not one.withdrawn_at],
        "withdrawn": [card(request, one) for one in found if one.withdrawn_at],
        "methods_url": address(request, "methods"),
    }
    return public_answer(request, "public/figures.html", "public_figures", context)


@public_page
def figure_page(request: HttpRequest, reference: str) -> TemplateResponse:
    """One published figure: its tables, drawings, method, and how to check its digest."""
    found = figure(reference)
    context = {
        "figure": found,
        "card": card(request, found),
        "measures": measures_of(found),
        "caveats": caveats_for(found.figure, found.caveats, found.standard),
        # In eighths, so that a narrow screen can break it.
        "digest_parts": [found.digest[at : at + 8] for at in range(0, len(found.digest), 8)],
        "extracted": found.extracted_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "boundary_note": in_reader_language(pack().rules.boundary_note),
        "csv_url": address(request, "public_figure_csv", reference),
        "json_url": address(request, "public_figure_json", reference),
        "list_url": address(request, "public_figures"),
        "crumbs": [
            {"label": _("Figures"), "url": address(request, "public_figures")},
            {"label": reference},
        ],
        "revisions": revisions_of(request, found),
    }
    return public_answer(request, "public/figure.html", "public_figures", context)


def measures_of(found: Published) -> list[Measure]:
    """The measures of a figure, each with its tables and drawings."""
    names = list(dict.fromkeys(cell.measure for cell in found.cells))
    period = (found.period_from, found.period_to)
    return [
        Measure(
            name,
            measure_label(name),
            found.totals.get(name),
            tuple(drawn(found.cells, name, found.unit, period)),
        )
        for name in names
    ]


def revisions_of(request: HttpRequest, found: Published) -> list[Card]:
    """Other publications of the same figure over days it shares, the newest first."""
    same = [
        other
        for other in published_figures()
        if other.figure == found.figure
        and other.reference != found.reference
        and other.period_from <= found.period_to
        and found.period_from <= other.period_to
    ]
    same.sort(key=lambda other: other.published_at, reverse=True)
    return [card(request, other) for other in same]
