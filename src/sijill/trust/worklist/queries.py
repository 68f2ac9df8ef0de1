"""What waits for a person."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.portfolios import standing_in
from sijill.trust.worklist.models import Request


def waiting_for(viewer: Viewer) -> QuerySet[Request]:
    """Open requests this person can settle, by due date: those given to them or to somebody they
    stand in for, and those given to nobody that they may settle."""
    mine = Q(assigned_to=viewer.account)
    stood_in = Q(assigned_to__in=standing_in(viewer).values("stands_in_for_id"))
    open_to_me = Q(assigned_to=None, needs__in=sorted(viewer.permissions))
    return (
        Request.objects.filter(done_at=None)
        .filter(mine | stood_in | open_to_me)
        .exclude(not_by=viewer.account)
        .order_by("due", "created_at")
    )
