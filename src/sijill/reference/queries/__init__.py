"""Reading the world: the pack, terms and their labels, places, actors."""

from sijill.reference.queries.labels import Named, in_language, place_label, term_label
from sijill.reference.queries.world import (
    actor_index,
    first_level,
    fresh_gazetteer,
    gazetteer,
    pack,
    term,
    terms,
    vocabularies,
)

__all__ = [
    "Named",
    "actor_index",
    "first_level",
    "fresh_gazetteer",
    "gazetteer",
    "in_language",
    "pack",
    "place_label",
    "term",
    "term_label",
    "terms",
    "vocabularies",
]
