"""Making leads from received reports, a chunk at a time: few queries, many rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from sijill.base.merge import stamp_all
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.parsed import Parsed, ParsedActor, ParsedGroup, ParsedPerson, date_json
from sijill.intake.reception import Received, References
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
)
from sijill.record.incidents.recording import casualty_of
from sijill.record.incidents.search_words import refresh_search
from sijill.record.incidents.when import columns_of
from sijill.record.people.models import NameKey, Person
from sijill.record.people.name_index import keys_of
from sijill.record.people.naming import as_names, parse_name
from sijill.record.references import INCIDENT, PERSON
from sijill.record.sources.models import Source
from sijill.record.sources.registration import enter_source
from sijill.reference.queries import vocabularies
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer

LEAD = "lead"
STANCE, QUESTION = "stance.supports", "question.act_occurred"


class Drafts:
    """Drafts incidents for one chunk under one mapping. Inside a running action."""

    def __init__(self, mapping: FileMapping, by: Viewer) -> None:
        self._mapping, self._by = mapping, by
        self._today = timezone.localdate()
        self._sources: dict[str, Source] = {}
        self._casualties: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        self._people: list[Person] = []
        self._acts: list[Act] = []
        self._involvements: list[Involvement] = []
        self._keys: list[NameKey] = []

    def make(self, received: Sequence[Received]) -> list[Incident]:
        """Draft one lead from each report."""
        if not received:
            return []
        offices = [found.report.office_id for found in received]
        references = References(INCIDENT, offices)
        incidents = [
            self._incident(found, references.next(found.report.office_id)) for found in received
        ]
        self.save(incidents, received, fresh=True)
        return incidents

    def save(
        self, incidents: Sequence[Incident], received: Sequence[Received], *, fresh: bool
    ) -> None:
        """Save incidents with everything under them, all marked as written at one moment."""
        self._load_sources({found.report.office_id for found in received})
        self._forget()
        draw = self._person_references(received)
        pairs = list(zip(incidents, received, strict=True))
        for incident, found in pairs:
            self._victims(incident, found.parsed, draw)
        told = [self._information(incident, found) for incident, found in pairs]
        stamp_all(
            [*incidents, *self._people, *self._acts, *self._involvements, *told],
            by=self._by.account,
        )
        if fresh:
            Incident.objects.bulk_create(incidents)
            IncidentReport.objects.bulk_create(self._links(pairs))
        else:
            self._write_over(incidents)
        Person.objects.bulk_create(self._people)
        NameKey.objects.bulk_create(self._keys)
        Act.objects.bulk_create(self._acts)
        Involvement.objects.bulk_create(self._involvements)
        Information.objects.bulk_create(told)
        refresh_search(incidents)

    def fill(self, incident: Incident, found: Received) -> None:
        """Set an incident's own fields from what the report says."""
        for name, value in self._fields(found).items():
            setattr(incident, name, value)

    # -- rows --------------------------------------------------------------------

    def _incident(self, found: Received, reference: str) -> Incident:
        incident = Incident(
            reference=reference, state=LEAD, created_by=self._by.account, **self._fields(found)
        )
        incident.labels_of(found.report)
        return incident

    def _fields(self, found: Received) -> dict[str, Any]:
        parsed, place = found.parsed, found.parsed.place
        received_on = found.report.received_on
        return {
            "kind_id": parsed.kind or None, "title": parsed.title, "summary": parsed.summary,
            "place_id": place.unit, "area_id": place.area, "place_precision": place.precision,
            "place_confidence": place.confidence, "place_reason": place.reason,
            "longitude": place.longitude, "latitude": place.latitude,
            "conflict_link": parsed.conflict_link, "received_on": received_on,
            "last_activity": self._today, **columns_of(parsed.occurred, received_on),
        }

    def _links(self, pairs: Iterable[tuple[Incident, Received]]) -> list[IncidentReport]:
        return [
            self._under(incident, IncidentReport(incident=incident, report=found.report))
            for incident, found in pairs
        ]

    def _information(self, incident: Incident, found: Received) -> Information:
        sender, source = self._mapping.sender, self._sources[incident.office_id]
        row = Information(
            incident=incident, source=source, report=found.report, stance_id=STANCE,
            question_id=QUESTION, proximity_id=sender.proximity, material_id=sender.material,
            # The letter as it stands for the source today: an officer may have changed it.
            reliability_id=source.reliability_id, credibility_id=sender.credibility,
            language=found.parsed.language, summary=found.parsed.cite,
            received_on=found.report.received_on,
        )
        return self._under(incident, row)

    def _victims(self, incident: Incident, parsed: Parsed, draw: References | None) -> None:
        for group in parsed.groups:
            self._group(incident, group, parsed.cause, draw)
        for person in parsed.persons:
            self._person(incident, person, parsed.cause, draw)

    def _group(
        self, incident: Incident, group: ParsedGroup, cause: str, draw: References | None
    ) -> None:
        victim = Person(
            kind=Person.Kind.GROUP, sex_id=group.sex, count_least=group.least,
            count_best=group.best, count_most=group.most,
        )
        self._victim(incident, victim, draw)
        act = Act(
            incident=incident, victim=victim, kind_id=group.act,
            casualty=self._casualty(group.act), cause_id=cause, sex_id=group.sex,
            age_group_id=group.age, status_id=group.status,
        )
        self._act(incident, act, group.by)

    def _person(
        self, incident: Incident, person: ParsedPerson, cause: str, draw: References | None
    ) -> None:
        names = as_names([_as_parts(name) for name in person.names])
        victim = Person(
            sex_id=person.sex, named=bool(names),
            birth_year=person.born.earliest.year if person.born and person.born.earliest else None,
        )
        self._victim(incident, victim, draw)
        details = {"birth": date_json(person.born)} if person.born else None
        if names or details:
            victim.seal(names=names or None, details=details)
        self._keys += [
            self._under(incident, NameKey(person=victim, token=value, weight=weight))
            for value, weight in sorted(keys_of(names).items())
        ]
        act = Act(
            incident=incident, victim=victim, kind_id=person.act,
            casualty=self._casualty(person.act), cause_id=cause, sex_id=person.sex,
            age_group_id=person.age_group, age_years=person.age_years, status_id=person.status,
        )
        self._act(incident, act, person.by)

    def _victim(self, incident: Incident, victim: Person, draw: References | None) -> None:
        self._under(incident, victim)
        if draw is not None:
            victim.reference = draw.next(incident.office_id)
        self._people.append(victim)

    def _act(self, incident: Incident, act: Act, by: Iterable[ParsedActor]) -> None:
        self._acts.append(self._under(incident, act))
        for actor in by:
            row = Involvement(act=act, actor_id=actor.code, degree_id=actor.degree,
                              certainty_id=actor.certainty)
            self._involvements.append(self._under(incident, row))

    def _under(self, incident: Incident, row: Any) -> Any:
        row.labels_of(incident)
        row.created_by = self._by.account
        return row

    def _casualty(self, act: str) -> str:
        if act not in self._casualties:
            self._casualties[act] = casualty_of(vocabularies().term(act))
        return self._casualties[act]

    def _person_references(self, received: Sequence[Received]) -> References | None:
        offices = [
            found.report.office_id
            for found in received
            for _ in (*found.parsed.groups, *found.parsed.persons)
        ]
        return References(PERSON, offices) if offices else None

    def _load_sources(self, offices: set[str]) -> None:
        """One source an office for the whole stream, registered on the first row."""
        missing = offices - self._sources.keys()
        stream = self._mapping.stream
        for source in Source.objects.filter(office__in=missing, stream=stream):
            self._sources[source.office_id] = source
        sender = self._mapping.sender
        for office in sorted(missing - self._sources.keys()):
            self._sources[office] = enter_source(
                by=self._by, kind=sender.kind, reliability=sender.reliability,
                description=sender.name, office=office, stream=stream,
            )

    def _write_over(self, incidents: Sequence[Incident]) -> None:
        kept = {"id", "office", "compartments", "classification", "created_at", "created_by",
                "reference", "state", "address_sealed", "sealed_version", "key_epoch",
                "wrapped_key", "assigned_to", "closure_reason"}
        fields = [f.name for f in Incident._meta.concrete_fields if f.name not in kept]
        Incident.objects.bulk_create(
            incidents, update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def _as_parts(name: dict[str, Any]) -> dict[str, Any]:
    """A name given as one text is split with the record's own caution."""
    full = [part["text"] for part in name["parts"] if part["kind"] == "full"]
    if not full:
        return name
    others = [part for part in name["parts"] if part["kind"] != "full"]
    try:
        read = parse_name(" ".join(full), name.get("language", ""))
    except Problem:
        return {**name, "parts": others}
    return {**read, "parts": [*read["parts"], *others]}

