"""A published figure as data: the canonical CSV, and JSON with everything said about it."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from sijill.publish.canonical import canonical_bytes
from sijill.publish.queries.public import Published, figure
from sijill.reference.queries import pack
from sijill.trust.access.errors import Absent
from sijill.web.public.site import public_page
from sijill.web.public.words import labels_in_languages

FORMAT = 1


@public_page
def figure_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """The canonical bytes themselves: their SHA-256 is the figure's digest.

    Raises Absent figure.absent, figure.withdrawn.
    """
    found = figure(reference)
    if found.withdrawn_at:
        raise Absent("figure.withdrawn")
    return _file(canonical_bytes(found.cells), "text/csv; charset=utf-8", f"{reference}.csv")


@public_page
def figure_json(request: HttpRequest, reference: str) -> HttpResponse:
    """The same cells, with period, method, standard, labels in three languages and digest."""
    content = json.dumps(as_data(figure(reference)), ensure_ascii=False, indent=1)
    return _file(content.encode(), "application/json", f"{reference}.json")


def as_data(found: Published) -> dict[str, object]:
    """A figure as plain data, ready for JSON; a withheld value is null."""
    keys = sorted({key for cell in found.cells for key in (cell.row, cell.column)})
    stamps = ("extracted_at", "published_at", "withdrawn_at", "period_from", "period_to")
    facts = {
        name: (value.isoformat() if name in stamps and value else value)
        for name, value in vars(found).items()
        if name not in ("cells", "totals")
    }
    return {
        "format": FORMAT,
        **facts,
        "digest_of": "SHA-256 over the CSV file of this figure",
        "boundary_note": dict(pack().rules.boundary_note.texts),
        "labels": {key: names for key in keys if (names := labels_in_languages(key))},
        "cells": [
            {**vars(cell), "withheld": cell.value is None}
            for cell in sorted(
                found.cells, key=lambda cell: (cell.measure, cell.margin, cell.row, cell.column)
            )
        ],
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
