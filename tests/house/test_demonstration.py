"""The synthetic office goes through the ordinary doors, and nobody in it can be taken for real."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from sijill.demonstration.chance import SEED, Chance
from sijill.demonstration.office import _places, make_office, sign_ins
from sijill.intake.models import Report
from sijill.publish.models import Publication, PublishedCell
from sijill.record.incidents.models import Incident
from sijill.record.people.models import Person
from sijill.record.people.queries import open_names
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
from sijill.verify.models import Standing

pytestmark = pytest.mark.django_db


def test_equal_seeds_make_equal_happenings() -> None:
    one = Chance(Path(settings.PACK), _places(), SEED)
    other = Chance(Path(settings.PACK), _places(), SEED)
    assert list(one.happenings(40)) == list(other.happenings(40))


def test_the_office_is_made_once_and_counts(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sijill.demonstration.staff._file", lambda: tmp_path / "sign-ins.json")
    assert make_office(reports=120, progress=lambda _: None)
    assert not make_office(reports=120, progress=lambda _: None)
    families = [names["family"] for names in _said()["names"]]
    head = viewer_of(Account.objects.get(username="head"))
    manager = viewer_of(Account.objects.get(username="manager"))
    with bind(manager):
        assert Report.objects.count() >= 110
        assert Incident.objects.count() >= 110
        assert Standing.objects.filter(counts=True).exists()
    with bind(head):
        people = list(Person.objects.filter(named=True))
        opened = open_names(head, people)
        assert people
        for names in opened.values():
            assert any(part["text"] in families for part in names[0]["parts"]), (
                "not marked as trial"
            )
    assert sorted(Publication.objects.values_list("state", flat=True)) == ["cleared", "prepared"]
    assert PublishedCell.objects.exists()
    assert len(sign_ins()) == 5
    assert len({line.password for line in sign_ins()}) == 5


def test_every_page_says_that_it_is_a_demonstration(settings) -> None:  # type: ignore[no-untyped-def]
    settings.DEMO = True
    assert b"invented" in Client().get("/").content
    settings.DEMO = False
    assert b"every person and event here is invented" not in Client().get("/").content


def _said() -> dict:  # type: ignore[type-arg]
    return tomllib.loads((Path(settings.PACK) / "demonstration.toml").read_text())
