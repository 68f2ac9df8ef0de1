"""Cases for the tests of desk pages, entered through the public actions. All synthetic."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sijill.record.incidents.entry import InformationEntry, PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Incident, Information
from sijill.trust.access.viewer import Viewer, bind
from sijill.verify.actions import propose_finding
from sijill.verify.models import Finding
from sijill.web.navigation import office_names
from tests.cast import Cast
from tests.record.incidents.cases import ACCOUNT, TYPED_NAME, an_incident

__all__ = [
    "ACCOUNT",
    "OWN",
    "TYPED_NAME",
    "a_case",
    "a_finding",
    "queries",
    "signed_in",
    "waived",
    "words_of",
]

OWN = TYPED_NAME.split()[0]
TRANSACTION = re.compile(r"^(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)")


def signed_in(cast: Cast, who: str) -> Client:
    """A browser in which one of the cast has signed in."""
    cache.clear()
    client = Client()
    client.force_login(getattr(cast, who))
    # As on any but the first page of half a minute: the session has been seen.
    session = client.session
    session["seen"] = int(time.time())
    session.save()
    return client


def a_case(by: Viewer, *, victims: int = 1, pieces: int = 1, **changes: Any) -> Incident:
    """A shooting with named victims, a group of five, and sources that each told their part."""
    shot = VictimEntry(
        names=TYPED_NAME, sex="sex.man", age_years=30, acts=("act.killing",),
        cause="cause.small_arms_fire", status="status.civilian",
    )  # fmt: skip
    group = VictimEntry(kind="group", counts=(3, 5, 8), acts=("act.injury",))
    told = InformationEntry(proximity="proximity.eyewitness", account=ACCOUNT)
    return an_incident(
        by,
        **{
            "victims": (*[shot] * victims, group),
            "perpetrators": (PerpetratorEntry(actor="S1", certainty="certainty.probable"),),
            "information": tuple(replace(told, summary=f"Part {n}") for n in range(pieces)),
            **changes,
        },
    )


def a_finding(by: Viewer, case: Incident, **changes: Any) -> Finding:
    """A proposal that the act happened, on all pieces of information."""
    with bind(by):
        basis = list(Information.objects.filter(incident=case))
    return propose_finding(
        by=by,
        incident=case,
        **{
            "regime": "regime.casualty",
            "question": "question.act_occurred",
            "outcome": "outcome.established",
            "standard": "standard.reasonable_grounds",
            "reasons": "Two witnesses agree.",
            "basis": basis,
            **changes,
        },
    )


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements of a page on the connection of pages, transaction control apart.

    The number that waits is counted anew; the offices' names are known, as in any but the first
    page of five minutes.
    """
    cache.clear()
    office_names()
    with CaptureQueriesContext(connections["default"]) as captured:
        said: list[str] = []
        yield said
    said += [q["sql"] for q in captured if not TRANSACTION.match(q["sql"])]


def words_of(response: Any) -> str:
    """The page without its tags, blanks run together."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


@pytest.fixture(autouse=True)
def waived(settings: Any) -> None:
    """The demonstration goes without a second factor; so do these tests."""
    settings.DEMO = True
