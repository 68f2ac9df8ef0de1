"""Tables of the world as dated data. Filled from a country pack, never by hand."""

from sijill.reference.models.actor import Actor
from sijill.reference.models.place import Boundary, Control, PlaceName, PlaceUnit
from sijill.reference.models.term import Term

__all__ = ["Actor", "Boundary", "Control", "PlaceName", "PlaceUnit", "Term"]
