"""Keeping the narrow search table in step with incidents. Neutral text only, never a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sijill.record.incidents.models import Act, Incident, Information, SearchEntry
from sijill.record.plain_words import plain_words
from sijill.reference.models import PlaceUnit

LABELS = ("office_id", "compartments", "classification", "sort_day")
BATCH = 1000


def refresh_search(incidents: Sequence[Incident]) -> None:
    """Write the search rows of these incidents anew. Inside a running action.

    A fixed number of queries a thousand incidents.
    """
    for start in range(0, len(incidents), BATCH):
        _refresh(incidents[start : start + BATCH])


def _refresh(incidents: Sequence[Incident]) -> None:
    places = place_texts(incident.place_id for incident in incidents)
    codes = _codes({incident.pk: incident for incident in incidents})
    rows = [
        SearchEntry(
            incident=incident,
            words=" ".join(
                dict.fromkeys(_words(incident, places.get(incident.place_id, ""), codes))
            ),
            **{label: getattr(incident, label) for label in LABELS},
        )
        for incident in incidents
    ]
    SearchEntry.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["incident"], update_fields=[*LABELS, "words"]
    )


def _words(incident: Incident, place: str, codes: dict[UUID, list[str]]) -> list[str]:
    texts = (incident.reference, incident.title, incident.summary, place, *codes[incident.pk])
    return plain_words(" ".join(texts))


def place_texts(places: Iterable[str | None]) -> dict[str | None, str]:
    """Place → the names, in every language, of it and of the units it lies in."""
    wanted = {place for place in places if place}
    paths = dict(PlaceUnit.objects.filter(pk__in=wanted).values_list("pk", "path"))
    units = {code for path in paths.values() for code in path.split("/")[1:]}
    names = dict(PlaceUnit.objects.filter(pk__in=units).values_list("pk", "names"))
    return {
        place: " ".join(text for code in path.split("/")[1:] for text in names[code].values())
        for place, path in paths.items()
    }


def _codes(incidents: Mapping[UUID, Incident]) -> dict[UUID, list[str]]:
    """Incident → the references of its victims and sources that all who see it may know of."""
    codes: dict[UUID, list[str]] = defaultdict(list)
    victims = Act.objects.filter(incident__in=incidents)
    told = Information.objects.filter(incident__in=incidents)
    for rows, named in ((victims, "victim"), (told, "source")):
        found = rows.values_list(
            "incident",
            f"{named}__reference",
            f"{named}__office_id",
            f"{named}__compartments",
            f"{named}__classification",
        )
        for incident, code, *labels in found.order_by("created_at", "pk"):
            if code not in codes[incident] and _as_open(incidents[incident], *labels):
                codes[incident].append(code)
    return codes


def _as_open(incident: Incident, office: str, compartments: list[str], level: int) -> bool:
    """Is a row with these labels seen by everybody who sees the incident?"""
    return (
        office == incident.office_id
        and set(compartments) <= set(incident.compartments)
        and level <= incident.classification
    )
