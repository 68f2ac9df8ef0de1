"""What published tables of people give away, and what to withhold so that they do not."""

from sijill.methods.disclosure.attack import Exposure, audit, exposed, unavoidable
from sijill.methods.disclosure.differencing import difference_exposes
from sijill.methods.disclosure.enumeration import audit_by_enumeration
from sijill.methods.disclosure.errors import DisclosureError
from sijill.methods.disclosure.knowledge import Attacker
from sijill.methods.disclosure.protection import protect, protect_linked, protect_measures
from sijill.methods.disclosure.small_cells import withhold_small
from sijill.methods.disclosure.tables import (
    GRAND_TOTAL,
    Bound,
    Cell,
    Mark,
    Suppressed,
    Table,
    Withheld,
)

__all__ = [
    "GRAND_TOTAL",
    "Attacker",
    "Bound",
    "Cell",
    "DisclosureError",
    "Exposure",
    "Mark",
    "Suppressed",
    "Table",
    "Withheld",
    "audit",
    "audit_by_enumeration",
    "difference_exposes",
    "exposed",
    "protect",
    "protect_linked",
    "protect_measures",
    "unavoidable",
    "withhold_small",
]
