"""Keeping the narrow search table in step with incidents. Neutral text only, never a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    codes = _codes([incident.pk for incident in incidents])
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


def _codes(incidents: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Incident → the references of its victims and sources."""
    codes: dict[UUID, list[str]] = defaultdict(list)
    victims = Act.objects.filter(incident__in=incidents)
    for incident, code in victims.values_list("incident", "victim__reference").distinct():
        codes[incident].append(code)
    told = Information.objects.filter(incident__in=incidents)
    for incident, code in told.values_list("incident", "source__reference").distinct():
        codes[incident].append(code)
    return codes
