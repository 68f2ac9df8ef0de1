"""The tables of the world: filled from a pack, again without change, and by boundary files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijill.reference.actions import import_boundaries, load_reference
from sijill.reference.actions.load import load
from sijill.reference.boundaries import BoundaryFileRefused
from sijill.reference.models import Actor, Boundary, PackState, PlaceUnit, Term
from sijill.reference.queries import gazetteer, in_language
from sijill.trust.access.models import Office
from sijill.trust.accounts.viewers import SETUP

pytestmark = pytest.mark.django_db
PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared" / "data" / "places"


def test_the_pack_fills_every_table() -> None:
    for model in (Office, PlaceUnit, Actor, Term):
        assert model.objects.exists(), model
    for unit in PlaceUnit.objects.select_related("parent"):
        assert unit.path.split("/")[-1] == unit.code
        assert unit.parent is None or unit.path.startswith(unit.parent.path + "/")


def test_loading_again_changes_nothing() -> None:
    before = PackState.objects.get().edition
    assert load_reference() == "unchanged"
    assert PackState.objects.get().edition == before


def test_another_country_loads_as_well(settings: object) -> None:
    """The invented pack has other levels, offices and actors; nothing in the code minds."""
    folder = PROJECT / "tests" / "packs" / "saldara"
    said = load(by=SETUP, folder=folder, digest="invented")
    assert said.startswith("saldara")
    assert PackState.objects.get().pack == "saldara"


def test_a_name_without_a_source_is_borrowed_and_says_so() -> None:
    borrowed = in_language({"en": "Somewhere", "ar": "مكان"}, "ckb")
    assert (borrowed.text, borrowed.language, borrowed.borrowed) == ("مكان", "ar", True)


@pytest.mark.skipif(not DATA.exists(), reason="the boundary files are not on this machine")
def test_boundary_files_give_polygons_and_add_sub_districts() -> None:
    units = PlaceUnit.objects.count()
    for level in range(4):
        (path,) = DATA.glob(f"irq_admbnda_adm{level}_*.geojson")
        done = import_boundaries(by=SETUP, path=path)
        again = import_boundaries(by=SETUP, path=path)
        assert done.shapes == again.shapes and again.units == 0
    assert Boundary.objects.count() == 1 + 18 + 101 + 294
    assert PlaceUnit.objects.count() == units + 294
    found = gazetteer().locate(44.36, 33.31)
    assert found is not None and found.reason == "inside"


def test_a_wrong_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "wrong.geojson"
    path.write_text('{"type": "Feature"}')
    with pytest.raises(BoundaryFileRefused):
        import_boundaries(by=SETUP, path=path)
    assert not Boundary.objects.exists()
