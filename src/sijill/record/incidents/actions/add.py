"""Adding to an incident: victims, acts, involvements, information; naming a group's member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sijill.record.incidents.entry import InformationEntry, PerpetratorEntry, VictimEntry
from sijill.record.incidents.models import Act, Incident, Information, Involvement
from sijill.record.incidents.recording import (
    age_group_of,
    casualty_of,
    enter_acts,
    enter_involvements,
    enter_victim,
    locked,
    touch,
)
from sijill.record.incidents.search_words import refresh_search
from sijill.record.incidents.telling import enter_information
from sijill.record.people.models import Person
from sijill.record.people.naming import Given
from sijill.record.people.registration import enter_person
from sijill.record.terms import NOT_ASKED, UNKNOWN, checked_terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import action, commit_to


@action("incident.add_victim", permission=Permission.RECORD)
def add_victim(
    *,
    by: Viewer,
    incident: Incident,
    victim: VictimEntry,
    perpetrators: Iterable[PerpetratorEntry] = (),
) -> list[Act]:
    """Add a victim with their acts; perpetrators given are entered in these acts alone."""
    fresh = locked(incident)
    acts = enter_victim(fresh, victim, by=by)
    enter_involvements(acts, perpetrators, by=by)
    _finish(fresh)
    return acts


@action("incident.add_act", permission=Permission.RECORD)
def add_act(
    *,
    by: Viewer,
    incident: Incident,
    victim: Person,
    kind: str,
    cause: str = NOT_ASKED,
    note: str = "",
) -> Act:
    """Add an act to a victim of the incident; sex, age and status are those of their other acts.

    Raises Problem ``incident.not_a_victim``, ``incident.act_known``, ``term.*``.
    """
    fresh = locked(incident)
    terms = checked_terms([("act", kind), ("cause", cause)])
    other = Act.objects.filter(incident=fresh, victim=victim).order_by("created_at").first()
    if other is None:
        raise Problem("incident.not_a_victim", reference=victim.reference)
    row = _like(other, victim, kind, casualty_of(terms[kind]))
    row.cause_id, row.note = cause, note[:300]
    enter_acts(fresh, [row], by=by)
    _finish(fresh)
    return row


@action("incident.add_involvement", permission=Permission.RECORD)
def add_involvement(*, by: Viewer, act: Act, perpetrator: PerpetratorEntry) -> Involvement:
    """Enter who is said to have done one act. Raises Problem ``incident.involvement_known``."""
    fresh = locked(act.incident)
    known = Involvement.objects.filter(
        act=act,
        actor=perpetrator.actor,
        unit=perpetrator.unit.strip(),
        person=perpetrator.person,
    )
    if known.exists():
        raise Problem("incident.involvement_known", actor=perpetrator.actor)
    rows = enter_involvements([act], [perpetrator], by=by)
    _finish(fresh)
    return rows[0]


@action("incident.add_information", permission=Permission.RECORD)
def add_information(
    *, by: Viewer, incident: Incident, information: InformationEntry
) -> Information:
    """Add what one source says; its account is sealed at once."""
    fresh = locked(incident)
    row = enter_information(fresh, information, by=by)
    _finish(fresh)
    return row


@action("group.name_member", permission=Permission.RECORD)
def name_member(
    *,
    by: Viewer,
    group: Person,
    names: Given,
    sex: str = UNKNOWN,
    age_group: str = "",
    age_years: int | None = None,
    details: dict[str, Any] | None = None,
) -> Person:
    """Name one member of a group: a person of their own, with the group's acts as their own.

    For every incident in which the group suffered acts, the member gets acts of the same kinds,
    causes, status and involvements; the group then counts one less wherever people are counted
    (people.queries.remaining). Raises Problem ``group.nobody_left``, ``person.not_a_group``.
    """
    locked_group = Person.objects.select_for_update().get(pk=group.pk)
    _check_room(locked_group)
    member = enter_person(
        by=by, sex=sex, names=names, details=details, group=locked_group, like=locked_group
    )
    commit_to("person", group.pk, reference=member.reference)
    for incident in Incident.objects.filter(acts__victim=group).distinct().order_by("pk"):
        fresh = locked(incident)
        _give_acts(
            fresh,
            group,
            member,
            VictimEntry(
                sex=sex,
                age_group=age_group,
                age_years=age_years,
            ),
            by,
        )
        _finish(fresh)
    return member


def _check_room(group: Person) -> None:
    if group.kind != Person.Kind.GROUP:
        raise Problem("person.not_a_group", reference=group.reference)
    if Person.objects.filter(group=group).count() >= (group.count_most or 0):
        raise Problem("group.nobody_left", reference=group.reference)


def _give_acts(
    incident: Incident, group: Person, member: Person, stated: VictimEntry, by: Viewer
) -> None:
    suffered = list(
        Act.objects.filter(incident=incident, victim=group).prefetch_related("involvements")
    )
    rows = []
    for act in suffered:
        row = _like(act, member, act.kind_id, act.casualty)
        row.sex_id, row.age_years = stated.sex, stated.age_years
        if stated.age_group or stated.age_years is not None:
            row.age_group_id = age_group_of(stated.age_group, stated.age_years)
        rows.append(row)
    for act, row in zip(suffered, enter_acts(incident, rows, by=by), strict=True):
        enter_involvements([row], [_as_entry(i) for i in act.involvements.all()], by=by)


def _as_entry(row: Involvement) -> PerpetratorEntry:
    return PerpetratorEntry(
        actor=row.actor_id,
        unit=row.unit,
        degree=row.degree_id,
        certainty=row.certainty_id,
        claimed=row.claimed,
        denied=row.denied,
        person=row.person_id,
    )


def _like(act: Act, victim: Person, kind: str, casualty: str) -> Act:
    return Act(
        victim=victim,
        kind_id=kind,
        casualty=casualty,
        cause_id=act.cause_id,
        sex_id=act.sex_id,
        age_group_id=act.age_group_id,
        age_years=act.age_years,
        status_id=act.status_id,
    )


def _finish(incident: Incident) -> None:
    commit_to("incident", incident.pk)
    touch(incident)
    refresh_search([incident])
