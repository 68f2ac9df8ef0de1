"""Making leads from received reports, a chunk at a time: few queries, many rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from sijill.base.ids import new_id
from sijill.base.merge import stamp_all
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.parsed import ParsedActor, ParsedGroup, ParsedPerson, date_json
from sijill.intake.reception import Received, References
from sijill.record.incidents.models import (
    Act,
    Incident,
    IncidentReport,
    Information,
    Involvement,
    SearchEntry,
)
from sijill.record.incidents.recording import casualty_of
from sijill.record.incidents.search_words import place_texts
from sijill.record.incidents.when import columns_of
from sijill.record.people.models import NameKey, Person
from sijill.record.people.name_index import keys_of
from sijill.record.people.naming import as_names, parse_name
from sijill.record.plain_words import plain_words
from sijill.record.references import INCIDENT, PERSON
from sijill.record.sources.models import Source
from sijill.record.sources.registration import enter_source
from sijill.reference.queries import vocabularies
from sijill.trust.access.batches import ProtectedBatch
from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer

LEAD = "lead"
STANCE, QUESTION = "stance.supports", "question.act_occurred"


@dataclass
class Memory:
    """What drafting remembers from chunk to chunk of one run: sources by office, the search
    words of places, and which acts make casualties."""

    sources: dict[str, Source] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    casualties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A lead being written: its keys and the report it is made from."""

    pk: UUID
    reference: str
    found: Received

    @property
    def office(self) -> str:
        return self.found.office


class Drafts:
    """Drafts incidents for one chunk under one mapping. Inside a running action.

    All reports given to one call stand under the same compartments and classification.
    """

    def __init__(self, mapping: FileMapping, by: Viewer, memory: Memory) -> None:
        self._mapping, self._by, self._memory = mapping, by, memory
        self._today = timezone.localdate()

    def make(self, received: Sequence[Received]) -> list[Drafted]:
        """Draft one lead from each report."""
        if not received:
            return []
        references = References(INCIDENT, [found.office for found in received])
        drafted = [Drafted(new_id(), references.next(found.office), found) for found in received]
        self._begin(drafted)
        incidents = self._batch(Incident, state=LEAD, **self._mark)
        links = self._batch(IncidentReport)
        for draft in drafted:
            incidents.add(
                id=draft.pk,
                office_id=draft.office,
                reference=draft.reference,
                **self.fields(draft.found),
            )
            links.add(
                id=new_id(), office_id=draft.office, incident_id=draft.pk, report_id=draft.found.pk
            )
        incidents.insert()
        links.insert()
        self._hang(drafted)
        words = self._words(drafted)
        words.insert()
        return drafted

    def hang(self, drafted: Sequence[Drafted]) -> dict[str, Any]:
        """Write what lies under incidents that are there already; gives the mark it bears."""
        self._begin(drafted)
        self._hang(drafted)
        return self._mark

    def fields(self, found: Received) -> dict[str, Any]:
        """An incident's own columns, from what the report says."""
        parsed, place = found.parsed, found.parsed.place
        return {
            "kind_id": parsed.kind or None,
            "title": parsed.title,
            "summary": parsed.summary,
            "place_id": place.unit,
            "area_id": place.area,
            "place_precision": place.precision,
            "place_confidence": place.confidence,
            "place_reason": place.reason,
            "longitude": place.longitude,
            "latitude": place.latitude,
            "conflict_link": parsed.conflict_link,
            "received_on": found.received_on,
            "last_activity": self._today,
            **columns_of(parsed.occurred, found.received_on),
        }

    # -- batches -----------------------------------------------------------------

    def _begin(self, drafted: Sequence[Drafted]) -> None:
        first = drafted[0].found
        self._labels = {
            "compartments": list(first.compartments),
            "classification": first.classification,
        }
        # One moment for all: a row that bears another was written by somebody else.
        scratch = Incident()
        stamp_all([scratch], by=self._by.account)
        self._mark = {
            name: getattr(scratch, name) for name in ("clocks", "changed_at", "changed_by")
        }
        self._load_sources({draft.office for draft in drafted})
        self._codes: dict[UUID, list[str]] = {}

    def _batch(self, model: type[Any], **same: Any) -> ProtectedBatch:
        return ProtectedBatch(model, created_by=self._by.account, **self._labels, **same)

    def _hang(self, drafted: Sequence[Drafted]) -> None:
        self._victims(drafted)
        sender = self._mapping.sender
        told = self._batch(
            Information,
            stance_id=STANCE,
            question_id=QUESTION,
            proximity_id=sender.proximity,
            material_id=sender.material,
            credibility_id=sender.credibility,
            language=self._mapping.language,
            account_sealed=None,
            wrapped_key=None,
            **self._mark,
        )
        for draft in drafted:
            source = self._memory.sources[draft.office]
            # The letter as it stands for the source today: an officer may have changed it.
            told.add(
                id=new_id(),
                office_id=draft.office,
                incident_id=draft.pk,
                source_id=source.pk,
                report_id=draft.found.pk,
                reliability_id=source.reliability_id,
                summary=draft.found.parsed.cite,
                received_on=draft.found.received_on,
            )
        told.insert()

    def _victims(self, drafted: Sequence[Drafted]) -> None:
        offices = [
            draft.office
            for draft in drafted
            for _ in (*draft.found.parsed.groups, *draft.found.parsed.persons)
        ]
        if not offices:
            return
        self._draw = References(PERSON, offices)
        self._people = self._batch(Person, **self._mark)
        self._keys = self._batch(NameKey)
        self._acts = self._batch(Act, note="", **self._mark)
        self._involved = self._batch(Involvement, **self._mark)
        for draft in drafted:
            for group in draft.found.parsed.groups:
                self._group(draft, group)
            for person in draft.found.parsed.persons:
                self._person(draft, person)
        for batch in (self._people, self._keys, self._acts, self._involved):
            batch.insert()

    def _group(self, draft: Drafted, group: ParsedGroup) -> None:
        victim = self._victim(
            draft,
            kind=Person.Kind.GROUP,
            sex_id=group.sex,
            birth_year=None,
            counts=(group.least, group.best, group.most),
            scratch=None,
        )
        self._act(
            draft,
            victim,
            kind_id=group.act,
            sex_id=group.sex,
            age_group_id=group.age,
            age_years=None,
            status_id=group.status,
            by=group.by,
        )

    def _person(self, draft: Drafted, person: ParsedPerson) -> None:
        names = as_names([_as_parts(name) for name in person.names])
        details = {"birth": date_json(person.born)} if person.born else None
        scratch = Person(office_id=draft.office)
        if names or details:
            scratch.seal(names=names or None, details=details)
        year = person.born.earliest.year if person.born and person.born.earliest else None
        victim = self._victim(
            draft,
            kind=Person.Kind.PERSON,
            sex_id=person.sex,
            birth_year=year,
            counts=(None, None, None),
            scratch=scratch,
            named=bool(names),
        )
        for value, weight in sorted(keys_of(names).items()):
            self._keys.add(
                id=new_id(), office_id=draft.office, person_id=victim, token=value, weight=weight
            )
        self._act(
            draft,
            victim,
            kind_id=person.act,
            sex_id=person.sex,
            age_group_id=person.age_group,
            age_years=person.age_years,
            status_id=person.status,
            by=person.by,
        )

    def _victim(
        self,
        draft: Drafted,
        *,
        counts: tuple[Any, Any, Any],
        scratch: Person | None,
        named: bool = False,
        **columns: Any,
    ) -> UUID:
        """Add a victim's row; scratch holds what was sealed, under the key that the row gets."""
        sealed = scratch or _UNSEALED
        pk = scratch.pk if scratch else new_id()
        reference = self._draw.next(draft.office)
        self._codes.setdefault(draft.pk, []).append(reference)
        self._people.add(
            id=pk,
            office_id=draft.office,
            reference=reference,
            named=named,
            count_least=counts[0],
            count_best=counts[1],
            count_most=counts[2],
            names_sealed=sealed.names_sealed,
            details_sealed=sealed.details_sealed,
            sealed_version=sealed.sealed_version,
            key_epoch=sealed.key_epoch,
            wrapped_key=sealed.wrapped_key,
            **columns,
        )
        return pk

    def _act(
        self, draft: Drafted, victim: UUID, *, by: Iterable[ParsedActor], **columns: Any
    ) -> None:
        pk = new_id()
        self._acts.add(
            id=pk,
            office_id=draft.office,
            incident_id=draft.pk,
            victim_id=victim,
            casualty=self._casualty(columns["kind_id"]),
            cause_id=draft.found.parsed.cause,
            **columns,
        )
        for actor in by:
            self._involved.add(
                id=new_id(),
                office_id=draft.office,
                act_id=pk,
                actor_id=actor.code,
                degree_id=actor.degree,
                certainty_id=actor.certainty,
            )

    def _casualty(self, act: str) -> str:
        known = self._memory.casualties
        if act not in known:
            known[act] = casualty_of(vocabularies().term(act))
        return known[act]

    # -- sources and words ---------------------------------------------------------

    def _load_sources(self, offices: set[str]) -> None:
        """One source an office for the whole stream, registered on the first row."""
        known, stream = self._memory.sources, self._mapping.stream
        missing = offices - known.keys()
        if not missing:
            return
        for source in Source.objects.filter(office__in=missing, stream=stream):
            known[source.office_id] = source
        sender = self._mapping.sender
        for office in sorted(missing - known.keys()):
            known[office] = enter_source(
                by=self._by,
                kind=sender.kind,
                reliability=sender.reliability,
                description=sender.name,
                office=office,
                stream=stream,
            )

    def _words(self, drafted: Sequence[Drafted]) -> ProtectedBatch:
        """The search rows: the same words that search_words.py would gather from the tables."""
        places = self._memory.places
        missing = {draft.found.parsed.place.unit for draft in drafted} - places.keys()
        for place, text in place_texts(missing).items():
            places[place or ""] = plain_words(text)
        rows = ProtectedBatch(SearchEntry, **self._labels)
        for draft in drafted:
            parsed = draft.found.parsed
            codes = [*self._codes.get(draft.pk, ()), self._memory.sources[draft.office].reference]
            own = plain_words(f"{draft.reference} {parsed.title} {parsed.summary}")
            words = [*own, *places.get(parsed.place.unit or "", ()), *plain_words(" ".join(codes))]
            day = parsed.occurred.earliest or draft.found.received_on
            rows.add(
                incident_id=draft.pk,
                office_id=draft.office,
                sort_day=day,
                words=" ".join(dict.fromkeys(words)),
            )
        return rows


_UNSEALED = Person()


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
