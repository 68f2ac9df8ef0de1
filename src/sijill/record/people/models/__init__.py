"""Persons, groups, how they are found, and what they said of themselves."""

from sijill.record.people.models.declaration import Declaration
from sijill.record.people.models.name_key import NameKey
from sijill.record.people.models.person import Person

__all__ = ["Declaration", "NameKey", "Person"]
