"""The filters every page of the desk uses."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from sijill.base.dates import PartialDate
from sijill.trust.access.viewer import bind
from tests.cast import Cast

MONTH = PartialDate.of(2021, 5)


def drawn(text: str, language: str = "en", **context: object) -> str:
    template = engines["django"].from_string("{% load field %}" + text)
    with translation.override(language):
        return template.render(context)


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (MONTH, "en", "May 2021"),
        (MONTH, "ar", "أيار 2021"),
        ({"from": "2021-05-01", "to": "2021-05-31", "precision": "month"}, "en", "May 2021"),
        (date(2021, 5, 3), "en", "3 May 2021"),
        (PartialDate.unknown(), "en", "date unknown"),
        (None, "en", ""),
    ],
)
def test_partial_date(value: object, language: str, said: str) -> None:
    assert drawn("{{ value|partial_date }}", language, value=value) == said


def test_partial_date_of_an_incident_and_in_native_digits() -> None:
    incident = SimpleNamespace(
        occurred_from=date(2021, 5, 1),
        occurred_to=date(2021, 5, 31),
        occurred_precision="month",
        occurred_estimated=True,
        occurred_entered="",
        occurred_calendar="gregorian",
    )
    assert drawn("{{ value|partial_date }}", value=incident) == "about May 2021"
    assert "٢٠٢١" in drawn('{{ value|partial_date:"native" }}', "ar", value=incident)


def test_a_borrowed_name_carries_its_language() -> None:
    unit = SimpleNamespace(names={"en": "Somewhere <b>", "ar": "مكان"})
    assert drawn("{{ unit|place_name }}", unit=unit) == "Somewhere &lt;b&gt;"
    said = drawn("{{ unit|place_name }}", "ckb", unit=unit)
    assert '<bdi lang="ar">مكان</bdi>' in said and "<small" in said
    assert drawn("{{ unit|place_name }}", unit=None) == ""


def test_terms_actors_and_offices_by_code() -> None:
    assert drawn("{{ 'act.killing'|term }}") != "act.killing"
    assert drawn("{{ 'act.no_such'|term }}") == "act.no_such"
    assert drawn("{{ 'no-such'|actor }}{{ 'no-such'|office }}") == "no-suchno-such"
    from sijill.reference.queries import pack

    first = pack().actors[0]
    assert drawn("{{ code|actor }}", code=first.code) == first.label.texts["en"]
    place = pack().presence.offices[0]
    assert drawn("{{ code|office }}", "ar", code=place.code) == place.label.texts["ar"]


@pytest.mark.parametrize(
    ("value", "digits", "language", "said"),
    [
        (1234567, "", "en", "1,234,567"),
        (1234567, "native", "ar", "١٬٢٣٤٬٥٦٧"),
        (0.5, "native", "ar", "٠٫٥"),
        (0, "", "ckb", "0"),
        (None, "", "en", ""),
    ],
)
def test_number(value: object, digits: str, language: str, said: str) -> None:
    assert drawn("{{ value|number:digits }}", language, value=value, digits=digits) == said


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "yesterday"), (12, "12 days ago")])
def test_since(days: int, said: str) -> None:
    assert drawn("{{ day|since }}", day=timezone.localdate() - timedelta(days=days)) == said
    moment = timezone.now() - timedelta(days=days)
    assert drawn("{{ day|since }}", day=moment) == said


@pytest.mark.django_db
def test_names_of_colleagues_are_read_once(cast: Cast) -> None:
    people = [cast.documenter.pk, cast.verifier.pk, str(cast.head.pk), None]
    with bind(cast.viewer("documenter")), CaptureQueriesContext(connection) as queries:
        said = drawn("{% for p in people %}{{ p|person_name }},{% endfor %}", people=people)
    assert said == "Synthetic documenter,Synthetic verifier,Synthetic head,,"
    assert len(queries) == 1
    with bind(cast.viewer("head")):
        assert drawn("{{ p|person_name }}", p=uuid4()) != ""
