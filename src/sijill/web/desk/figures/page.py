"""Casualty figures at the desk: verified and unverified on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sijill.analyse.figures.declared import Figure, figure
from sijill.analyse.figures.tables import CasualtyTables
from sijill.reference.queries import pack
from sijill.trust.access.enums import Permission
from sijill.trust.ledger.actions import record_look
from sijill.web.desk.figures.asking import UNVERIFIED, VERIFIED, Question, read_question
from sijill.web.desk.figures.cells import cells_of
from sijill.web.desk.figures.periods import parts, presets, today
from sijill.web.desk.figures.sheet import sheet
from sijill.web.page import DeskRequest, page
from sijill.web.public.shown import Shown, drawn
from sijill.web.public.words import (
    in_reader_language,
    key_label,
    measure_label,
    standard_label,
    unit_label,
)

COLUMNS = (
    "basis",
    "measure",
    "margin",
    "row",
    "row_label",
    "column",
    "column_label",
    "value",
    "unit",
    "standard",
    "method_version",
    "period_from",
    "period_to",
    "as_of",
    "extracted_at",
)


@dataclass(frozen=True)
class MeasureShown:
    """Killed or injured, with the range its groups leave and what stands outside its tables."""

    key: str
    label: str
    best: int
    spread: str
    late: int
    unplaced: int
    tables: tuple[Shown, ...]


@page(Permission.FIGURES)
def figures(request: DeskRequest) -> TemplateResponse:
    """Tables, charts and maps of one question, with everything a number needs beside it."""
    question = read_question(request.GET)
    tables = question.answer(request.viewer)
    asked = figure(tables.figure)
    context = {
        "question": question,
        "title": in_reader_language(asked.title),
        "measures": _measures(tables),
        "caveats": _caveats(asked, tables),
        "facts": facts_of(tables),
        "tabs": _tabs(question),
        "presets": [
            {
                "label": label,
                "url": question.address(period=period.key),
                "current": period.key == question.period.key,
            }
            for label, period in presets(today())
        ],
        "parts": parts(),
        "incomplete": ", ".join(key_label(month) for month in tables.incomplete),
        "boundary_note": in_reader_language(pack().rules.boundary_note),
        "csv_url": question.address("figures_csv"),
        "may_prepare": request.viewer.may(Permission.PUBLISH) and asked.publishable,
        "method_url": reverse("method", args=[asked.code]),
        "period_key": question.period.key,
    }
    return TemplateResponse(request, "figures/figures.html", context)


@page(Permission.FIGURES)
def figures_csv(request: DeskRequest) -> HttpResponse:
    """The same tables as a spreadsheet file; taking them out leaves an entry in the ledger."""
    question = read_question(request.GET)
    tables = question.answer(request.viewer)
    content = sheet([COLUMNS, *_rows(tables)])
    record_look(
        "look.figures",
        request.viewer,
        [("figure", tables.figure)],
        period=question.period.key,
        basis=question.basis,
    )
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"sijill-{question.basis}-{question.period.key}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(tables: CasualtyTables) -> Iterator[list[object]]:
    shared = [
        tables.unit,
        tables.standard,
        tables.method_version,
        tables.start,
        tables.end,
        tables.moment.isoformat(timespec="seconds"),
        tables.drawn_at.isoformat(timespec="seconds"),
    ]
    for cell in cells_of(tables):
        yield [
            tables.basis,
            cell.measure,
            cell.margin,
            cell.row,
            key_label(cell.row),
            cell.column,
            key_label(cell.column),
            cell.value,
            *shared,
        ]


def _measures(tables: CasualtyTables) -> list[MeasureShown]:
    cells = cells_of(tables)
    remarks = {month: _("incomplete") for month in tables.incomplete}
    return [
        MeasureShown(
            one.name,
            measure_label(one.name),
            one.best,
            f"{one.least}–{one.most}" if one.least != one.most else "",
            one.late,
            one.unplaced,
            tuple(drawn(cells, one.name, tables.unit, (tables.start, tables.end), remarks)),
        )
        for one in tables.measures
    ]


def _caveats(asked: Figure, tables: CasualtyTables) -> list[str]:
    return [
        in_reader_language(caveat.text) for caveat in asked.caveats if caveat.code in tables.caveats
    ]


def facts_of(tables: CasualtyTables) -> list[tuple[str, Any]]:
    """Unit, standard, method and the moments of an answer, as pairs of term and value."""
    moment = timezone.localtime(tables.moment).strftime("%Y-%m-%d %H:%M %Z")
    drawn_at = timezone.localtime(tables.drawn_at).strftime("%Y-%m-%d %H:%M %Z")
    return [
        (_("Unit"), unit_label(tables.unit)),
        (_("Standard of proof"), standard_label(tables.standard)),
        (_("Method version"), tables.method_version),
        (_("Findings as they stood"), moment),
        (_("Extracted"), drawn_at),
        (_("Entries in the ledger then"), tables.ledger_size),
    ]


def _tabs(question: Question) -> list[dict[str, Any]]:
    names = {VERIFIED: _("Verified"), UNVERIFIED: _("Not verified")}
    return [
        {"label": label, "url": question.address(basis=basis), "current": basis == question.basis}
        for basis, label in names.items()
    ]
