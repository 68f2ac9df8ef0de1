"""Cases to verify and count: built straight from the models, inside one action of the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sijill.base.ids import new_reference
from sijill.base.merge import stamp_all
from sijill.record.incidents.models import Act, Incident, Information
from sijill.record.people.models import Person
from sijill.record.sources.models import Dependence, Source
from sijill.reference.models import Term
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to

NOT_KNOWN = "answer.unknown"


@dataclass(frozen=True)
class Harm:
    """What one person (or group) suffered in a case."""

    acts: tuple[str, ...] = ("act.killing",)
    sex: str = "sex.man"
    age: str = "age.adult"
    status: str = "status.civilian"
    cause: str = "cause.small_arms_fire"
    counts: tuple[int, int, int] | None = None
    person: Person | None = None
    group: Person | None = None


@dataclass
class Case:
    """An incident with its victims, acts and pieces of information, in the order given."""

    incident: Incident
    people: list[Person] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    pieces: list[Information] = field(default_factory=list)


@action("test.case", permission=None)
def make_case(
    *,
    by: Viewer,
    day: date | None = date(2026, 3, 10),
    last: date | None = None,
    area: str | None = None,
    state: str = "verification",
    harms: tuple[Harm, ...] = (Harm(),),
    pieces: tuple[dict[str, Any], ...] = ({},),
    office: str | None = None,
    compartments: tuple[str, ...] = (),
) -> Case:
    """One case in a state; ``last``: the latest possible day, where it is not the same."""
    final = last or day
    incident = Incident(
        reference=new_reference("TST", 2026),
        state=state,
        title="Synthetic case",
        occurred_from=day,
        occurred_to=final,
        sort_day=day or date(2026, 1, 1),
        occurred_precision="day" if day == final else "range",
        area_id=area,
        place_id=area,
        received_on=date(2026, 1, 1),
        last_activity=date(2026, 1, 1),
        office_id=office or by.office,
        compartments=list(compartments),
        created_by=by.account,
    )
    stamp_all([incident], by=by.account)
    incident.save()
    case = Case(incident)
    for harm in harms:
        _suffer(case, harm, by=by)
    for piece in pieces:
        case.pieces.append(_inform(case, piece, by=by))
    commit_to("incident", incident.pk)
    return case


@action("test.source", permission=None)
def make_source(*, by: Viewer, office: str | None = None) -> Source:
    """One source."""
    source = Source(
        reference=new_reference("SRC", 2026),
        kind_id=_first("source"),
        reliability_id="reliability.b",
        office_id=office or by.office,
        created_by=by.account,
    )
    stamp_all([source], by=by.account)
    source.save()
    commit_to("source", source.pk)
    return source


@action("test.depend", permission=None)
def make_dependence(*, by: Viewer, one: Source, other: Source) -> None:
    """Declare that two sources are one."""
    first, second = sorted([one, other], key=lambda source: source.pk)
    row = Dependence(one=first, other=second, reason="the same wire", created_by=by.account)
    row.labels_of(one)
    row.save()
    commit_to("source", one.pk)


@action("test.member", permission=None)
def add_victim(*, by: Viewer, case: Case, harm: Harm) -> Person:
    """One more victim in a case."""
    _suffer(case, harm, by=by)
    commit_to("incident", case.incident.pk)
    return case.people[-1]


def _suffer(case: Case, harm: Harm, *, by: Viewer) -> None:
    person = harm.person or _person(case, harm, by=by)
    case.people.append(person)
    for kind in harm.acts:
        act = Act(
            incident=case.incident,
            victim=person,
            kind_id=kind,
            casualty=Term.objects.get(pk=kind).attributes.get("casualty", ""),
            cause_id=harm.cause,
            sex_id=harm.sex,
            age_group_id=harm.age,
            status_id=harm.status,
            created_by=by.account,
        )
        act.labels_of(case.incident)
        stamp_all([act], by=by.account)
        act.save()
        case.acts.append(act)


def _person(case: Case, harm: Harm, *, by: Viewer) -> Person:
    least, best, most = harm.counts or (None, None, None)
    person = Person(
        reference=new_reference("PER", 2026),
        kind="group" if harm.counts else "person",
        sex_id=harm.sex,
        count_least=least,
        count_best=best,
        count_most=most,
        group=harm.group,
        created_by=by.account,
    )
    person.labels_of(case.incident)
    stamp_all([person], by=by.account)
    person.save()
    return person


def _inform(case: Case, given: dict[str, Any], *, by: Viewer) -> Information:
    source = given.get("source") or make_source.__wrapped__(by=by)  # type: ignore[attr-defined]
    piece = Information(
        incident=case.incident,
        source=source,
        proximity_id=given.get("proximity", "proximity.eyewitness"),
        stance_id=given.get("stance", "stance.supports"),
        question_id="question.act_occurred",
        material_id=_first("material"),
        reliability_id=given.get("reliability", "reliability.b"),
        credibility_id=given.get("credibility", "credibility.2"),
        received_on=date(2026, 1, 2),
        created_by=by.account,
    )
    piece.labels_of(case.incident)
    stamp_all([piece], by=by.account)
    piece.save()
    return piece


def _first(vocabulary: str) -> str:
    return (
        Term.objects.filter(vocabulary=vocabulary).order_by("order").values_list("pk", flat=True)[0]
    )
