"""Both walls: an unbound query raises, and PostgreSQL shows an unbound role nothing."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from sijill.base.ids import new_id
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied, NoViewer, OutsideAction
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.ledger.actions import ACTIONS, NothingRecorded, action, commit_to
from sijill.trust.ledger.models import Leaf, Subject
from sijill.trust.worklist.actions import ask
from sijill.trust.worklist.models import Request
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@action("test.ask", permission=Permission.READ)
def put_request(
    *, by: Viewer, office: str, classification: int = 1, compartments: tuple = ()
) -> Request:
    request = Request(
        kind="test",
        subject_kind="test",
        subject_key=new_id(),
        reference="T",
        needs="read",
        created_by=by.account,
        office_id=office,
        classification=classification,
        compartments=list(compartments),
    )
    request.save()
    commit_to("request", request.pk, {"kind": "test"})
    return request


@action("test.silent", permission=None)
def silent(*, by: Viewer) -> None:
    """Changes something and says nothing."""


def everything() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM worklist_request")
        return int(cursor.fetchone()[0])


def test_unbound_query_raises(cast: Cast) -> None:
    with pytest.raises(NoViewer):
        Request.objects.count()


def test_unbound_role_sees_no_row(cast: Cast) -> None:
    put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('sijill.offices', '', true)")
        assert everything() == 0
    with bind(cast.viewer("documenter")):
        assert everything() == 1


@pytest.mark.parametrize(
    "who, seen",
    [("documenter", 1), ("head", 1), ("stranger", 0), ("manager", 1), ("administrator", 0)],
)
def test_other_office_sees_nothing_by_either_wall(cast: Cast, who: str, seen: int) -> None:
    put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    viewer = cast.viewer(who)
    if who == "administrator":
        seen = 1  # sees every office, but no page shows an administrator a record
    with bind(viewer):
        assert Request.objects.count() == seen
        assert everything() == seen


def test_compartment_and_clearance_hide(cast: Cast) -> None:
    office = cast.documenter.office_id
    put_request(by=cast.viewer("adviser"), office=office, compartments=("children",))
    put_request(by=cast.viewer("head"), office=office, classification=2)
    counts = {}
    for who in ("documenter", "adviser", "head"):
        with bind(cast.viewer(who)):
            assert Request.objects.count() == everything()
            counts[who] = everything()
    assert counts == {"documenter": 0, "adviser": 1, "head": 1}


def test_nobody_writes_into_another_office(cast: Cast) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        put_request(by=cast.viewer("stranger"), office=cast.documenter.office_id)


def test_write_outside_action_raises(cast: Cast) -> None:
    request = put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    with bind(cast.viewer("documenter")):
        with pytest.raises(OutsideAction):
            request.save()
        with pytest.raises(OutsideAction):
            Request.objects.update(kind="x")
        with pytest.raises(OutsideAction):
            Request.objects.all().delete()
        with pytest.raises(OutsideAction):
            Request.objects.bulk_create([request])


def test_permission_is_checked_first(cast: Cast) -> None:
    with pytest.raises(Denied):
        put_request(by=cast.viewer("administrator"), office=cast.documenter.office_id)


def test_action_that_says_nothing_does_not_happen(cast: Cast) -> None:
    with pytest.raises(NothingRecorded):
        silent(by=cast.viewer("documenter"))


def test_no_leaf_no_action(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IntegrityError("the ledger cannot be written")

    monkeypatch.setattr("sijill.trust.ledger.actions.write_leaf", broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    with bind(cast.viewer("documenter")):
        assert Request.objects.count() == 0


def test_leaf_names_its_subject(cast: Cast) -> None:
    request = put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    leaf = Subject.objects.get(kind="request", key=str(request.pk)).leaf
    assert leaf.action == "test.ask" and leaf.by == cast.documenter.pk


def test_ledger_cannot_be_rewritten(cast: Cast) -> None:
    put_request(by=cast.viewer("documenter"), office=cast.documenter.office_id)
    for statement in (
        "UPDATE ledger_leaf SET action = 'x'",
        "DELETE FROM ledger_leaf",
        "TRUNCATE ledger_leaf CASCADE",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Leaf.objects.filter(action="test.ask").exists()


def test_every_action_is_declared_once() -> None:
    assert len({declared.code for declared in ACTIONS.values()}) == len(ACTIONS)
    assert ask  # requests are put inside other rooms' actions
