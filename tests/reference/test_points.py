"""Points find the boundary that holds them, else the nearest place with its distance."""

import csv
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import box

from sijill.reference.boundaries import read_cod_ab
from sijill.reference.gazetteer import Gazetteer
from sijill.reference.places import Place
from tests.reference.worlds import DATA, gazetteer, iraq, saldara

POINTS = DATA / "events" / "sigacts_insurgencies.csv"
BOUNDARIES = [DATA / "places" / f"irq_admbnda_adm{level}_cso_20190603.geojson" for level in (1, 2)]


def with_boxes() -> Gazetteer:
    boxes = {"XS-1": box(9, 4, 10, 6), "XS-2-A": box(10, 4, 11, 6)}
    pack = saldara()
    places = [replace(place, geometry=boxes.get(place.code)) for place in pack.places]
    return gazetteer(replace(pack, places=tuple(places)))


def test_the_boundary_that_holds_a_point_wins() -> None:
    found = with_boxes().locate(9.5, 5.0)
    assert found is not None
    assert (found.unit_code, found.reason, found.confidence) == ("XS-1", "inside", 1.0)


def test_an_ended_unit_hands_its_points_to_its_successor_less_surely() -> None:
    places = with_boxes()
    before = places.locate(10.5, 5.0, date(2019, 12, 31))
    after = places.locate(10.5, 5.0, date(2020, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.unit_code, before.reason) == ("XS-2-A", "inside")
    assert (after.unit_code, after.reason) == ("XS-2-B", "inside_predecessor")
    assert after.confidence < before.confidence


def test_without_boundaries_the_distance_is_stated_and_widens_the_unit() -> None:
    places = gazetteer(saldara())
    near, farther, far = (places.locate(9.41, 5.11 + step) for step in (0.01, -0.15, -0.35))
    assert near is not None
    assert farther is not None
    assert far is not None
    assert (near.unit_code, farther.unit_code, far.unit_code) == ("XS-1-A-1", "XS-1-A", "XS-1")
    assert near.params["distance_km"] == pytest.approx(1.1, abs=0.05)  # 0.01° of latitude
    assert near.confidence > farther.confidence > far.confidence
    assert places.locate(9.41, 6.5) is None  # beyond the country's limit of 60 km


@pytest.mark.parametrize("point", [(float("nan"), 5.0), (200.0, 5.0), (9.5, -91.0)])
def test_no_coordinates_no_place(point: tuple[float, float]) -> None:
    assert with_boxes().locate(*point) is None


@pytest.mark.slow
def test_the_sigact_points() -> None:
    if not POINTS.exists():
        pytest.skip("the SIGACT file is not beside the project")
    with POINTS.open(encoding="utf-8", newline="") as opened:
        points = [
            (float(row["longitude"]), float(row["latitude"]), date.fromisoformat(row["date"]))
            for row in csv.DictReader(opened)
        ]
    pack = iraq()
    shapes = {record.code: record.geometry for path in BOUNDARIES for record in read_cod_ab(path)}
    drawn: tuple[Place, ...] = tuple(
        replace(place, geometry=shapes.get(place.code)) for place in pack.places
    )
    exact, rough = gazetteer(replace(pack, places=drawn)), gazetteer(pack)
    begun = time.perf_counter()
    inside = [exact.locate(*point) for point in points]
    took = time.perf_counter() - begun
    reasons = Counter(match.reason if match else "none" for match in inside)
    agree, stated = Counter[str](), Counter[str]()
    for (lon, lat, on), truth in zip(points, inside, strict=True):
        guess = rough.locate(lon, lat, on)
        if truth is None or truth.reason != "inside" or guess is None:
            continue
        for level in ("governorate", "district"):
            unit = rough.unit_at(guess.unit_code, level, on)
            stated[level] += unit is not None
            agree[level] += unit is not None and unit == exact.unit_at(truth.unit_code, level, on)
    print(f"SIGACT: {dict(reasons)} in {took:.1f} s")
    for level in agree:
        print(f"nearest place, {level} right: {agree[level] / stated[level]:.3f}")
    assert reasons["inside"] / len(points) > 0.999
    assert agree["governorate"] / stated["governorate"] > 0.95
    assert agree["district"] / stated["district"] > 0.8
