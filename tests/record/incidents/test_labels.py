"""A link is as guarded as the most guarded row it names: no count tells of a hidden person."""

from __future__ import annotations

import pytest

from sijill.record.incidents.actions import add_involvement, add_victim
from sijill.record.incidents.entry import PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Act, Involvement
from sijill.record.incidents.queries import acts_of, history_of, search_incidents, timeline_of
from sijill.record.people.models import Person
from sijill.record.people.queries import open_names
from sijill.trust.access.viewer import bind
from sijill.verify.actions import move, propose_finding
from sijill.verify.models import Finding
from tests.cast import Cast
from tests.record.incidents.cases import INJURY, an_incident

pytestmark = pytest.mark.django_db
CHILD = VictimEntry(names="Zarqoun Salim", sex="sex.man", age_years=9, acts=(INJURY,))


@pytest.fixture
def hidden(cast: Cast) -> Person:
    """A child known from a case of the children's compartment."""
    adviser = cast.viewer("adviser")
    case = an_incident(adviser, office="BGD", victims=(CHILD,), compartments=("children",))
    with bind(adviser):
        return Act.objects.select_related("victim").get(incident=case).victim


def test_an_act_on_a_hidden_person_is_hidden_with_everything_about_it(
    cast: Cast, hidden: Person
) -> None:
    adviser, documenter = cast.viewer("adviser"), cast.viewer("documenter")
    case = an_incident(documenter)
    victim = VictimEntry(person=hidden.pk, acts=(INJURY,))
    (act,) = add_victim(by=adviser, incident=case, victim=victim)
    add_involvement(by=adviser, act=act, perpetrator=PerpetratorEntry(actor="U1"))
    with bind(adviser):
        people = [act.victim for act in acts_of(adviser, case)]
        assert len(people) == 2
        open_names(adviser, people, ("incident", str(case.pk)), "verification")
    with bind(documenter):
        assert len(acts_of(documenter, case)) == Act.objects.filter(incident=case).count() == 1
        assert not Involvement.objects.filter(act=act.pk).exists()
        assert not search_incidents(documenter, hidden.reference).rows
        told = [m.about["count"] for m in timeline_of(documenter, case) if m.kind == "acts"]
        assert told == [1]
        looked = [m.about for m in timeline_of(documenter, case) if m.kind == "looked"]
        assert [about["people"] for about in looked] == [1]
        assert not [c for c in history_of(documenter, case) if c.key == act.pk]


def test_so_is_whoever_is_named_as_a_perpetrator(cast: Cast, hidden: Person) -> None:
    adviser, documenter = cast.viewer("adviser"), cast.viewer("documenter")
    case = an_incident(documenter, perpetrators=())
    with bind(adviser):
        act = Act.objects.get(incident=case)
    named = PerpetratorEntry(actor="U1", person=hidden.pk)
    add_involvement(by=adviser, act=act, perpetrator=named)
    with bind(documenter):
        assert Act.objects.filter(incident=case).count() == 1
        assert not Involvement.objects.filter(act=act).exists()


def test_a_finding_on_a_hidden_act_is_hidden(cast: Cast, hidden: Person) -> None:
    adviser, documenter = cast.viewer("adviser"), cast.viewer("documenter")
    case = an_incident(documenter)
    move(by=documenter, incident=case, to="triage")
    victim = VictimEntry(person=hidden.pk, acts=(INJURY,))
    (act,) = add_victim(by=adviser, incident=case, victim=victim)
    found = propose_finding(
        by=adviser, incident=case, act=act, regime="regime.casualty",
        question="question.act_occurred", outcome="outcome.not_verifiable",
        standard="standard.reasonable_grounds", reasons="Nobody could be reached.",
    )  # fmt: skip
    with bind(documenter):
        assert not Finding.objects.filter(pk=found.pk).exists()
