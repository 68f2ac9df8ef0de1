"""Many rows by column arrays: what goes in comes out, and both walls stand."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from sijill.base.ids import new_id
from sijill.intake.models import ImportRun, PlaceQuery
from sijill.trust.access.batches import ProtectedBatch
from sijill.trust.access.errors import OutsideAction
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ODD = [
    "plain",
    "",
    "NULL",
    "null",
    '"quoted"',
    "back\\slash",
    "{brace},comma}",
    "a'b",
    "%s %% %(x)s",
    "الموصل › مووسڵ",
    "line\nbreak\ttab",
    "\\x41",
    '\\"',
    "😀",
]


@pytest.fixture
def manager(cast: Cast) -> Viewer:
    return cast.viewer("manager")


def batch(manager: Viewer) -> ProtectedBatch:
    return ProtectedBatch(
        PlaceQuery,
        office_id=manager.office,
        created_by=manager.account,
        compartments=[],
    )


def test_odd_texts_and_json_come_back_as_they_were(manager: Viewer) -> None:
    rows = batch(manager)
    for text in ODD:
        rows.add(id=new_id(), written=text, normal=text, suggestions=[{"as": text}], reports=3)
    with bind(manager), writing("test"):
        assert rows.insert() == len(ODD)
        found = PlaceQuery.objects.order_by("id")
        assert [query.written for query in found] == ODD
        assert [query.suggestions for query in found] == [[{"as": text}] for text in ODD]
        assert {query.unit_id for query in found} == {None}


def test_bytes_numbers_and_nothing_come_back(manager: Viewer) -> None:
    rows = ProtectedBatch(
        ImportRun,
        office_id=manager.office,
        created_by=manager.account,
        compartments=[],
        file_digest="",
        vault_key="",
        file_name="",
    )
    every = bytes(range(256))
    for number, total in ((0, None), (2**40, 7)):
        rows.add(id=new_id(), file_size=number, total_rows=total, digest=every[:32])
    with bind(manager), writing("test"):
        rows.insert()
        found = ImportRun.objects.order_by("file_size")
        assert [(r.file_size, r.total_rows, bytes(r.digest)) for r in found] == [
            (0, None, every[:32]),
            (2**40, 7, every[:32]),
        ]


def test_no_row_is_written_outside_an_action(manager: Viewer) -> None:
    rows = batch(manager)
    rows.add(id=new_id(), written="x", normal="x")
    with bind(manager), pytest.raises(OutsideAction):
        rows.insert()


def test_a_row_of_another_office_is_refused_by_the_database(cast: Cast) -> None:
    documenter, stranger = cast.viewer("documenter"), cast.viewer("stranger")
    rows = ProtectedBatch(
        PlaceQuery, office_id=stranger.office, created_by=documenter.account, compartments=[]
    )
    rows.add(id=new_id(), written="x", normal="x")
    refused = pytest.raises(ProgrammingError, match="row-level")
    with bind(documenter), writing("test"), refused, transaction.atomic():
        rows.insert()


def test_a_column_that_is_none_is_a_fault(manager: Viewer) -> None:
    with pytest.raises(TypeError, match="colour"):
        ProtectedBatch(PlaceQuery, colour="red")
    rows = batch(manager)
    rows.add(id=new_id(), written="x", normal="x")
    with pytest.raises(TypeError, match="same columns"):
        rows.add(id=new_id(), written="x")
