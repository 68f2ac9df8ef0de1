"""Places as plain records: units and towns, who succeeds whom, who administers what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sijill.reference.labels import Label
from sijill.reference.periods import ALWAYS, Period

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Level:
    """One rank of units, counted from 0 at the country. ``qualifiers`` are its words in names."""

    key: str
    depth: int
    label: Label
    qualifiers: tuple[str, ...] = ()
    admin: int | None = None  # the number of the level in a COD-AB file; None for towns


@dataclass(frozen=True)
class Spelling:
    """One way a place's name is written. ``kind`` is ``variant`` or ``former``."""

    text: str
    language: str
    kind: str = "variant"
    source: str = ""


@dataclass(frozen=True)
class Place:
    """One unit or town. ``known_from`` is when its list was made, not when the unit began."""

    code: str
    level: str
    parent: str | None
    label: Label
    spellings: tuple[Spelling, ...] = ()
    lon: float | None = None
    lat: float | None = None
    valid: Period = ALWAYS
    known_from: date | None = None
    local: bool = False  # a code of the pack's own
    name_sources: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    note: str = ""
    geometry: "BaseGeometry | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Succession:
    """From ``on``, ``successor`` stands where ``predecessor`` stood (``replaced``) or beside
    what is left of it (``split``)."""

    predecessor: str
    successor: str
    on: date
    kind: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Authority:
    """Who may administer a unit; ``actor`` is its category in the list of actors."""

    key: str
    actor: str
    label: Label
    default: bool = False


@dataclass(frozen=True)
class Control:
    """Who administers a unit in fact, beside the parent that the code list gives it."""

    unit: str
    administered_by: str
    administered_with: str | None
    basis: str
    valid: Period
    confidence: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Tile:
    """Where a unit stands in the hex map: odd rows are shifted right by half a tile."""

    code: str
    column: int
    row: int


@dataclass(frozen=True)
class Comparable:
    """Units whose sum can be compared over time although a boundary moved inside it."""

    key: str
    units: tuple[str, ...]
    label: Label
    reason: Label
