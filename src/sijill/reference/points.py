"""Points and polygons: which boundary holds a point, else which known place is nearest."""

import math
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sijill.reference.places import Place
from sijill.reference.rules import NearestRule

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


class PointIndex:
    """A tree of the narrowest boundaries and a table of the places that have coordinates."""

    def __init__(
        self, places: Iterable[Place], depth: Mapping[str, int], rule: NearestRule
    ) -> None:
        self._rule = rule
        self._places = {place.code: place for place in places}
        self._depth = {code: depth.get(p.level, 0) for code, p in self._places.items()}
        self._shapes = _shapes(self._places.values())
        self._tree = STRtree([shape for _, shape in self._shapes])
        # The country's own centre is no place a point can be near to.
        self._dots = [p for p in self._places.values() if p.lon is not None and p.parent]
        radians = [(math.radians(p.lon or 0.0), math.radians(p.lat or 0.0)) for p in self._dots]
        self._radians = np.array(radians, dtype=float).reshape(-1, 2)
        self._near: dict[tuple[float, float, date | None], tuple[str, float] | None] = {}
        self._usable: dict[date | None, NDArray[np.int_]] = {}

    def inside(self, lon: float, lat: float, on: date | None) -> tuple[str, ...] | None:
        """Give the narrowest units whose boundary holds the point, or None.

        More than one only on a shared border. A unit that had ended by ``on`` still counts: its
        successor may have no boundary yet, and the caller names it.
        """
        if not self._shapes or not _is_point(lon, lat):
            return None
        hits = [self._shapes[int(i)][0] for i in self._tree.query(Point(lon, lat), "intersects")]
        started = [code for code in hits if self._has_begun(code, on)]
        current = [code for code in started if self._places[code].valid.holds(on)]
        deepest = max((self._depth[code] for code in started), default=0)
        kept = {code for code in started if self._depth[code] == deepest}
        return tuple(sorted(kept.intersection(current)) or sorted(kept)) or None

    def _has_begun(self, code: str, on: date | None) -> bool:
        first = self._places[code].valid.first
        return on is None or first is None or first <= on

    def nearest(self, lon: float, lat: float, on: date | None) -> tuple[str, float] | None:
        """Give the nearest place valid on a day and its distance in kilometres (great circle).

        Of places at one distance the narrowest is given. None beyond the rule's limit.
        """
        if not len(self._radians) or not _is_point(lon, lat):
            return None
        key = (lon, lat, on)
        if key not in self._near:
            self._near[key] = self._find_nearest(lon, lat, on)
        return self._near[key]

    def _find_nearest(self, lon: float, lat: float, on: date | None) -> tuple[str, float] | None:
        rows = self._rows(on)
        if not len(rows):
            return None
        distances = _kilometres(self._radians[rows], lon, lat)
        at = int(np.argmin(distances))
        kilometres = float(distances[at])
        if kilometres > self._rule.limit_km:
            return None
        return self._dots[int(rows[at])].code, kilometres

    def _rows(self, on: date | None) -> NDArray[np.int_]:
        """Rows of towns; of the centres of units only where a country has no towns listed."""
        if on not in self._usable:
            valid = [i for i, place in enumerate(self._dots) if place.valid.holds(on)]
            deepest = max((self._depth[self._dots[i].code] for i in valid), default=0)
            narrow = [i for i in valid if self._depth[self._dots[i].code] == deepest]
            self._usable[on] = np.array(narrow, dtype=int)
        return self._usable[on]

    def widened(self, kilometres: float) -> tuple[int, float]:
        """Say how many levels above the nearest place the point is put, and how surely."""
        rule = self._rule
        if kilometres <= rule.place_km:
            return 0, 0.8
        if kilometres <= rule.district_km:
            return 1, 0.6
        return 2, 0.4


def _shapes(places: Iterable[Place]) -> list[tuple[str, BaseGeometry]]:
    return [(place.code, place.geometry) for place in places if place.geometry is not None]


def _is_point(lon: float, lat: float) -> bool:
    return math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90


def _kilometres(radians: NDArray[np.float64], lon: float, lat: float) -> NDArray[np.float64]:
    """Great-circle distances by the haversine formula."""
    east, north = math.radians(lon), math.radians(lat)
    half = (
        np.sin((radians[:, 1] - north) / 2) ** 2
        + np.cos(radians[:, 1]) * math.cos(north) * np.sin((radians[:, 0] - east) / 2) ** 2
    )
    found: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half))
    return found
