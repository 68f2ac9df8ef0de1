"""Boundary files are read unit by unit; wrong ones are refused with a code."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sijill.reference.boundaries import read_cod_ab
from sijill.reference.errors import BoundaryFileRefused
from tests.reference.worlds import DATA

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[9, 4], [10, 4], [10, 5], [9, 5], [9, 4]]],
}


def feature(**changes: Any) -> dict[str, Any]:
    properties = {
        "ADM1_EN": " Velane ",
        "ADM1_AR": "فيلان",
        "ADM1_PCODE": "XS01",
        "ADM1ALT1EN": None,
        "ADM0_EN": "Saldara",
        "ADM0_PCODE": "XS",
        "date": "2019-05-30T00:00:00",
        "validOn": "2019-06-03T00:00:00",
        "validTo": None,
    }
    geometry = changes.pop("geometry", SQUARE)
    return {"type": "Feature", "properties": properties | changes, "geometry": geometry}


def written(path: Path, features: list[dict[str, Any]], **more: Any) -> Path:
    content = {"type": "FeatureCollection", **more, "features": features}
    file = path / "units.geojson"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"]
)
def test_a_unit_is_read_whole(tmp_path: Path, name: str) -> None:
    (record,) = read_cod_ab(written(tmp_path, [feature()], crs=crs(name)))
    assert (record.level, record.code, record.parent) == (1, "XS01", "XS")
    assert record.names == {"en": "Velane", "ar": "فيلان"}
    assert (record.valid_on, record.valid_to) == (date(2019, 6, 3), None)
    assert record.geometry.area == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("features", "code"),
    [
        ([], "boundaries.empty"),
        ([feature(ADM1_PCODE=None, ADM0_PCODE=None)], "boundaries.no_pcode"),
        ([feature(ADM0_PCODE="")], "boundaries.no_pcode"),
        ([feature(), feature()], "boundaries.repeated_pcode"),
        ([feature(), feature(ADM2_PCODE="XS0101")], "boundaries.mixed_levels"),
        ([feature(geometry={"type": "Point", "coordinates": [9, 4]})], "boundaries.not_polygon"),
        ([feature(geometry=None)], "boundaries.not_polygon"),
        ([feature(validOn="31/02/2019")], "boundaries.bad_date"),
        (
            [
                feature(
                    geometry={
                        "type": "Polygon",
                        "coordinates": [[[5e5, 4e6], [6e5, 4e6], [6e5, 5e6], [5e5, 4e6]]],
                    }
                )
            ],
            "boundaries.outside_world",
        ),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, features: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(BoundaryFileRefused) as caught:
        list(read_cod_ab(written(tmp_path, features)))
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["EPSG:32638", "urn:ogc:def:crs:EPSG::3857"])
def test_another_reference_system_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BoundaryFileRefused) as caught:
        list(read_cod_ab(written(tmp_path, [feature()], crs=crs(name))))
    assert caught.value.code == "boundaries.wrong_crs"
    assert caught.value.params["found"] == name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04\xff\xfe a zipped shapefile", "boundaries.not_geojson"),
        (b"code,name\nXS,Saldara\n", "boundaries.not_geojson"),
        (b'{"type": "Feature"}', "boundaries.not_a_collection"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Fea', "boundaries.not_geojson"),
        (b"", "boundaries.not_geojson"),
    ],
)
def test_no_boundary_file_at_all(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "file.geojson"
    file.write_bytes(content)
    with pytest.raises(BoundaryFileRefused) as caught:
        list(read_cod_ab(file))
    assert caught.value.code == code


@pytest.mark.parametrize(("level", "count"), [(1, 18), (2, 101), (3, 294)])
def test_the_files_of_2019(level: int, count: int) -> None:
    path = DATA / "places" / f"irq_admbnda_adm{level}_cso_20190603.geojson"
    if not path.exists():
        pytest.skip("the boundary files are not beside the project")
    records = list(read_cod_ab(path))
    assert len(records) == count
    assert {record.level for record in records} == {level}
    assert all({"en", "ar"} <= record.names.keys() for record in records)
