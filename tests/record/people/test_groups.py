"""Groups are reduced by their named members, as tests/spec/groups.md tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijill.record.incidents.actions import name_member
from sijill.record.incidents.entry import PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Act, Incident
from sijill.record.people.models import Person
from sijill.record.people.queries import remaining, with_remaining
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer, bind
from tests.cast import Cast
from tests.record.incidents.cases import INJURY, KILLING, an_incident
from tests.record.incidents.test_units import table

pytestmark = pytest.mark.django_db

SPEC = Path(__file__).parents[2] / "spec" / "groups.md"
ROWS = [tuple(map(int, row)) for row in table(SPEC.read_text(encoding="utf-8"))]


def a_group(viewer: Viewer, counts: tuple[int, int, int]) -> tuple[Incident, Person]:
    group = VictimEntry(
        kind="group", counts=counts, acts=(KILLING,), cause="cause.uxo", status="status.civilian"
    )
    incident = an_incident(
        viewer, victims=(group,), perpetrators=(PerpetratorEntry(actor="N1", claimed=True),)
    )
    with bind(viewer):
        return incident, Act.objects.select_related("victim").get(incident=incident).victim


@pytest.mark.parametrize("row", ROWS)
def test_remaining(cast: Cast, row: tuple[int, ...]) -> None:
    viewer = cast.viewer("documenter")
    incident, group = a_group(viewer, row[:3])  # type: ignore[arg-type]
    for number in range(row[3]):
        name_member(by=viewer, group=group, names=f"Canary {number}", sex="sex.man")
    with bind(viewer):
        left = remaining(group)
        annotated = with_remaining(Person.objects.all()).get(pk=group.pk)
        named = Act.objects.filter(incident=incident).exclude(victim=group).count()
    assert left == row[4:7]
    assert (annotated.left_least, annotated.left_best, annotated.left_most) == row[4:7]
    assert left[1] + named == row[7]


def test_a_member_suffers_what_the_group_suffered(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident, group = a_group(viewer, (3, 3, 3))
    member = name_member(by=viewer, group=group, names="ليلى حسن", sex="sex.woman", age_years=12)
    with bind(viewer):
        act = Act.objects.get(incident=incident, victim=member)
        assert (act.kind_id, act.cause_id, act.casualty) == (KILLING, "cause.uxo", "killed")
        assert (act.sex_id, act.age_group_id, act.status_id) == (
            "sex.woman",
            "age.child",
            "status.civilian",
        )
        involvement = act.involvements.get()
        assert (involvement.actor_id, involvement.claimed) == ("N1", True)
        assert member.group_id == group.pk and member.named


def test_nobody_is_named_beyond_the_most(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    _, group = a_group(viewer, (1, 1, 1))
    name_member(by=viewer, group=group, names="Canary One")
    with pytest.raises(Problem) as caught:
        name_member(by=viewer, group=group, names="Canary Two")
    assert caught.value.code == "group.nobody_left"


def test_one_person_has_no_members(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, victims=(VictimEntry(acts=(INJURY,)),))
    with bind(viewer):
        person = Act.objects.select_related("victim").get(incident=incident).victim
        assert remaining(person) == (1, 1, 1)
    with pytest.raises(Problem) as caught:
        name_member(by=viewer, group=person, names="Canary")
    assert caught.value.code == "person.not_a_group"
