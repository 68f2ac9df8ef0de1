"""Reads about people: by code, by keyed hashes, and (leaf first) by name."""

from sijill.record.people.naming import display_name
from sijill.record.people.queries.find import Found, Reason, find_people, warn_if_names
from sijill.record.people.queries.groups import remaining, with_remaining
from sijill.record.people.queries.names import get_person, open_names

__all__ = [
    "Found",
    "Reason",
    "display_name",
    "find_people",
    "get_person",
    "open_names",
    "remaining",
    "warn_if_names",
    "with_remaining",
]
