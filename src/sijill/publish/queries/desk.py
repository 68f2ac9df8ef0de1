"""Publications as those see them who prepare and clear."""

from __future__ import annotations

from sijill.publish.models import Publication
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied
from sijill.trust.access.viewer import Viewer


def publications(viewer: Viewer, limit: int = 100) -> list[Publication]:
    """Everything prepared, newest first. Raises Denied without PUBLISH or CLEAR."""
    _check(viewer)
    return list(Publication.objects.order_by("-prepared_at")[:limit])


def publication_of(viewer: Viewer, reference: str) -> Publication:
    """One publication with its true cells and marks; raises Absent, Denied."""
    _check(viewer)
    row = Publication.objects.filter(reference=reference).first()
    if row is None:
        raise Absent("record.absent")
    return row


def may_clear(viewer: Viewer, publication: Publication) -> str | None:
    """The code of what keeps the viewer from deciding on a publication, or None."""
    if publication.state != Publication.State.PREPARED:
        return "publication.not_prepared"
    if not viewer.may(Permission.CLEAR):
        return "access.no_permission"
    return "publication.own" if publication.prepared_by == viewer.account else None


def _check(viewer: Viewer) -> None:
    if not (viewer.may(Permission.PUBLISH) or viewer.may(Permission.CLEAR)):
        raise Denied("access.no_permission", permission=str(Permission.PUBLISH))
