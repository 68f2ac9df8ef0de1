"""Entering an incident and what hangs on it, inside a running action and as part of its leaf."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from sijill.base.merge import stamp_all
from sijill.intake.models import Report
from sijill.record.incidents import checks
from sijill.record.incidents.entry import (
    IncidentEntry,
    PerpetratorEntry,
    VictimEntry,
)
from sijill.record.incidents.models import Act, Incident, IncidentReport, Involvement
from sijill.record.incidents.when import columns_of
from sijill.record.people.models import Person
from sijill.record.people.registration import enter_person
from sijill.record.references import INCIDENT, save_with_reference
from sijill.record.terms import NOT_ASKED, checked_terms
from sijill.reference.queries import vocabularies
from sijill.reference.terms import Term
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import commit_to

ADULT_AGE = 18
OLDEST = 120


def enter_incident(entry: IncidentEntry, *, by: Viewer, office: str, state: str) -> Incident:
    """Check and save the incident itself. Raises Problem (checks.py)."""
    checks.check_labels(entry, by)
    by.check_office(office)
    received = entry.received_on or timezone.localdate()
    checks.check_days(entry.occurred, received)
    checks.check_conflict_link(entry.conflict_link)
    if entry.kind:
        checked_terms([("incident", entry.kind)])
    place, area = checks.checked_place(entry.place)
    incident = Incident(
        office_id=office,
        compartments=sorted(entry.compartments),
        classification=entry.classification,
        created_by=by.account,
        state=state,
        kind_id=entry.kind,
        title=checks.checked_title(entry.title),
        summary=entry.summary.strip(),
        place=place,
        area_id=area,
        place_precision=checks.checked_precision(entry.place_precision),
        longitude=entry.longitude,
        latitude=entry.latitude,
        conflict_link=entry.conflict_link,
        received_on=received,
        last_activity=timezone.localdate(),
        **columns_of(entry.occurred, received),
    )
    if entry.address.strip():
        incident.seal(address=entry.address.strip())
    stamp_all([incident], by=by.account)
    save_with_reference(incident, INCIDENT)
    commit_to("incident", incident.pk, _said(entry), reference=incident.reference)
    return incident


def enter_victim(incident: Incident, victim: VictimEntry, *, by: Viewer) -> list[Act]:
    """Enter a victim (known or new) and one act a kind. Raises Problem.

    ``incident.victim_without_act``, ``incident.act_known``, ``incident.age``,
    ``incident.age_differs``, ``term.*``, ``person.*``.
    """
    if not victim.acts:
        raise Problem("incident.victim_without_act")
    kinds = list(dict.fromkeys(victim.acts))
    age_group = age_group_of(victim.age_group, victim.age_years)
    terms = checked_terms(
        [("act", kind) for kind in kinds]
        + [
            ("cause", victim.cause),
            ("sex", victim.sex),
            ("age", age_group),
            ("status", victim.status),
        ]
    )
    person = _victim(incident, victim, by)
    rows = [
        Act(
            victim=person,
            kind_id=kind,
            casualty=casualty_of(terms[kind]),
            cause_id=victim.cause,
            sex_id=victim.sex,
            age_group_id=age_group,
            age_years=victim.age_years,
            status_id=victim.status,
            note=victim.note[:300],
        )
        for kind in kinds
    ]
    return enter_acts(incident, rows, by=by)


def enter_acts(incident: Incident, rows: Sequence[Act], *, by: Viewer) -> list[Act]:
    """Save acts of one incident; an act known there already is refused."""
    for row in rows:
        row.incident, row.created_by = incident, by.account
        row.labels_of(incident, row.victim)
        known = Act.objects.filter(incident=incident, victim=row.victim, kind=row.kind_id)
        if known.exists():
            raise Problem("incident.act_known", kind=row.kind_id)
    stamp_all(rows, by=by.account)
    Act.objects.bulk_create(rows)
    for row in rows:
        commit_to(
            "act",
            row.pk,
            {
                "kind": row.kind_id,
                "victim": row.victim_id,
                "cause": row.cause_id,
                "age": row.age_years,
            },
        )
    return list(rows)


def enter_involvements(
    acts: Sequence[Act], perpetrators: Iterable[PerpetratorEntry], *, by: Viewer
) -> list[Involvement]:
    """Enter each perpetrator in each act. Raises Problem ``incident.unknown_actor``, ``term.*``."""
    entries = list(perpetrators)
    checks.check_actors(entry.actor for entry in entries)
    checked_terms(
        [("degree", entry.degree) for entry in entries]
        + [("certainty", entry.certainty) for entry in entries]
    )
    rows = [_involvement(act, entry, by) for act in acts for entry in entries]
    stamp_all(rows, by=by.account)
    Involvement.objects.bulk_create(rows)
    for row in rows:
        commit_to(
            "involvement",
            row.pk,
            {
                "act": row.act_id,
                "actor": row.actor_id,
                "unit": row.unit,
                "certainty": row.certainty_id,
            },
        )
    return rows


def link_reports(incident: Incident, reports: Iterable[UUID], *, by: Viewer) -> None:
    """Note on which reports the incident rests; one linked already stays linked once."""
    wanted = set(reports)
    if Report.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Absent("record.absent")
    linked = IncidentReport.objects.filter(incident=incident, report__in=wanted)
    fresh = wanted - set(linked.values_list("report", flat=True))
    for report in sorted(fresh):
        row = IncidentReport(incident=incident, report_id=report, created_by=by.account)
        row.labels_of(incident)
        row.save()
        commit_to("report", report, {"incident": incident.pk})


def touch(incident: Incident) -> None:
    """Note that something happened on the case today."""
    today = timezone.localdate()
    if incident.last_activity != today:
        incident.last_activity = today
        Incident.objects.filter(pk=incident.pk).update(last_activity=today)


def locked(incident: Incident) -> Incident:
    """The row as it stands now, locked until the action ends. Raises Absent."""
    fresh = Incident.objects.select_for_update(of=("self",)).filter(pk=incident.pk).first()
    if fresh is None:
        raise Absent("record.absent")
    return fresh


def casualty_of(kind: Term) -> str:
    """What an act's type makes of its victim: ``killed``, ``injured`` or neither."""
    return str(kind.attributes.get("casualty", ""))


def known_person(pk: UUID) -> Person:
    """A person within sight. Raises Problem ``incident.person_absent``."""
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise Problem("incident.person_absent")
    return person


def _victim(incident: Incident, victim: VictimEntry, by: Viewer) -> Person:
    if victim.person is not None:
        return known_person(victim.person)
    return enter_person(
        by=by,
        sex=victim.sex,
        names=victim.names,
        kind=victim.kind,
        counts=victim.counts,
        like=incident,
    )


def _involvement(act: Act, entry: PerpetratorEntry, by: Viewer) -> Involvement:
    row = Involvement(
        act=act,
        actor_id=entry.actor,
        unit=entry.unit.strip()[:120],
        degree_id=entry.degree,
        certainty_id=entry.certainty,
        claimed=entry.claimed,
        denied=entry.denied,
        person=known_person(entry.person) if entry.person else None,
        created_by=by.account,
    )
    row.labels_of(act, row.person)
    return row


def age_group_of(group: str, years: int | None) -> str:
    """The group of ages as entered, or as the stated age gives it; the two must agree."""
    if years is None:
        return group or NOT_ASKED
    if not 0 <= years <= OLDEST:
        raise Problem("incident.age", years=years)
    if not group:
        return "age.child" if years < ADULT_AGE else "age.adult"
    if group.startswith("age.") and not _fits(group, years):
        raise Problem("incident.age_differs", group=group, years=years)
    return group


def _fits(group: str, years: int) -> bool:
    try:
        bounds = vocabularies().term(group).attributes
    except KeyError:
        return True  # checked_terms says what is wrong with it
    return int(bounds.get("min", 0)) <= years <= int(bounds.get("max", OLDEST))  # type: ignore[arg-type]


def _said(entry: IncidentEntry) -> dict[str, Any]:
    """What the leaf commits to (hashed under a salt)."""
    return {
        "title": entry.title,
        "summary": entry.summary,
        "kind": entry.kind,
        "place": entry.place,
        "occurred": [entry.occurred.earliest, entry.occurred.latest, entry.occurred.precision],
        "address": entry.address,
        "compartments": list(entry.compartments),
    }
