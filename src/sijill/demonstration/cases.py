"""Incidents recorded one by one, with sealed names, two sources and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sijill.base.dates import PartialDate
from sijill.demonstration.chance import Chance, Happening
from sijill.record.incidents.actions import record_incident
from sijill.record.incidents.entry import (
    IncidentEntry,
    InformationEntry,
    PerpetratorEntry,
    VictimEntry,
)
from sijill.record.incidents.models import Incident
from sijill.trust.access.viewer import Viewer

KILLED, INJURED = "act.killing_in_attack", "act.injury"


def record_cases(
    happenings: Iterable[Happening],
    chance: Chance,
    by: Callable[[str], Viewer],
    progress: Callable[[int], object],
) -> list[Incident]:
    """Record each happening as the monitor of the office that covers its place would."""
    made = []
    for happening in happenings:
        viewer = by(happening.place)
        made.append(
            record_incident(by=viewer, entry=_entry(happening, chance), office=viewer.office)
        )
        progress(1)
    return made


def _entry(happening: Happening, chance: Chance) -> IncidentEntry:
    day = PartialDate.of_day(happening.day)
    if chance.likely(0.08):
        day = PartialDate.of(happening.day.year, happening.day.month)
    certainty = chance.choose(
        ["certainty.probable", "certainty.possible", "certainty.alleged"], [2, 3, 5]
    )
    return IncidentEntry(
        title=happening.title,
        summary=happening.title,
        occurred=day,
        place=happening.place,
        place_precision="precision_place.district",
        kind=happening.kind,
        victims=tuple(_victims(happening, chance)),
        perpetrators=(PerpetratorEntry(actor=happening.actor, certainty=certainty),),
        information=tuple(_information(happening, chance)),
        received_on=happening.day,
    )


def _victims(happening: Happening, chance: Chance) -> Iterable[VictimEntry]:
    left = {KILLED: happening.killed, INJURED: happening.injured}
    other = [act for act in happening.acts if act not in left]
    for person in happening.people:
        act = next((act for act, count in left.items() if count > 0), None)
        if act is None and not other:
            break
        if act is not None:
            left[act] -= 1
        yield VictimEntry(
            names=person.name if chance.likely(0.7) else None,
            sex=person.sex,
            age_years=person.age if chance.likely(0.8) else None,
            age_group="age.child" if person.child else "age.adult",
            status="status.civilian",
            acts=(act or other[0],),
            cause=happening.cause,
        )
    for act, count in left.items():
        if count > 0:
            yield VictimEntry(
                kind="group",
                counts=(max(1, count - 1), count, count + 2),
                sex="answer.unknown",
                age_group="answer.unknown",
                status="status.civilian",
                acts=(act,),
                cause=happening.cause,
            )


def _information(happening: Happening, chance: Chance) -> Iterable[InformationEntry]:
    who = happening.people[0]
    yield InformationEntry(
        new_source_kind="source.witness",
        reliability=chance.choose(["reliability.b", "reliability.c", "reliability.f"]),
        credibility=chance.choose(["credibility.2", "credibility.3"]),
        proximity="proximity.eyewitness",
        stance="stance.supports",
        account=chance.account(who.name, happening.language),
        language=happening.language,
        received_on=happening.day,
    )
    if chance.likely(0.75):
        yield InformationEntry(
            new_source_kind="source.hospital",
            reliability="reliability.b",
            credibility="credibility.2",
            proximity="proximity.official_record",
            stance="stance.supports",
            material="material.data",
            received_on=happening.day,
        )
