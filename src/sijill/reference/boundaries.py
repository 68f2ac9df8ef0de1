"""Reading OCHA COD-AB boundary files (GeoJSON) of any administrative level.

Features are read one at a time, so that a country's sub-districts never stand in memory as parsed
JSON all at once.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sijill.reference.errors import BoundaryFileRefused

# The names under which WGS 84 in longitude, latitude is written.
_WGS84 = re.compile(r"(CRS:?84|EPSG:{1,2}4326|WGS.?84)$", re.IGNORECASE)
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_CODE = re.compile(r"ADM(\d)_PCODE$", re.IGNORECASE)
_NAME = "ADM{level}_"
_CHUNK = 1 << 20
_HEAD = 1 << 16
_SPACE = " \t\r\n,"


@dataclass(frozen=True)
class BoundaryRecord:
    """One unit of a boundary file.

    ``level`` is the file's number (0 the country). ``names`` maps a language to the name.
    ``parent`` is the P-code one level up, ``ancestors`` all of them from the country down.
    ``geometry`` is in WGS 84 degrees, longitude first.
    """

    level: int
    code: str
    names: Mapping[str, str]
    parent: str | None
    ancestors: tuple[str, ...]
    valid_on: date | None
    valid_to: date | None
    geometry: BaseGeometry


def read_cod_ab(path: Path) -> Iterator[BoundaryRecord]:
    """Give the units of a file one by one.

    Raises BoundaryFileRefused: ``boundaries.not_geojson``, ``boundaries.not_a_collection``,
    ``boundaries.wrong_crs`` (``found``), ``boundaries.no_pcode`` (``feature``),
    ``boundaries.repeated_pcode`` (``pcode``), ``boundaries.not_polygon`` (``feature``),
    ``boundaries.outside_world`` (``feature``), ``boundaries.bad_date`` (``feature``, ``found``),
    ``boundaries.mixed_levels`` (``feature``), ``boundaries.empty``.
    """
    seen: set[str] = set()
    level: int | None = None
    for number, feature in enumerate(_features(path), start=1):
        record = _record(feature, number)
        if record.code in seen:
            raise BoundaryFileRefused("boundaries.repeated_pcode", {"pcode": record.code})
        if level is not None and record.level != level:
            raise BoundaryFileRefused("boundaries.mixed_levels", {"feature": number})
        seen.add(record.code)
        level = record.level
        yield record
    if not seen:
        raise BoundaryFileRefused("boundaries.empty", {"file": path.name})


def _features(path: Path) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    try:
        with path.open(encoding="utf-8-sig") as opened:
            text = opened.read(_HEAD)
            while not (start := _FEATURES.search(text)):
                more = opened.read(_CHUNK)
                if not more:
                    _check_head(text, path)
                    raise BoundaryFileRefused("boundaries.not_a_collection", {"file": path.name})
                text += more
            _check_head(text[: start.start()], path)
            text = text[start.end() :]
            while True:
                text = text.lstrip(_SPACE)
                if text.startswith("]"):
                    _check_tail(text)
                    return
                try:
                    feature, end = decoder.raw_decode(text)
                except json.JSONDecodeError:
                    more = opened.read(max(_CHUNK, len(text)))
                    if not more:
                        raise BoundaryFileRefused(
                            "boundaries.not_geojson", {"file": path.name}
                        ) from None
                    text += more
                    continue
                text = text[end:]
                yield feature if isinstance(feature, dict) else {}
    except UnicodeDecodeError:
        raise BoundaryFileRefused("boundaries.not_geojson", {"file": path.name}) from None


def _check_head(head: str, path: Path) -> None:
    if not head.lstrip().startswith("{"):
        raise BoundaryFileRefused("boundaries.not_geojson", {"file": path.name})
    _check_crs(head)


def _check_tail(tail: str) -> None:
    # A "crs" member may also follow the features.
    _check_crs(tail)


def _check_crs(text: str) -> None:
    found = re.search(r'"crs"\s*:\s*\{.*?"name"\s*:\s*"([^"]*:[^"]*|[^"]*84[^"]*)"', text, re.S)
    if found and not _WGS84.search(found[1]):
        raise BoundaryFileRefused("boundaries.wrong_crs", {"found": found[1]})


def _record(feature: Mapping[str, Any], number: int) -> BoundaryRecord:
    properties = feature.get("properties") or {}
    codes = {
        int(match[1]): str(value).strip()
        for key, value in properties.items()
        if (match := _CODE.fullmatch(key)) and value
    }
    if not codes:
        raise BoundaryFileRefused("boundaries.no_pcode", {"feature": number})
    level = max(codes)
    if any(higher not in codes for higher in range(level)):
        raise BoundaryFileRefused("boundaries.no_pcode", {"feature": number})
    ancestors = tuple(codes[higher] for higher in range(level))
    return BoundaryRecord(
        level=level,
        code=codes[level],
        names=_names(properties, level),
        parent=ancestors[-1] if ancestors else None,
        ancestors=ancestors,
        valid_on=_day(properties, "validOn", number),
        valid_to=_day(properties, "validTo", number),
        geometry=_geometry(feature.get("geometry"), number),
    )


def _names(properties: Mapping[str, Any], level: int) -> dict[str, str]:
    start = _NAME.format(level=level)
    return {
        key[len(start) :].lower(): " ".join(str(value).split())
        for key, value in properties.items()
        if key.upper().startswith(start) and len(key) == len(start) + 2 and value
    }


def _day(properties: Mapping[str, Any], key: str, number: int) -> date | None:
    found = properties.get(key)
    if not found:
        return None
    try:
        return date.fromisoformat(str(found)[:10])
    except ValueError:
        params: dict[str, str | int] = {"feature": number, "found": str(found)}
        raise BoundaryFileRefused("boundaries.bad_date", params) from None


def _geometry(found: object, number: int) -> BaseGeometry:
    try:
        geometry = shape(found)
    except (GEOSException, AttributeError, KeyError, TypeError, ValueError):
        raise BoundaryFileRefused("boundaries.not_polygon", {"feature": number}) from None
    if geometry.geom_type not in ("Polygon", "MultiPolygon") or geometry.is_empty:
        raise BoundaryFileRefused("boundaries.not_polygon", {"feature": number})
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        # Metres of a projected system look like this.
        raise BoundaryFileRefused("boundaries.outside_world", {"feature": number})
    return geometry if geometry.is_valid else geometry.buffer(0)
