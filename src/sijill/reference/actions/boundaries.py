"""Importing boundaries: polygons of known units, and units the pack does not list."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import shapely
from django.db.models import F

from sijill.reference.boundaries import BoundaryRecord, read_cod_ab
from sijill.reference.models import Boundary, PackState, PlaceName, PlaceUnit
from sijill.reference.queries.world import pack
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to


@dataclass(frozen=True)
class BoundariesImported:
    """How many polygons were set, and how many units were new to the pack."""

    shapes: int
    units: int


@action("reference.import_boundaries", permission=None)
def import_boundaries(*, by: Viewer, path: Path) -> BoundariesImported:
    """Read a COD-AB file: every unit gets its polygon; an unknown unit is added under its parent.

    Run again with the same file it changes nothing. Raises BoundaryFileRefused (the file), or
    Problem ``boundaries.unknown_parent`` when a parent is neither in the pack nor in the file.
    """
    depths = {level.admin: level.depth for level in pack().levels if level.admin is not None}
    source = path.name[:120]
    known = {unit.code: unit for unit in PlaceUnit.objects.all()}
    shapes, added = [], 0
    for record in read_cod_ab(path):
        if record.code not in known and not _country(record, known):
            known[record.code] = _add(record, known, depths, source)
            added += 1
        unit = known.get(record.code) or known[_country_code(known)]
        shapes.append(_boundary(unit, record, source))
    Boundary.objects.bulk_create(
        shapes,
        update_conflicts=True,
        unique_fields=["unit", "source"],
        update_fields=["shape", "valid_from", "valid_to"],
        batch_size=200,
    )
    PackState.objects.update(edition=F("edition") + 1)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    commit_to("boundaries", digest, digest, shapes=len(shapes), units=added)
    return BoundariesImported(len(shapes), added)


def _country(record: BoundaryRecord, known: dict[str, PlaceUnit]) -> bool:
    """The country itself, whatever code the file gives it."""
    return record.level == 0 and bool(known)


def _country_code(known: dict[str, PlaceUnit]) -> str:
    return next(code for code, unit in known.items() if unit.level == 0)


def _add(
    record: BoundaryRecord, known: dict[str, PlaceUnit], depths: dict[int, int], source: str
) -> PlaceUnit:
    parent = known.get(record.parent or "")
    depth = depths.get(record.level)
    if parent is None or depth is None:
        raise Problem("boundaries.unknown_parent", unit=record.code)
    centre = record.geometry.representative_point()
    unit = PlaceUnit.objects.create(
        code=record.code,
        parent=parent,
        level=depth,
        path=f"{parent.path}/{record.code}",
        names=dict(record.names),
        valid_to=record.valid_to,
        longitude=round(centre.x, 4),
        latitude=round(centre.y, 4),
    )
    PlaceName.objects.bulk_create(
        PlaceName(unit=unit, language=language, text=text[:120], kind="official", source=source)
        for language, text in record.names.items()
    )
    return unit


def _boundary(unit: PlaceUnit, record: BoundaryRecord, source: str) -> Boundary:
    return Boundary(
        unit=unit,
        shape=shapely.to_wkb(record.geometry),
        source=source,
        valid_from=unit.valid_from,
        valid_to=record.valid_to or unit.valid_to,
    )
