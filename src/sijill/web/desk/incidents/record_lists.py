"""The lists the recording forms choose from, drawn once a page and shared by all its rows."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sijill.record.sources.models import Source
from sijill.reference.queries import term_label
from sijill.web.desk.incidents.entry_information import PROXIMITY
from sijill.web.desk.incidents.record_terms import Choice, actor_choices, term_choices

MOST_SOURCES = 60

# What a kind of incident says of the weapon by its very meaning; nothing is guessed beyond that.
CAUSES = {
    "incident.shooting": "cause.small_arms",
    "incident.air_attack": "cause.heavy_explosive",
    "incident.indirect_fire": "cause.heavy_explosive",
    "incident.explosive_remnant": "cause.planted_explosive",
}


def lists(sources: Iterable[Source]) -> dict[str, list[Choice]]:
    """Choices by the id of their datalist."""
    return {
        "list-act": term_choices("act"),
        "list-cause": term_choices("cause"),
        "list-actor": actor_choices(),
        "list-source": source_choices(sources),
    }


def source_choices(sources: Iterable[Source]) -> list[Choice]:
    """Kinds of a new source, then the latest sources by code."""
    held = [
        Choice(
            source.reference,
            source.reference,
            source.reference,
            " · ".join(filter(None, [term_label(source.kind_id), source.description])),
            (),
        )
        for source in list(sources)[:MOST_SOURCES]
    ]
    return [*term_choices("source"), *held]


def kind_causes() -> str:
    """Kind of incident → label of the cause it implies, as JSON for the script."""
    return json.dumps({kind: term_label(cause) for kind, cause in CAUSES.items()})


def proximities() -> str:
    """Label of a kind of source → key of the nearness it usually has, as JSON for the script."""
    return json.dumps({term_label(kind): near for kind, near in PROXIMITY.items()})
