"""Registering sources and saying which of them are really one."""

from __future__ import annotations

from typing import Any

from sijill.record.sources.models import Dependence, Source
from sijill.record.sources.registration import enter_source
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to


@action("source.register", permission=Permission.SOURCES)
def register_source(
    *,
    by: Viewer,
    kind: str,
    reliability: str,
    description: str = "",
    identity: dict[str, Any] | None = None,
    office: str | None = None,
    stream: str = "",
) -> Source:
    """Register a source under a code; its identity is sealed apart from any account (R1.05).

    description: what may be said openly ("staff of a hospital"), never a name.
    """
    return enter_source(
        by=by,
        kind=kind,
        reliability=reliability,
        description=description,
        identity=identity,
        office=office,
        stream=stream,
    )


@action("source.declare_dependence", permission=Permission.SOURCES)
def declare_dependence(*, by: Viewer, one: Source, other: Source, reason: str) -> Dependence:
    """Say that two sources do not count as two (R1.10). Saying it again changes nothing.

    Raises Problem ``source.itself``, ``source.reason_missing``.
    """
    if one.pk == other.pk:
        raise Problem("source.itself", reference=one.reference)
    if not reason.strip():
        raise Problem("source.reason_missing")
    first, second = sorted([one, other], key=lambda source: source.pk)
    row = Dependence.objects.filter(one=first, other=second).first()
    if row is None:
        row = Dependence(
            one=first, other=second, reason=reason.strip()[:300], created_by=by.account
        )
        row.labels_of(first, second)
        row.save()
    commit_to("source", first.pk, {"depends_on": second.reference, "reason": reason})
    commit_to("source", second.pk)
    return row
