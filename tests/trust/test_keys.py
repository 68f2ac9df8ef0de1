"""Sealed fields: nothing opens before its leaf, nothing opens elsewhere, nothing lies in clear."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from sijill.base.crypto import SealBroken
from sijill.base.ids import new_id, new_reference
from sijill.record.people.models import Person
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.keys import sealed
from sijill.trust.keys.keyring import Keyring, KeysMissing
from sijill.trust.keys.sealed import LeafMissing, open_sealed
from sijill.trust.ledger.actions import action, commit_to
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CANARY = "کاناری الاختبار Canary-7Q"
NAMES = [{"script": "ar", "language": "ar", "parts": [{"kind": "own", "text": CANARY}]}]


@action("test.person", permission=Permission.RECORD)
def make_person(*, by: Viewer) -> Person:
    """A person with one sealed name."""
    person = Person(
        reference=new_reference("TST", 2026),
        office_id=by.office,
        created_by=by.account,
        sex_id="answer.unknown",
    )
    person.seal(names=NAMES, details=None)
    person.save()
    commit_to("person", person.pk, {"names": NAMES})
    return person


def test_opening_commits_its_leaf_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = cast.viewer("documenter")
    person = make_person(by=viewer)
    order = []
    genuine = sealed.unseal
    monkeypatch.setattr(
        sealed,
        "unseal",
        lambda *a: (
            order.append(
                Leaf.objects.using("journal").filter(action="names.open", by=viewer.account).count()
            ),
            genuine(*a),
        )[1],
    )
    with bind(viewer):
        opened = open_sealed([person], ["names"], code="names.open", viewer=viewer, reason="test")
    assert opened[person.pk]["names"] == NAMES
    assert order and min(order) >= 1


def test_no_leaf_no_plaintext(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = cast.viewer("documenter")
    person = make_person(by=viewer)
    monkeypatch.setattr(sealed, "record_look", lambda *a, **k: new_id())
    with bind(viewer), pytest.raises(LeafMissing):
        open_sealed([person], ["names"], code="names.open", viewer=viewer)


def test_sealed_bytes_open_nowhere_else(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    one, other = make_person(by=viewer), make_person(by=viewer)
    other.names_sealed = one.names_sealed
    with bind(viewer), pytest.raises(SealBroken):
        open_sealed([other], ["names"], code="names.open", viewer=viewer)


def test_every_byte_of_a_sealed_value_counts(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    person = make_person(by=viewer)
    whole = bytes(person.names_sealed)
    for position in range(len(whole)):
        person.names_sealed = (
            whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :]
        )
        with pytest.raises(SealBroken):
            person._unseal_under(["names"])


def test_a_new_version_has_a_new_key(cast: Cast) -> None:
    person = make_person(by=cast.viewer("documenter"))
    before = bytes(person.wrapped_key), bytes(person.names_sealed)
    person.seal(names=NAMES, details=None)
    assert person.sealed_version == 2
    assert bytes(person.wrapped_key) != before[0] and bytes(person.names_sealed) != before[1]


def test_leaving_a_sealed_field_out_is_refused(cast: Cast) -> None:
    person = make_person(by=cast.viewer("documenter"))
    with pytest.raises(TypeError):
        person.seal(names=NAMES)


def test_no_table_holds_the_name(cast: Cast) -> None:
    make_person(by=cast.viewer("documenter"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%Canary-7Q%"]
            )
            assert cursor.fetchone()[0] == 0, table
        found = json.dumps(CANARY)[1:-1].encode().hex()
        cursor.execute("SELECT count(*) FROM people_person t WHERE t::text LIKE %s", [f"%{found}%"])
        assert cursor.fetchone()[0] == 0


def test_keyring_keeps_keys_and_misses_none(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    ring = Keyring(tmp_path)
    with pytest.raises(KeysMissing):
        ring.purpose_key("names")
    assert ring.create() and not ring.create()
    epoch = ring.current_epoch("BGD", date(2026, 11, 1))
    again = Keyring(tmp_path)
    assert again.epoch_key(epoch) == ring.epoch_key(epoch)
    with pytest.raises(KeysMissing):
        again.epoch_key("BGD/1999-01")
    assert ring.epoch_key(epoch) not in (tmp_path / "keyring.sealed").read_bytes()
    assert (tmp_path / "root.key").stat().st_mode & 0o077 == 0
