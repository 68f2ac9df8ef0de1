"""Correcting acts and information: told in the history, never over another correction."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sijill.record.incidents.actions import (
    edit_act,
    edit_incident,
    edit_information,
    grade_information,
)
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.incidents.queries import history_of, open_accounts, search_accounts
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast
from tests.record.incidents.cases import INJURY, KILLING, an_entry, an_incident

pytestmark = pytest.mark.django_db


def held(viewer: Viewer, incident: Incident) -> tuple[Act, Information]:
    with bind(viewer):
        acts = Act.objects.select_related("incident").filter(incident=incident)
        told = Information.objects.select_related("incident").filter(incident=incident)
        return acts.order_by("pk")[0], told[0]


def test_an_act_is_corrected(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    act, _ = held(viewer, incident)
    changed = edit_act(
        by=viewer, act=act, changes={"kind": INJURY, "age_years": 12}, seen=act.changed_at
    )
    assert (changed.casualty, changed.age_group_id) == ("injured", "age.child")
    with bind(viewer):
        change = history_of(viewer, incident)[0]
    told = {field.field: (field.before, field.after) for field in change.fields}
    assert change.kind == "act" and told["kind"] == (KILLING, INJURY)
    assert told["casualty"] == ("killed", "injured") and told["age_years"] == (30, 12)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("incident.not_editable", {"victim": None}),
        ("incident.not_editable", {"casualty": "killed"}),
        ("incident.act_known", {"kind": INJURY}),
        ("incident.age_differs", {"age_group": "age.child"}),
        ("term.wrong_vocabulary", {"cause": "sex.man"}),
    ],
)
def test_what_is_refused(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    viewer = cast.viewer("documenter")
    victim = an_entry().victims[0]
    both = (type(victim)(acts=(KILLING, INJURY), age_years=30),)
    act, _ = held(viewer, an_incident(viewer, victims=both))
    with pytest.raises(Problem) as caught:
        edit_act(by=viewer, act=act, changes=changes, seen=act.changed_at)
    assert caught.value.code == code


def test_two_corrections_do_not_overwrite_each_other(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    act, told = held(viewer, an_incident(viewer))
    edit_act(by=viewer, act=act, changes={"note": "first"}, seen=act.changed_at)
    with pytest.raises(Problem) as caught:
        edit_act(by=viewer, act=act, changes={"note": "second"}, seen=act.changed_at)
    assert caught.value.code == "incident.changed_meanwhile"
    edit_information(by=viewer, information=told, changes={"summary": "a"}, seen=told.changed_at)
    with pytest.raises(Problem):
        grade_information(
            by=viewer,
            information=told,
            reliability="reliability.a",
            credibility="credibility.1",
            seen=told.changed_at,
        )


def test_an_account_is_written_anew(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    _, told = held(viewer, incident)
    changed = edit_information(
        by=viewer, information=told, changes={"account": "An owl called"}, seen=told.changed_at
    )
    with bind(viewer):
        assert search_accounts(viewer, "zarqoun") == []
        assert [row.pk for row in search_accounts(viewer, "owl")] == [told.pk]
        assert open_accounts(viewer, [changed], incident) == {told.pk: "An owl called"}
        assert [field.sealed for field in history_of(viewer, incident)[0].fields] == [True]


def test_letter_and_number_are_graded_by_those_who_may(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    _, told = held(viewer, an_incident(viewer))
    grades = {"reliability": "reliability.b", "credibility": "credibility.2"}
    changed = grade_information(
        by=cast.viewer("verifier"), information=told, seen=told.changed_at, **grades
    )
    assert (changed.reliability_id, changed.credibility_id) == tuple(grades.values())
    with pytest.raises(Denied):
        grade_information(
            by=cast.viewer("manager"), information=told, seen=told.changed_at, **grades
        )


def test_a_history_takes_at_most_four_queries(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    victim = an_entry().victims[0]
    incident = an_incident(viewer, victims=(victim, type(victim)(acts=(INJURY,))))
    act, told = held(viewer, incident)
    edit_act(by=viewer, act=act, changes={"cause": "cause.unknown"}, seen=act.changed_at)
    edit_information(by=viewer, information=told, changes={"summary": "a"}, seen=told.changed_at)
    edit_incident(
        by=viewer, incident=incident, changes={"place": "IQG15"}, seen=incident.changed_at
    )
    with bind(viewer), CaptureQueriesContext(connection) as asked:
        changes = history_of(viewer, incident)
    assert len(asked) <= 4
    # What JSON carried is what the columns hold: nothing else seems to have changed.
    assert [(change.kind, {field.field for field in change.fields}) for change in changes] == [
        ("incident", {"place", "area"}),
        ("information", {"summary"}),
        ("act", {"cause"}),
    ]
    placed = {field.field: field for field in changes[0].fields}["place"]
    assert placed.after_names is not None and placed.after_names["en"] == "Ninewa"
    caused = changes[2].fields[0]
    assert caused.before_names is not None and caused.before_names["ar"]
