"""Freezing a figure's answer, with what must be withheld, for somebody else to clear."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sijill.analyse.figures.declared import Figure
from sijill.analyse.figures.declared import figure as declared
from sijill.analyse.figures.queries import casualty_tables
from sijill.analyse.figures.tables import CasualtyTables
from sijill.base.ids import new_reference
from sijill.publish import policies
from sijill.publish.canonical import digest_of
from sijill.publish.earlier import against_earlier
from sijill.publish.models import Publication
from sijill.publish.suppression import (
    Measures,
    as_plain,
    cells_of,
    proof,
    protected,
    threshold_of,
)
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.models import Request

CLEAR = "publication.clear"
PREFIX = "PUB"


@action("publication.prepare", permission=Permission.PUBLISH)
def prepare(*, by: Viewer, figure: str, period: tuple[date, date]) -> Publication:
    """Freeze a declared figure for a period of whole months, both days included.

    Counts it afresh, withholds what the pack's threshold and its complements ask for, proves the
    result by bounds, and compares it with every earlier publication of the figure. Raises Problem
    publication.figure_internal, publication.whole_months, publication.period_open,
    figure.period_reversed; Denied publication.partial_sight; Absent.
    """
    asked, (start, end) = declared(figure), period
    policies.check_publishable(asked, start, end, timezone.localdate())
    policies.check_sees_all(by)
    tables = casualty_tables(by, start, end, fresh=True)
    threshold = threshold_of(asked)
    found = protected(tables, threshold)
    cells = cells_of(found, asked.margins)
    publication = Publication(
        reference=_fresh_reference(),
        figure=asked.code,
        period_from=start,
        period_to=end,
        method_version=asked.method_version,
        standard=asked.standard,
        extracted_at=tables.drawn_at,
        ledger_size=tables.ledger_size,
        tables=_frozen(asked, tables, found, threshold),
        digest=digest_of(cells),
        prepared_by=by.account,
        prepared_at=timezone.now(),
    )
    publication.save()
    _ask(publication, by=by)
    commit_to(
        "publication",
        publication.pk,
        publication.tables,
        figure=asked.code,
        reference=publication.reference,
        digest=publication.digest,
    )
    return publication


def _fresh_reference() -> str:
    while True:
        made = new_reference(PREFIX, timezone.localdate().year)
        if not Publication.objects.filter(reference=made).exists():
            return made


def _frozen(
    asked: Figure, tables: CasualtyTables, found: Measures, threshold: int
) -> dict[str, Any]:
    """Aggregates only: counts, marks, totals, the proof, and what earlier releases give away."""
    return {
        "threshold": threshold,
        "unit": str(asked.unit),
        "measures": as_plain(found, asked.margins),
        "totals": {
            m.name: {
                "best": m.best,
                "least": m.least,
                "most": m.most,
                "late": m.late,
                "unplaced": m.unplaced,
            }
            for m in tables.measures
        },
        "incomplete": list(tables.incomplete),
        "caveats": list(tables.caveats),
        "proof": proof(found),
        **against_earlier(asked.code, (tables.start, tables.end), found, threshold),
    }


def _ask(publication: Publication, *, by: Viewer) -> None:
    """Put it on the list of those who clear; a publication is no protected row of one office."""
    office = by.office if by.office in by.offices else min(by.offices)
    Request(
        kind=CLEAR,
        subject_kind="publication",
        subject_key=publication.pk,
        reference=publication.reference,
        needs=Permission.CLEAR,
        not_by=by.account,
        office_id=office,
        created_by=by.account,
    ).save()
