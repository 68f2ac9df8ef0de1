"""Changing an incident: no lost update, a history of every field, search kept in step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sijill.base.dates import PartialDate
from sijill.record.incidents.actions import edit_incident
from sijill.record.incidents.models import Incident
from sijill.record.incidents.queries import history_of, search_incidents
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast
from tests.record.incidents.cases import an_incident

pytestmark = pytest.mark.django_db


def edit(by: Viewer, incident: Incident, **changes: Any) -> Incident:
    return edit_incident(
        by=by, incident=incident, changes=changes, seen=incident.changed_at.isoformat()
    )


def test_a_change_is_kept_and_told(cast: Cast) -> None:
    documenter, head = cast.viewer("documenter"), cast.viewer("head")
    incident = an_incident(documenter)
    changed = edit(
        head,
        incident,
        title="Raid on a mill",
        place="IQG02",
        kind="incident.raid",
        occurred=PartialDate.of(2024, 2),
        address="Canary street",
    )
    with bind(documenter):
        change = history_of(documenter, changed)[0]
    told = {field.field: (field.before, field.after) for field in change.fields}
    assert (change.by, change.at, change.kind) == (cast.head.pk, changed.changed_at, "incident")
    assert told["title"] == ("Shooting at a checkpoint", "Raid on a mill")
    assert told["place"] == ("IQG08", "IQG02") and told["area"] == ("IQG08", "IQG02")
    assert told["occurred_from"] == (date(2024, 3, 4), date(2024, 2, 1))
    assert told["sealed"] == (None, None) and "sort_day" not in told
    kind = next(field for field in change.fields if field.field == "kind")
    assert kind.before_names and kind.before_names["en"] == "Shooting" and str(kind.label)


def test_history_is_newest_first(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    first = edit(viewer, an_incident(viewer), title="One")
    second = edit(viewer, first, title="Two")
    with bind(viewer):
        titles = [change.fields[0].after for change in history_of(viewer, second)]
    assert titles == ["Two", "One"]


def test_nobody_writes_over_a_change_they_have_not_read(cast: Cast) -> None:
    documenter, head = cast.viewer("documenter"), cast.viewer("head")
    incident = an_incident(documenter)
    edit(head, incident, title="The head was first")
    for seen in (incident.changed_at.isoformat(), "", "yesterday"):
        with pytest.raises(Problem) as caught:
            edit_incident(by=documenter, incident=incident, changes={"title": "x"}, seen=seen)
        assert caught.value.code == "incident.changed_meanwhile"
    with bind(documenter):
        assert Incident.objects.get(pk=incident.pk).title == "The head was first"


def test_the_words_follow(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    edit(viewer, an_incident(viewer), title="Bulldozers at the mill", place="IQG02")
    with bind(viewer):
        for text, found in [("checkpoint", 0), ("bulldozers", 1), ("البصرة", 1), ("baghdad", 0)]:
            assert len(search_incidents(viewer, text).rows) == found, text


def test_the_day_of_arrival_moves_an_undated_incident(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, occurred=PartialDate.unknown())
    changed = edit(viewer, incident, received_on=date(2024, 1, 2))
    assert (changed.sort_day, changed.occurred_from) == (date(2024, 1, 2), None)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("incident.not_editable", {"state": "closed"}),
        ("incident.not_editable", {"compartments": []}),
        ("incident.no_title", {"title": ""}),
        ("incident.unknown_place", {"place": "nowhere"}),
        ("term.wrong_vocabulary", {"kind": "act.killing"}),
        ("incident.future", {"occurred": PartialDate.of_day(date(2999, 1, 1))}),
    ],
)
def test_what_is_refused(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with pytest.raises(Problem) as caught:
        edit(viewer, incident, **changes)
    assert caught.value.code == code


def test_others_may_not(cast: Cast) -> None:
    incident = an_incident(cast.viewer("documenter"))
    with pytest.raises(Absent):
        edit(cast.viewer("stranger"), incident, title="x")
    with pytest.raises(Denied):
        edit(cast.viewer("verifier"), incident, title="x")
