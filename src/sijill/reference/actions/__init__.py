"""Filling the tables of the world from a pack, the vocabularies and boundary files."""

from sijill.reference.actions.load import load_reference

__all__ = ["load_reference"]
