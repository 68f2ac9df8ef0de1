"""Which publications there are and how far each has come, without their numbers."""

from __future__ import annotations

from sijill.publish.models import Publication
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer


def headings(viewer: Viewer, limit: int = 200) -> list[Publication]:
    """Publications, newest first, for whoever sees figures; their tables stay unread.

    Raises Denied without Permission.FIGURES.
    """
    viewer.check(Permission.FIGURES)
    return list(Publication.objects.defer("tables").order_by("-prepared_at")[:limit])
