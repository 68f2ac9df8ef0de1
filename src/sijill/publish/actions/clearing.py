"""The second person: clear a publication, send it back, or withdraw what was published."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from sijill.analyse.figures.declared import figure as declared
from sijill.publish import policies
from sijill.publish.actions.preparing import CLEAR
from sijill.publish.canonical import PublicCell, digest_of
from sijill.publish.earlier import compared
from sijill.publish.models import Publication, PublishedCell, PublishedFigure
from sijill.publish.suppression import cells_of, from_plain
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.worklist.actions import settle

State = Publication.State


@action("publication.clear", permission=Permission.CLEAR)
def clear(*, by: Viewer, publication: Publication | UUID, note: str = "") -> PublishedFigure:
    """Publish what somebody else prepared: the rows the public pages read are written now.

    A note is needed where earlier releases let a reader subtract (R10.07). Raises Denied
    publication.own; Problem publication.not_prepared, publication.differences_unexplained,
    publication.changed; Absent.
    """
    waiting = _alone(publication)
    known = compared(waiting)
    row = _decided(by, waiting, State.CLEARED, note)
    if any(known.values()) and not row.note:
        raise Problem("publication.differences_unexplained")
    row.tables = {**row.tables, **known}
    cells = frozen_cells(row)
    if digest_of(cells) != row.digest:
        raise Problem("publication.changed")
    row.save()
    published = _publish(row, cells)
    settle(CLEAR, row.pk, by=by)
    commit_to(
        "publication",
        row.pk,
        {"note": row.note, **known},
        reference=row.reference,
        digest=row.digest,
        decision="cleared",
    )
    return published


@action("publication.send_back", permission=Permission.CLEAR)
def send_back(*, by: Viewer, publication: Publication | UUID, note: str) -> Publication:
    """Send a publication back to whoever prepared it, saying what is wrong; it ends here."""
    if not note.strip():
        raise Problem("publication.note_missing")
    row = _decided(by, publication, State.RETURNED, note)
    row.save()
    settle(CLEAR, row.pk, by=by)
    commit_to(
        "publication", row.pk, {"note": row.note}, reference=row.reference, decision="returned"
    )
    return row


@action("publication.withdraw", permission=Permission.CLEAR)
def withdraw(*, by: Viewer, publication: Publication | UUID, reason: str) -> Publication:
    """Withdraw a published figure: it stays listed with the reason, its numbers go.

    One person may do it at once: a number that endangers somebody cannot wait for a second.
    Raises Problem publication.reason_missing, publication.not_cleared; Absent.
    """
    if not reason.strip():
        raise Problem("publication.reason_missing")
    row = _locked(publication)
    policies.check_state(row, State.CLEARED)
    row.state, row.note = State.WITHDRAWN, reason.strip()[:500]
    row.save()
    PublishedCell.objects.filter(figure_id=row.reference).delete()
    PublishedFigure.objects.filter(pk=row.reference).update(
        withdrawn_at=timezone.now(), withdrawn_reason=row.note
    )
    commit_to(
        "publication", row.pk, {"reason": row.note}, reference=row.reference, decision="withdrawn"
    )
    return row


def frozen_cells(publication: Publication) -> list[PublicCell]:
    """The cells as they are or would be published, worked out from what was frozen."""
    found = from_plain(publication.tables["measures"], publication.tables["threshold"])
    names = next(iter(publication.tables["measures"].values()))
    return cells_of(found, tuple(table["name"] for table in names))


def _locked(given: Publication | UUID) -> Publication:
    key = given.pk if isinstance(given, Publication) else given
    row = Publication.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise Absent("record.absent")
    return row


def _alone(given: Publication | UUID) -> Publication:
    """The row, with every publication of its figure locked in one order.

    Two that are cleared at the same moment must see each other.
    """
    key = given.pk if isinstance(given, Publication) else given
    same = Publication.objects.filter(pk=key).values("figure")
    held = Publication.objects.select_for_update().filter(figure__in=same).order_by("pk")
    list(held.values_list("pk", flat=True))
    return _locked(key)


def _decided(by: Viewer, given: Publication | UUID, state: State, note: str) -> Publication:
    row = _locked(given)
    policies.check_state(row, State.PREPARED)
    policies.check_second_person(by, row.prepared_by)
    row.state, row.note = state, note.strip()[:500]
    row.decided_by, row.decided_at = by.account, timezone.now()
    return row


def _publish(row: Publication, cells: list[PublicCell]) -> PublishedFigure:
    published = PublishedFigure.objects.create(
        reference=row.reference,
        figure=row.figure,
        period_from=row.period_from,
        period_to=row.period_to,
        unit=str(declared(row.figure).unit),
        standard=row.standard,
        method_version=row.method_version,
        extracted_at=row.extracted_at,
        published_at=timezone.now(),
        threshold=row.tables["threshold"],
        ledger_size=row.ledger_size,
        digest=row.digest,
        caveats=row.tables["caveats"],
    )
    PublishedCell.objects.bulk_create(
        PublishedCell(
            figure=published,
            measure=cell.measure,
            margin=cell.margin,
            row=cell.row,
            column=cell.column,
            value=cell.value,
            withheld=cell.value is None,
        )
        for cell in cells
    )
    return published
