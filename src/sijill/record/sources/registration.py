"""Entering a source inside a running action."""

from __future__ import annotations

from typing import Any

from sijill.base.merge import stamp_all
from sijill.record.references import SOURCE, save_with_reference
from sijill.record.sources.models import Source
from sijill.record.terms import checked_terms
from sijill.trust.access.models import Protected
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import commit_to


def enter_source(
    *,
    by: Viewer,
    kind: str,
    reliability: str,
    description: str = "",
    identity: dict[str, Any] | None = None,
    office: str | None = None,
    stream: str = "",
    like: Protected | None = None,
) -> Source:
    """Enter one source; part of the calling action's leaf. Raises Problem ``term.*``.

    like: the row whose labels the source takes. stream: the feed it stands for, once an office.
    """
    checked_terms([("source", kind), ("reliability", reliability)])
    source = Source(
        kind_id=kind,
        reliability_id=reliability,
        description=description[:200],
        stream=stream,
        created_by=by.account,
    )
    if like is not None:
        source.labels_of(like)
    else:
        by.check_office(office or by.office)
        source.office_id = office or by.office
    if identity:
        source.seal(identity=identity)
    stamp_all([source], by=by.account)
    save_with_reference(source, SOURCE)
    commit_to(
        "source",
        source.pk,
        {
            "kind": kind,
            "reliability": reliability,
            "description": description,
            "identity": identity,
        },
    )
    return source
