"""Recording: all of one screen or nothing, under one leaf, with codes checked first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sijill.base.dates import PartialDate
from sijill.record.incidents.actions import open_lead, record_incident
from sijill.record.incidents.entry import InformationEntry, PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Act, Incident, Information, SearchEntry
from sijill.record.incidents.when import occurred_of
from sijill.record.people.models import Person
from sijill.trust.access.enums import Classification
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import bind
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast
from tests.record.incidents.cases import (
    ACCOUNT,
    DAY,
    INJURY,
    KILLING,
    TYPED_NAME,
    an_entry,
    an_incident,
)

pytestmark = pytest.mark.django_db


def test_it_records_who_did_what_to_whom(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        incident = Incident.objects.get(pk=incident.pk)
        act = Act.objects.select_related("victim").get(incident=incident)
        assert incident.state == "allegation" and incident.area_id == "IQG08"
        assert incident.place_precision == "precision_place.governorate"
        assert occurred_of(incident) == PartialDate.of_day(DAY)
        assert act.casualty == "killed" and act.age_group_id == "age.adult"
        assert act.victim.named and act.involvements.get().actor_id == "U1"
        assert Information.objects.get(incident=incident).source.reference.startswith("BGDS-")


def test_one_leaf_names_every_subject(cast: Cast) -> None:
    before = Leaf.objects.count()
    incident = an_incident(cast.viewer("documenter"))
    leaf = Leaf.objects.latest("at")
    assert Leaf.objects.count() == before + 1 and leaf.action == "incident.record"
    kinds = {kind for kind, _ in json.loads(bytes(leaf.body))["on"]}
    assert kinds == {"incident", "person", "act", "involvement", "source", "information"}
    assert incident.reference in bytes(leaf.body).decode()


def test_names_and_accounts_stay_out_of_ledger_and_search(cast: Cast) -> None:
    """What was typed once, in clear, stands in no table of the database."""
    an_incident(cast.viewer("documenter"), address="Zarqoun Street 12")
    canaries = ("Zarqoun", "zarqoun", "الجبوري", "جبوري", "flour mill", TYPED_NAME, ACCOUNT)
    for table, text in everything_stored():
        for canary in canaries:
            assert canary not in text, f"{canary} stands in {table}"


def everything_stored() -> list[tuple[str, str]]:
    """Every row of every table of the record and the ledger, as PostgreSQL prints it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('sijill.offices', 'BGD,BSR', true), "
            "set_config('sijill.compartments', 'identity', true), "
            "set_config('sijill.clearance', '2', true)"
        )
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tablename ~ "
            "'^(incidents|people|sources|ledger|worklist)_'"
        )
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            text = cursor.fetchone()[0]
            # Bytes are printed in hexadecimal: read them as well.
            found += [(table, text), (table, decoded(text))]
    assert any(table == "people_person" and "BGDP-" in text for table, text in found)
    return found


def decoded(text: str) -> str:
    parts = [part.split(",")[0].strip('"()\\') for part in text.split("\\x")[1:]]
    return "\n".join(
        bytes.fromhex(p).decode("utf-8", "replace")
        for p in parts
        if len(p) % 2 == 0 and all(c in "0123456789abcdef" for c in p)
    )


def test_a_lead_needs_little(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    period = PartialDate.of(2024, 3)
    incident = open_lead(by=viewer, title="  Shots  heard ", occurred=period, place="IQG08")
    assert (incident.state, incident.title) == ("lead", "Shots heard")
    assert incident.sort_day == date(2024, 3, 1) and incident.occurred_precision == "month"


def test_without_a_date_the_day_of_arrival_sorts(cast: Cast) -> None:
    incident = open_lead(
        by=cast.viewer("documenter"),
        title="A",
        occurred=PartialDate.unknown("long ago"),
        place=None,
    )
    assert incident.sort_day == timezone.localdate() and incident.occurred_entered == "long ago"


def test_a_town_lies_in_its_first_level_area(cast: Cast) -> None:
    incident = an_incident(cast.viewer("documenter"), place="IQG08Q02-abu-ghraib")
    assert (incident.place_id, incident.area_id) == ("IQG08Q02-abu-ghraib", "IQG08")


VICTIM = VictimEntry(acts=(KILLING,))
TOMORROW = PartialDate.of_day(timezone.localdate() + timedelta(days=1))
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("incident.no_title", {"title": "  "}),
    ("incident.long_title", {"title": "a" * 201}),
    ("incident.unknown_place", {"place": "IQG99"}),
    ("incident.unknown_actor", {"perpetrators": (PerpetratorEntry(actor="S99"),)}),
    ("term.unknown", {"kind": "incident.nothing"}),
    ("term.wrong_vocabulary", {"kind": "act.killing"}),
    ("term.wrong_vocabulary", {"victims": (replace(VICTIM, acts=("cause.uxo",)),)}),
    ("term.wrong_vocabulary", {"victims": (replace(VICTIM, cause="answer.unknown"),)}),
    ("term.wrong_vocabulary", {"perpetrators": (PerpetratorEntry("U1", degree="act.killing"),)}),
    ("term.unknown", {"information": (InformationEntry(proximity="proximity.far"),)}),
    ("term.unknown", {"place_precision": "somewhere"}),
    ("incident.unknown_conflict_link", {"conflict_link": "perhaps"}),
    ("incident.victim_without_act", {"victims": (VictimEntry(),)}),
    ("incident.age", {"victims": (replace(VICTIM, age_years=300),)}),
    ("incident.age_differs", {"victims": (replace(VICTIM, age_group="age.child", age_years=40),)}),
    ("incident.future", {"occurred": TOMORROW}),
    ("person.group_counts", {"victims": (replace(VICTIM, kind="group", counts=(3, 2, 5)),)}),
    ("person.group_counts", {"victims": (replace(VICTIM, kind="group"),)}),
    ("person.counts_of_one", {"victims": (replace(VICTIM, counts=(1, 1, 1)),)}),
    (
        "name.unknown_kind",
        {"victims": (replace(VICTIM, names=[{"parts": [{"kind": "x", "text": "y"}]}]),)},
    ),
    ("incident.compartment_not_yours", {"compartments": ("children",)}),
    ("incident.unknown_compartment", {"compartments": ("secret",)}),
    ("incident.above_clearance", {"classification": Classification.STRICTLY_CONFIDENTIAL}),
]


@pytest.mark.parametrize(("code", "changes"), WRONG)
def test_what_is_wrong_is_said_by_code_and_nothing_is_kept(
    cast: Cast, code: str, changes: dict[str, Any]
) -> None:
    viewer = cast.viewer("documenter")
    leaves = Leaf.objects.count()
    with pytest.raises(Problem) as caught:
        record_incident(by=viewer, entry=an_entry(**changes))
    assert caught.value.code == code
    assert TYPED_NAME not in str(caught.value.params)
    with bind(viewer):
        assert not Incident.objects.exists() and not Person.objects.exists()
    assert SearchEntry.objects.count() == 0 and Leaf.objects.count() == leaves


def test_the_adviser_may_keep_children_apart(cast: Cast) -> None:
    adviser, documenter = cast.viewer("adviser"), cast.viewer("documenter")
    child = VictimEntry(acts=(KILLING,), age_years=9, names="Sami Canary")
    incident = an_incident(adviser, office="BGD", victims=(child,), compartments=("children",))
    with bind(adviser):
        act = Act.objects.get(incident=incident)
        assert act.age_group_id == "age.child" and act.victim.compartments == ["children"]
    with bind(documenter):
        assert not Incident.objects.filter(pk=incident.pk).exists()
        assert not Person.objects.filter(pk=act.victim_id).exists()


def test_a_child_hides_nothing_by_itself(cast: Cast) -> None:
    documenter = cast.viewer("documenter")
    incident = an_incident(documenter, victims=(replace(VICTIM, age_years=9),))
    assert incident.compartments == []
    with bind(documenter):
        assert Incident.objects.filter(pk=incident.pk).exists()


def test_killed_and_injured_in_one_incident_keeps_both_acts(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, victims=(replace(VICTIM, acts=(INJURY, KILLING, INJURY)),))
    with bind(viewer):
        casualties = sorted(
            Act.objects.filter(incident=incident).values_list("casualty", flat=True)
        )
    assert casualties == ["injured", "killed"]


def test_who_may_not_record(cast: Cast) -> None:
    for who in ("verifier", "manager", "administrator"):
        with pytest.raises(Denied):
            record_incident(by=cast.viewer(who), entry=an_entry())


def test_another_office_is_refused(cast: Cast) -> None:
    with pytest.raises(Denied):
        record_incident(by=cast.viewer("documenter"), entry=an_entry(), office="BSR")


def test_a_person_of_another_office_cannot_be_named_by_key(cast: Cast) -> None:
    stranger = cast.viewer("stranger")
    theirs = an_incident(stranger)
    with bind(stranger):
        person = Act.objects.get(incident=theirs).victim_id
    victim = replace(VICTIM, person=person)
    with pytest.raises(Problem) as caught:
        record_incident(by=cast.viewer("documenter"), entry=an_entry(victims=(victim,)))
    assert caught.value.code == "incident.person_absent"


def test_a_report_out_of_sight_is_absent(cast: Cast) -> None:
    with pytest.raises(Absent):
        record_incident(by=cast.viewer("documenter"), entry=an_entry(reports=(cast.documenter.pk,)))
