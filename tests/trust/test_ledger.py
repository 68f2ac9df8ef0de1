"""The tree: ordered within a batch, recomputed from the bytes, and every alteration found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections, transaction

from sijill.trust.accounts.viewers import SETUP
from sijill.trust.ledger.leaves import BULK, write_bulk, write_leaf
from sijill.trust.ledger.models import Entry, Leaf, Root, Unsequenced
from sijill.trust.ledger.sequencer import sequence_once
from sijill.trust.ledger.verification import verify


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Really committed leaves: the owner alters what the application wrote. No table is emptied
    afterwards (leaves are never deleted, and the alteration itself is rolled back)."""
    with django_db_blocker.unblock():
        yield
        for alias in ("default", "journal", "owner"):
            connections[alias].close()


def grow(leaves: int) -> None:
    for number in range(leaves):
        write_leaf("test.grow", SETUP, [("thing", str(number))], {"n": number})
    while sequence_once():
        pass


@pytest.mark.django_db
def test_leaves_are_ordered_once_and_the_log_is_whole() -> None:
    grow(7)
    grow(5)
    verdict = verify()
    assert verdict.whole and verdict.size == Leaf.objects.count() == Entry.objects.count()
    assert verdict.waiting == 0 and verdict.roots_checked == Root.objects.count() >= 2


@pytest.mark.django_db
def test_a_bulk_action_is_one_leaf_per_thousand_rows() -> None:
    before = Leaf.objects.count()
    assert (
        write_bulk("test.bulk", SETUP, ("run", "1"), ({"n": n} for n in range(BULK * 2 + 1))) == 3
    )
    assert Leaf.objects.count() - before == 3


def alter(statement: str) -> None:
    """What only the owner of the tables could do: the application's role may not."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


THIRD = "(SELECT leaf_id FROM ledger_entry WHERE index = 3)"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET body = set_byte(body, 20, get_byte(body, 20) # 1) "
        f"WHERE id = {THIRD}",
        f"UPDATE ledger_leaf SET action = 'nothing.happened' WHERE id = {THIRD}",
        "DELETE FROM ledger_entry WHERE index = 3",
        "DELETE FROM ledger_entry WHERE index = (SELECT max(index) FROM ledger_entry)",
        "UPDATE ledger_root SET root = decode(repeat('00', 32), 'hex')",
    ],
    ids=["flip a bit", "rename an act", "remove one", "cut the tail", "forge a root"],
)
def test_every_alteration_is_found(committed: None, statement: str) -> None:
    grow(6)
    assert verify().whole
    with pytest.raises(_Undo), transaction.atomic(using="owner"):
        alter(statement)
        assert not _as_owner()
        raise _Undo
    assert verify().whole


class _Undo(Exception):
    """Takes the alteration back, so that other tests find the log whole."""


def _as_owner() -> bool:
    """The verdict as the altering transaction sees it."""
    from unittest.mock import patch

    owner = connections["owner"]
    with (
        patch("sijill.trust.ledger.verification.Entry.objects", Entry.objects.using("owner")),
        patch("sijill.trust.ledger.verification.Root.objects", Root.objects.using("owner")),
        patch(
            "sijill.trust.ledger.verification.Unsequenced.objects",
            Unsequenced.objects.using("owner"),
        ),
    ):
        assert owner.in_atomic_block
        return verify().whole


@pytest.mark.django_db
def test_leaves_are_seen_by_office(cast) -> None:  # type: ignore[no-untyped-def]
    from sijill.trust.ledger.queries import leaves_visible_to

    theirs = write_leaf("test.look", cast.viewer("stranger"), [("thing", "1")], None)
    ours = write_leaf("test.look", cast.viewer("documenter"), [("thing", "1")], None)
    seen = set(
        leaves_visible_to(cast.viewer("head"))
        .filter(action="test.look")
        .values_list("pk", flat=True)
    )
    assert ours in seen and theirs not in seen
