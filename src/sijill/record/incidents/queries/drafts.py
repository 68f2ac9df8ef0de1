"""One's own drafts."""

from __future__ import annotations

from typing import Any

from sijill.record.incidents.models import Draft
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.sealed import open_sealed


def own_draft(viewer: Viewer, form: str, subject: str = "") -> Any | None:
    """The content of the viewer's own draft of a form, or None; opening it leaves its leaf."""
    draft = Draft.objects.filter(created_by=viewer.account, form=form, subject=subject).first()
    if draft is None:
        return None
    return open_sealed([draft], ["content"], code="draft.open", viewer=viewer)[draft.pk]["content"]


def own_drafts(viewer: Viewer) -> list[Draft]:
    """The viewer's drafts, latest first, still sealed."""
    return list(Draft.objects.filter(created_by=viewer.account).order_by("-saved_at"))
