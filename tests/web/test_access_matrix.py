"""Every address × method × role × own office and other office, against a table written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sijill.base.dates import PartialDate
from sijill.base.ids import new_id, new_reference
from sijill.intake.actions.triage import TypedReport, register_report
from sijill.intake.models import ImportRun, PlaceQuery
from sijill.record.incidents.actions import record_incident
from sijill.record.incidents.entry import IncidentEntry, InformationEntry, VictimEntry
from sijill.record.incidents.models import Act, Incident, Information
from sijill.reference.models import PlaceUnit
from sijill.trust.access.enums import Permission
from sijill.trust.access.roles import ROLES
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.accounts.models import RoleGrant
from sijill.trust.ledger.actions import action, commit_to
from sijill.verify.actions import move, propose_finding
from tests.cast import ROLES as CAST
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db
SPEC = Path(__file__).resolve().parents[1] / "spec" / "access.md"
CANARY = "Kanarya"
ACTORS = ["signed out", *CAST]
EVERYWHERE = {"child_protection_adviser", "information_manager", "administrator"}
# These show what is sealed, to whoever may open it: that is what they are for.
OPENING = {
    "incident_names",
    "incident_account",
    "report_open",
    "person_names",
    "incident_address",
    "report_promote",
    "record_new",
    "person_declared",
}
# Nothing of the kind is there to act upon: no draft yet, no group, no finished error sheet.
NOTHING_THERE = {
    "account_sessions",
    "incident_name_member",
    "draft",
    "draft_discard",
    "source_depends",
    "account_end_role",
    "import_errors",
}
# A page may refuse one person for a reason of its own (their own finding, a case in another
# state): the permission let them in, the policy answered.
POLICY = {
    "finding_confirm",
    "finding_return",
    "finding_propose",
    "publication_clear",
    "publication_return",
    "publication_withdraw",
    "publication_prepare",
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    address: str
    methods: tuple[str, ...]
    who: str
    on: str


def table(heading: str) -> Iterator[list[str]]:
    section = SPEC.read_text().split(f"## {heading}")[1].split("\n## ")[0]
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith(("| role |", "| address |")):
            yield [cell.strip() for cell in line.strip("|").split("|")]


ROWS = [Row(a, tuple(m.split()), w, o) for a, m, w, o in table("Addresses")]
MAY = {role: set(permissions.split()) for role, permissions in table("What each role may")}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def test_no_address_is_missing_from_the_table() -> None:
    assert sorted({p.name or "" for p in patterns()}) == sorted(row.address for row in ROWS)


def test_roles_may_what_the_table_says() -> None:
    assert {role: {p.value for p in ROLES[role].permissions} for role in ROLES} == MAY


# --- a small world ---------------------------------------------------------


@dataclass
class Held:
    """One record of each kind, in one office."""

    incident: Incident
    report: Any
    person: str
    source: str
    finding: Any
    place: PlaceQuery
    run: ImportRun
    information: Information
    victim: str
    act: Act


@action("test.waiting", permission=Permission.READ)
def put_waiting(*, by: Viewer) -> tuple[PlaceQuery, ImportRun]:
    """An unmatched place and an import run of one's own office."""
    query = PlaceQuery(
        written="Nowhere", normal=f"nowhere {by.office}", office_id=by.office, created_by=by.account
    )
    query.save()
    run = ImportRun(
        file_name="sheet.csv",
        file_digest="0" * 64,
        file_size=1,
        vault_key="none",
        office_id=by.office,
        created_by=by.account,
    )
    run.save()
    commit_to("place_query", query.pk)
    return query, run


def make_held(by: Viewer) -> Held:
    place = PlaceUnit.objects.filter(level=1).order_by("code").first()
    entry = IncidentEntry(
        title="Neutral title",
        occurred=PartialDate.of_day(date(2025, 3, 4)),
        place=place.code if place else None,
        victims=(
            VictimEntry(
                names=f"{CANARY} Ahmed Ali",
                sex="sex.man",
                acts=("act.killing_in_attack",),
                cause="cause.small_arms",
            ),
        ),
        information=(
            InformationEntry(account=f"{CANARY} told this", proximity="proximity.eyewitness"),
        ),
    )
    incident = record_incident(by=by, entry=entry)
    move(by=by, incident=incident.pk, to="triage")
    with bind(by):
        act = Act.objects.select_related("victim").get(incident=incident)
        information = Information.objects.select_related("source").get(incident=incident)
    finding = propose_finding(
        by=by,
        incident=incident.pk,
        regime="regime.casualty",
        question="question.act_occurred",
        outcome="outcome.established",
        standard="standard.reasonable_grounds",
        reasons="agreeing accounts",
        basis=[information.pk],
    )
    report = register_report(
        by=by,
        typed=TypedReport(
            channel="telephone",
            received_on=date(2025, 3, 5),
            short="Neutral",
            told=f"{CANARY} called",
            occurred=PartialDate.of_day(date(2025, 3, 4)),
            place=place.code if place else None,
        ),
    )
    query, run = put_waiting(by=by)
    with bind(by):
        incident = Incident.objects.get(pk=incident.pk)
    return Held(
        incident,
        report,
        act.victim.reference,
        information.source.reference,
        finding,
        query,
        run,
        information,
        act.victim.reference,
        act,
    )


@dataclass
class World:
    cast: Cast
    own: Held
    other: Held


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.DEMO = True
    cast = make_cast()
    return World(cast, make_held(cast.viewer("documenter")), make_held(cast.viewer("stranger")))


# --- asking ----------------------------------------------------------------


def arguments(pattern: URLPattern, row: Row, held: Held, world: World) -> dict[str, Any]:
    """Values for the converters of an address, from one office's records."""
    values: dict[str, Any] = {}
    wanted = pattern.pattern.converters
    for name in wanted:
        values[name] = {
            "report": held.report.reference,
            "person": held.victim,
            "form": "incident",
            "information": held.information.pk,
            "act": held.act.pk,
            "role": "monitor",
            "step": 1,
            "kind": "incident",
            "language": "ar",
            "figure": "none",
            "link": new_id(),
            "run": held.run.pk,
            "grant": RoleGrant.objects.first().pk,  # type: ignore[union-attr]
            "mapping": new_id(),
            "code": "none",
            "version": 1,
            "form_": "csv",
        }.get(name)
    by_kind = {
        "incident": held.incident.reference,
        "report": held.report.reference,
        "person": held.person,
        "source": held.source,
        "finding": held.finding.reference,
        "publication": new_reference("PUB", 2026),
        "figure": new_reference("PUB", 2026),
    }
    if "reference" in values:
        values["reference"] = by_kind.get(row.on, "none")
    if "key" in values:
        keys = {"place": held.place.pk, "account": world.cast.verifier.pk, "run": held.run.pk}
        values["key"] = keys.get(row.on, str(held.incident.pk))
    return values


def expected(row: Row, actor: str, method: str, sees: bool) -> set[int]:
    """The answers that the table allows."""
    if method not in row.methods:
        return {405}
    if row.who in ("public", "door"):
        return {200, 302, 303, 400, 403, 404, 429}
    if actor == "signed out":
        return {302}
    role = CAST[actor][0]
    if row.who != "staff" and row.who not in MAY[role]:
        return {403}
    if row.on in ("publication", "figure", "mapping"):
        return {200, 302, 303, 400, 403, 404}
    if row.on not in ("-", "account") and not sees:
        return {404}
    answers = {200, 302, 303, 400, 409, 422}
    if row.address in NOTHING_THERE:
        answers.add(404)
    return answers | ({403, 404} if row.address in POLICY else set())


class _Undo(Exception):
    """Takes back what a request changed, so that the next one meets the same world."""


def ask(client: Client, method: str, url: str) -> Any:
    answer: list[Any] = []
    try:
        with transaction.atomic():
            answer.append(
                client.generic(method, url, b"", content_type="application/x-www-form-urlencoded")
            )
            raise _Undo
    except _Undo:
        return answer[0]


NAMED: dict[str, URLPattern] = {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.address)
def test_answers_are_those_of_the_table(row: Row, world: World) -> None:
    if not NAMED:
        NAMED.update({p.name or "": p for p in patterns()})
    wrong = []
    for actor in ACTORS:
        client = Client(raise_request_exception=False)
        if actor != "signed out":
            client.force_login(getattr(world.cast, actor))
        for method in ("GET", "POST", "PUT"):
            for office, held in (("own", world.own), ("other", world.other)):
                url = reverse(
                    row.address, kwargs=arguments(NAMED[row.address], row, held, world) or None
                )
                answer = ask(client, method, url)
                role = CAST.get(actor, ("",))[0]
                at_home = (actor == "stranger") == (office == "other")
                sees = at_home or role in EVERYWHERE
                if answer.status_code not in expected(row, actor, method, sees):
                    wrong.append(f"{actor} {method} {office}: {answer.status_code}")
                if CANARY in answer.content.decode(errors="replace") and not (
                    row.address in OPENING and sees
                ):
                    wrong.append(f"{actor} {method} {office}: shows a sealed name")
                if row.on == "-":
                    break
    assert wrong == []


RECORDS = [
    row for row in ROWS if row.on in ("incident", "report", "person", "source", "finding", "place")
]


@pytest.mark.parametrize("row", RECORDS, ids=lambda row: row.address)
def test_hidden_and_absent_answer_alike(row: Row, world: World) -> None:
    if not NAMED:
        NAMED.update({p.name or "": p for p in patterns()})
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.head)
    hidden = arguments(NAMED[row.address], row, world.other, world)
    absent = dict(hidden)
    for name, value in hidden.items():
        if name == "reference":
            absent[name] = new_reference(str(value).split("-")[0], 2025)
        elif name in ("key", "information"):
            absent[name] = new_id()
    method = row.methods[0]
    answers = []
    for values in (hidden, absent):
        answer = ask(client, method, reverse(row.address, kwargs=values))
        body = answer.content.decode()
        for value in values.values():
            body = body.replace(str(value), "X")
        body = re.sub(
            r"value=\"[A-Za-z0-9]{64}\"|CSRFToken[^\"}]*\"[^\"]*\"|[A-Za-z0-9]{64}", "", body
        )
        answers.append((answer.status_code, body))
    assert answers[0] == answers[1]
