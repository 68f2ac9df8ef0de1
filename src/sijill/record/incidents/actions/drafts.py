"""Somebody's unfinished form: sealed, and theirs alone."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sijill.record.incidents.models import Draft
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

MOST_CHARACTERS = 500_000


@action("draft.save", permission=None)
def save_draft(*, by: Viewer, form: str, subject: str = "", content: Any) -> Draft:
    """Seal the content of a form (anything JSON holds) in place of the draft before.

    Raises Problem ``draft.too_long``.
    """
    if len(str(content)) > MOST_CHARACTERS:
        raise Problem("draft.too_long")
    held = Draft.objects.select_for_update().filter(
        created_by=by.account, form=form, subject=subject
    )
    draft = held.first() or Draft(
        form=form, subject=subject, office_id=_home(by), created_by=by.account
    )
    draft.seal(content=content)
    draft.saved_at = timezone.now()
    draft.save()
    commit_to("draft", draft.pk, content, form=form)
    return draft


@action("draft.discard", permission=None)
def discard_draft(*, by: Viewer, form: str, subject: str = "") -> bool:
    """Delete one's own draft of a form; returns whether there was one."""
    held = Draft.objects.filter(created_by=by.account, form=form, subject=subject)
    found = held.first()
    held.delete()
    commit_to("draft", found.pk if found else "none", form=form)
    return found is not None


def _home(viewer: Viewer) -> str:
    """The viewer's office, or one in sight for somebody whose roles lie elsewhere."""
    return viewer.office if viewer.office in viewer.offices else min(viewer.offices)
