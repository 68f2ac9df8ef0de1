"""Places: the queue of unknown spellings, settling one, the gazetteer browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from sijill.intake.models import PlaceQuery
from sijill.intake.queries.unmatched import count_waiting, waiting_places
from sijill.reference.models import PlaceUnit
from sijill.reference.queries import pack
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.ledger.actions import action, commit_to
from sijill.web.desk.places.browser import held
from sijill.web.desk.places.reasons import suggestions
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@action("test.unmatched", permission=None)
def unmatched(*, by: Viewer, written: str, reports: int) -> PlaceQuery:
    """A spelling that waits."""
    query = PlaceQuery(
        office_id=by.office,
        written=written,
        normal=written,
        reports=reports,
        created_by=by.account,
    )
    query.save()
    commit_to("placequery", query.pk)
    return query


@pytest.fixture
def sign_in(cast: Cast, settings: object, client: Client):  # type: ignore[no-untyped-def]
    settings.DEMO = True  # type: ignore[attr-defined]

    def as_(who: str) -> Client:
        client.force_login(getattr(cast, who))
        return client

    return as_


def first_unit(level: int = 1) -> PlaceUnit:
    unit = PlaceUnit.objects.filter(level=level, valid_from=None).order_by("code").first()
    assert unit is not None
    return unit


def test_the_queue_shows_most_reports_first(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    by = cast.viewer("documenter")
    unmatched(by=by, written="Seldom", reports=2)
    unmatched(by=by, written="Often", reports=90)
    page = sign_in("documenter").get(reverse("places")).content.decode()
    assert page.index("Often") < page.index("Seldom")
    assert "Often" not in sign_in("stranger").get(reverse("places")).content.decode()
    assert sign_in("verifier").get(reverse("places")).status_code == 403


def test_pages_do_not_slip(cast: Cast) -> None:
    by = cast.viewer("documenter")
    for number in range(7):
        unmatched(by=by, written=f"Spelling {number}", reports=number % 3)
    with bind(by):
        first = waiting_places(by, limit=3)
        second = waiting_places(by, cursor=first.next, limit=3)
        third = waiting_places(by, cursor=second.next, limit=3)
        keys = [row.pk for part in (first, second, third) for row in part.rows]
        assert len(set(keys)) == 7 and not third.next
        back = waiting_places(by, cursor=third.previous, limit=3)
        assert [r.pk for r in back.rows] == [r.pk for r in second.rows]
        assert count_waiting(by, cap=4) == 5
        with pytest.raises(Problem, match=r"page\.bad_cursor"):
            waiting_places(by, cursor="x")


def test_settling_places_what_waits(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    query = unmatched(by=cast.viewer("documenter"), written="Nowheretown", reports=1)
    client = sign_in("documenter")
    address = reverse("place_settle", args=[query.pk])
    assert client.post(address).status_code == 400
    assert client.post(address, {"unit": "no-such"}).status_code == 404
    assert client.post(address, {"unit": first_unit().code}).status_code == 302
    with bind(cast.viewer("documenter")):
        assert PlaceQuery.objects.get().unit_id == first_unit().code
    assert client.post(address, {"unit": first_unit().code}).status_code == 400
    page = client.get(reverse("places"), {"state": "settled"}).content.decode()
    assert "Nowheretown" in page
    assert client.get(reverse("place", args=[query.pk])).status_code == 200


def test_another_office_cannot_settle(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    query = unmatched(by=cast.viewer("documenter"), written="Nowheretown", reports=1)
    client = sign_in("stranger")
    for name in ("place", "place_find"):
        assert client.get(reverse(name, args=[query.pk])).status_code == 404
    address = reverse("place_settle", args=[query.pk])
    assert client.post(address, {"unit": first_unit().code}).status_code == 404


def test_a_place_is_found_without_javascript(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    query = unmatched(by=cast.viewer("documenter"), written="Nowheretown", reports=1)
    client, unit = sign_in("documenter"), first_unit()
    address = reverse("place", args=[query.pk])
    found = client.get(address, {"q": unit.names["ar"]}).content.decode()
    assert f'name="unit" value="{unit.code}"' in found
    down = client.get(address, {"within": unit.code}).content.decode()
    assert f'name="unit" value="{unit.code}"' in down
    child = PlaceUnit.objects.filter(parent=unit).order_by("code").first()
    assert child is not None and f'value="{child.code}"' in down
    part = client.get(reverse("place_find", args=[query.pk]), {"q": unit.names["en"]})
    assert unit.code in part.content.decode() and "<html" not in part.content.decode()


def test_suggestions_say_how_sure_and_why(cast: Cast) -> None:
    unit = first_unit()
    found = suggestions(unit.names["en"])
    assert found[0].code == unit.code and found[0].sure >= 60
    assert unit.names["en"] in found[0].why
    assert suggestions(" › ") == []


def test_the_queue_asks_the_same_for_one_row_and_three(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client, by = sign_in("documenter"), cast.viewer("documenter")
    unmatched(by=by, written="One", reports=1)
    client.get(reverse("places"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("places")).status_code == 200
        return len(queries)

    first = asked()
    unmatched(by=by, written="Two", reports=1)
    unmatched(by=by, written="Three", reports=1)
    assert asked() == first <= 12


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_gazetteer_opens_in_every_language(sign_in, language: str) -> None:  # type: ignore[no-untyped-def]
    client = sign_in("documenter")
    client.get(reverse("gazetteer"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(reverse("gazetteer"), {"lang": language}).content.decode()
    assert len(queries) <= 12, [q["sql"][:120] for q in queries]
    assert pack().rules.boundary_note.texts[language] in page
    assert first_unit().code in page


def test_units_are_those_of_the_day_asked_for(sign_in) -> None:  # type: ignore[no-untyped-def]
    """A unit that began on a day is absent the day before (R8.02)."""
    client = sign_in("documenter")
    late = PlaceUnit.objects.exclude(valid_from=None).filter(level=1).first()
    assert late is not None and late.valid_from is not None
    before = date.fromordinal(late.valid_from.toordinal() - 1)
    cell = f'<span class="code">{late.code}</span></td>'
    address = reverse("gazetteer")
    assert cell not in client.get(address, {"on": before.isoformat()}).content.decode()
    assert cell in client.get(address, {"on": late.valid_from.isoformat()}).content.decode()
    own = client.get(address, {"unit": late.code}).content.decode()
    with override("en"):
        assert any(s.predecessor in own for s in pack().successions if s.successor == late.code)
    assert client.get(address, {"unit": "no-such"}).status_code == 404


def test_control_is_inherited_and_kept_apart_from_law() -> None:
    control = next(c for c in pack().control if c.basis != "de_jure")
    unit = PlaceUnit.objects.get(pk=control.unit)
    assert any(str(h.source) == control.source for h in held(unit, control.valid.first))
    usual = next(
        u
        for u in PlaceUnit.objects.filter(level=1)
        if not any(c.unit == u.code for c in pack().control)
    )
    assert held(usual)[0].usual


def test_the_page_is_for_those_who_match_places() -> None:
    from sijill.web.desk.places import browser, queue, settling

    for view in (browser.gazetteer, queue.places, settling.place, settling.find, settling.settle):
        assert view.declared.permission is Permission.PLACES
