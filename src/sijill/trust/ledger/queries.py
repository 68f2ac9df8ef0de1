"""Reading the ledger: the leaves of the offices a person sees."""

from __future__ import annotations

from django.db.models import QuerySet

from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.models import Leaf


def leaves_visible_to(viewer: Viewer) -> QuerySet[Leaf]:
    """Leaves of acts by people of the viewer's offices, and of set-up (which has no office)."""
    return Leaf.objects.filter(office__in=["", *sorted(viewer.offices)])
