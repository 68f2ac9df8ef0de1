"""Which sources count as one: dependence is carried on from link to link."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from sijill.record.sources.models import Dependence, Source
from sijill.trust.access.errors import Absent
from sijill.trust.access.viewer import Viewer


def clusters(source_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Source → number of its cluster, from 1 in the order given; each number counts once.

    Two sources that both depend on a third are one, even if the third is not in the list.
    Dependence the bound viewer may not see is not followed.
    """
    wanted = list(dict.fromkeys(source_ids))
    leader = _leaders(_links(set(wanted)))
    numbers: dict[UUID, int] = {}
    result = {}
    for source in wanted:
        head = leader.get(source, source)
        result[source] = numbers.setdefault(head, len(numbers) + 1)
    return result


def sources_visible_to(viewer: Viewer) -> list[Source]:
    """Sources within the viewer's sight, newest first, identities sealed."""
    rows = Source.objects.filter(office__in=viewer.offices)
    return list(rows.select_related("kind", "reliability").order_by("-created_at", "-id")[:1000])


def get_source(viewer: Viewer, reference: str) -> Source:
    """The source of a code. Raises Absent."""
    source = (
        Source.objects.select_related("kind", "reliability")
        .filter(reference=reference.upper())
        .first()
    )
    if source is None:
        raise Absent("record.absent")
    return source


def _links(sources: set[UUID]) -> set[tuple[UUID, UUID]]:
    """Every link reachable from these sources, one query a step."""
    links: set[tuple[UUID, UUID]] = set()
    known: set[UUID] = set()
    frontier = sources
    while frontier:
        known |= frontier
        rows = Dependence.objects.filter(Q(one__in=frontier) | Q(other__in=frontier))
        links |= set(rows.values_list("one", "other"))
        frontier = {source for link in links for source in link} - known
    return links


def _leaders(links: set[tuple[UUID, UUID]]) -> dict[UUID, UUID]:
    """The smallest id of each connected set (disjoint sets, Tarjan)."""
    leader: dict[UUID, UUID] = {}

    def head(source: UUID) -> UUID:
        while leader.setdefault(source, source) != source:
            source = leader[source]
        return source

    for one, other in sorted(links):
        first, second = sorted([head(one), head(other)])
        leader[second] = first
    return {source: head(source) for source in leader}
