"""Asking for work and saying that it is done. Called inside other rooms' actions."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from sijill.trust.access.enums import Permission
from sijill.trust.access.models import Protected
from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.models import Request


def ask(
    kind: str,
    subject: Protected,
    *,
    needs: Permission,
    by: Viewer,
    reference: str = "",
    assigned_to: UUID | None = None,
    not_by: UUID | None = None,
    due: date | None = None,
) -> Request:
    """Put one open request on the list (or return the one already there).

    Runs inside the calling room's action, whose leaf covers it.
    """
    known = Request.objects.filter(kind=kind, subject_key=subject.pk, done_at=None).first()
    if known:
        return known
    request = Request(
        kind=kind,
        subject_kind=subject._meta.model_name or "",
        subject_key=subject.pk,
        reference=reference or getattr(subject, "reference", ""),
        needs=needs,
        assigned_to=assigned_to,
        not_by=not_by,
        due=due,
        created_by=by.account,
    )
    request.labels_of(subject)
    request.save()
    return request


def settle(kind: str, subject_key: UUID, *, by: Viewer) -> int:
    """Mark the open request of this kind on a subject as done; returns how many there were."""
    return Request.objects.filter(kind=kind, subject_key=subject_key, done_at=None).update(
        done_at=timezone.now(), done_by=by.account
    )
