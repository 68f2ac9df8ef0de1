"""Writes about people."""

from sijill.record.people.actions.declare import declare
from sijill.record.people.actions.register import name_person, register_person

__all__ = ["declare", "name_person", "register_person"]
