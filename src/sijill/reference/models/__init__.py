"""Tables of the world as dated data. Filled from a country pack, never by hand."""

from sijill.reference.models.actor import Actor
from sijill.reference.models.pack_state import PackState
from sijill.reference.models.place import Boundary, Control, PlaceName, PlaceUnit
from sijill.reference.models.term import Term

__all__ = ["Actor", "Boundary", "Control", "PackState", "PlaceName", "PlaceUnit", "Term"]
