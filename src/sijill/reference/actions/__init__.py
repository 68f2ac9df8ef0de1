"""Filling the tables of the world from a pack, the vocabularies and boundary files."""

from sijill.reference.actions.boundaries import BoundariesImported, import_boundaries
from sijill.reference.actions.load import load_reference

__all__ = ["BoundariesImported", "import_boundaries", "load_reference"]
