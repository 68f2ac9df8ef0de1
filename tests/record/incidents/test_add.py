"""Adding to an incident, giving it to somebody, relating it: each wakes the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from sijill.record.incidents.actions import (
    add_act,
    add_information,
    add_involvement,
    add_victim,
    assign,
    relate,
)
from sijill.record.incidents.entry import InformationEntry, PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Act, Incident
from sijill.record.incidents.queries import (
    acts_of,
    information_of,
    open_accounts,
    overdue,
    related_of,
    search_accounts,
    search_incidents,
    timeline_of,
)
from sijill.record.incidents.recording import touch
from sijill.record.people.models import Person
from sijill.record.people.queries import open_names
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import bind
from sijill.trust.worklist.models import Request
from tests.cast import Cast
from tests.record.incidents.cases import ACCOUNT, INJURY, KILLING, TORTURE, an_incident

pytestmark = pytest.mark.django_db


def fall_silent(incident: Incident, days: int) -> None:
    with writing("test"):
        day = timezone.localdate() - timedelta(days=days)
        Incident.objects.filter(pk=incident.pk).update(last_activity=day)


def test_adding_wakes_a_silent_case(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        assert overdue(viewer) == []
        fall_silent(incident, 15)
        assert [row.pk for row in overdue(viewer)] == [incident.pk]
    add_victim(by=viewer, incident=incident, victim=VictimEntry(acts=(INJURY,)))
    with bind(viewer):
        assert overdue(viewer) == []


def test_a_new_victim_is_found_by_code(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    acts = add_victim(
        by=viewer,
        incident=incident,
        victim=VictimEntry(acts=(INJURY, TORTURE)),
        perpetrators=[PerpetratorEntry(actor="S2", unit="a patrol")],
    )
    with bind(viewer):
        code = Person.objects.get(pk=acts[0].victim_id).reference
        assert [row.pk for row in search_incidents(viewer, code).rows] == [incident.pk]
        shown = acts_of(viewer, incident)
    assert [act.kind_id for act in shown] == [KILLING, INJURY, TORTURE]
    assert [[i.actor_id for i in act.involvements.all()] for act in shown] == [
        ["U1"],
        ["S2"],
        ["S2"],
    ]


def test_a_later_act_is_like_the_first(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        victim = Act.objects.select_related("victim").get(incident=incident).victim
    act = add_act(by=viewer, incident=incident, victim=victim, kind=TORTURE)
    assert (act.age_years, act.sex_id, act.casualty) == (30, "sex.man", "")
    with pytest.raises(Problem) as caught:
        add_act(by=viewer, incident=incident, victim=victim, kind=TORTURE)
    assert caught.value.code == "incident.act_known"


def test_an_actor_is_entered_once(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        act = Act.objects.select_related("incident").get(incident=incident)
    add_involvement(by=viewer, act=act, perpetrator=PerpetratorEntry(actor="N1", denied=True))
    with pytest.raises(Problem) as caught:
        add_involvement(by=viewer, act=act, perpetrator=PerpetratorEntry(actor="U1"))
    assert caught.value.code == "incident.involvement_known"


def test_an_account_is_sealed_and_found_by_its_words(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer, information=())
    told = InformationEntry(
        account=ACCOUNT, proximity="proximity.victim", credibility="credibility.2"
    )
    row = add_information(by=viewer, incident=incident, information=told)
    assert b"Zarqoun" not in bytes(row.account_sealed)
    with bind(viewer):
        for text, found in [("zarqoun", 1), ("flour zarqoun", 1), ("zarqoun river", 0), ("", 0)]:
            assert len(search_accounts(viewer, text)) == found, text
        held = information_of(viewer, incident)
        assert open_accounts(viewer, held, incident) == {row.pk: ACCOUNT}
    manager = cast.viewer("manager")
    with bind(manager), pytest.raises(Denied):
        search_accounts(manager, "zarqoun")
    stranger = cast.viewer("stranger")
    with bind(stranger):
        assert search_accounts(stranger, "zarqoun") == []


def test_a_case_is_given_to_somebody_who_can_open_it(cast: Cast) -> None:
    head = cast.viewer("head")
    incident = an_incident(cast.viewer("documenter"))
    assign(by=head, incident=incident, to=cast.verifier.pk)
    changed = assign(by=head, incident=incident, to=cast.documenter.pk)
    with bind(head):
        waiting = Request.objects.filter(done_at=None, kind="case.assigned")
        assert [row.assigned_to for row in waiting] == [cast.documenter.pk]
    assert changed.assigned_to == cast.documenter.pk
    for wrong in (cast.stranger.pk, incident.pk):
        with pytest.raises(Problem) as caught:
            assign(by=head, incident=incident, to=wrong)
        assert caught.value.code == "incident.assignee_unknown"
    with pytest.raises(Denied):
        assign(by=cast.viewer("documenter"), incident=incident, to=None)


def test_a_case_of_a_compartment_is_not_given_to_an_outsider(cast: Cast) -> None:
    adviser = cast.viewer("adviser")
    incident = an_incident(adviser, office="BGD", compartments=("children",))
    by = replace(adviser, permissions=adviser.permissions | cast.viewer("head").permissions)
    with pytest.raises(Problem):
        assign(by=by, incident=incident, to=cast.documenter.pk)


def test_related_from_both_sides(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    one, other = an_incident(viewer), an_incident(viewer)
    first = relate(by=viewer, incident=one, other=other, relation="link.causes")
    assert relate(by=viewer, incident=one, other=other, relation="link.causes").pk == first.pk
    with bind(viewer):
        assert [(link, row.pk) for link, row in related_of(viewer, one)] == [
            ("link.causes", other.pk)
        ]
        assert [(link, row.pk) for link, row in related_of(viewer, other)] == [
            ("link.consequence_of", one.pk)
        ]
    with pytest.raises(Problem) as caught:
        relate(by=viewer, incident=one, other=one, relation="link.causes")
    assert caught.value.code == "incident.related_to_itself"


def test_the_timeline_tells_who_looked(cast: Cast) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer):
        people = [act.victim for act in acts_of(viewer, incident)]
        open_names(viewer, people, about=("incident", str(incident.pk)), reason="review")
        moments = timeline_of(viewer, incident)
    assert {moment.kind for moment in moments} == {"recorded", "received", "acts", "looked"}
    look = moments[0]
    assert look.by == cast.documenter.pk
    assert look.about == {"action": "names.open", "people": 1, "reason": "review"}


def test_touch_writes_once_a_day(cast: Cast, django_assert_num_queries: object) -> None:
    viewer = cast.viewer("documenter")
    incident = an_incident(viewer)
    with bind(viewer), django_assert_num_queries(0):  # type: ignore[operator]
        touch(incident)
