"""What waits for a person."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sijill.trust.access.viewer import Viewer
from sijill.trust.worklist.models import Request


def waiting_for(viewer: Viewer) -> QuerySet[Request]:
    """Open requests this person can settle, their own first, then by due date."""
    mine = Q(assigned_to=viewer.account)
    open_to_me = Q(assigned_to=None, needs__in=sorted(viewer.permissions))
    return (
        Request.objects.filter(done_at=None)
        .filter(mine | open_to_me)
        .exclude(not_by=viewer.account)
        .order_by("due", "created_at")
    )
