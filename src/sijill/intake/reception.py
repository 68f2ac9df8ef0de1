"""Taking a chunk of rows in: reports sealed as received, bad rows kept with their reasons.

Called inside record's action, whose transaction and leaf cover it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from sijill.base.ids import new_id, new_references
from sijill.base.merge import stamp_all
from sijill.intake.channels.spreadsheet.places import normal_place
from sijill.intake.channels.spreadsheet.rows import Reason
from sijill.intake.models import ImportRun, PlaceQuery, RejectedRow, Report
from sijill.intake.parsed import Parsed
from sijill.intake.reading import TWICE, NumberedRow, ReadRow, RunReading, chained
from sijill.trust.access.batches import ProtectedBatch
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer

LETTER = "R"  # BGDR-…: a report, beside BGD-… an incident and BGDP-… a person
CHANNEL = "channel.spreadsheet"
CHANGED = (
    "received_sealed",
    "parsed_sealed",
    "sealed_version",
    "key_epoch",
    "wrapped_key",
    "digest",
    "run",
    "row_number",
    "place_query",
    "deliveries",
    "clocks",
    "changed_at",
    "changed_by",
)


class PlaceSettledMeanwhile(RuntimeError):
    """A colleague settled a place between reading and writing: read the chunk again."""


@dataclass(frozen=True, slots=True)
class Received:
    """A report now stored, with its labels, and what its row says."""

    pk: UUID
    office: str
    compartments: tuple[str, ...]
    classification: int
    received_on: date
    parsed: Parsed


@dataclass
class Taken:
    """What became of a chunk. ``rows``: (row number, outcome, content digest) for the leaf."""

    fresh: list[Received] = field(default_factory=list)
    changed: list[Received] = field(default_factory=list)
    unchanged: int = 0
    rejected: int = 0
    unmatched: int = 0
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    digest: bytes = b""


@dataclass(frozen=True, slots=True)
class _Known:
    pk: UUID
    digest: bytes


def take_in(reading: RunReading, rows: Sequence[ReadRow], *, run: ImportRun, by: Viewer) -> Taken:
    """Store a chunk: new rows, changed rows, rejected rows; equal rows are only counted.

    Raises PlaceSettledMeanwhile, IntegrityError when a reference drawn was taken: the caller
    tries the chunk again.
    """
    taken = Taken(digest=bytes(run.digest))
    known = _known(reading.mapping.stream, rows)
    fresh: list[ReadRow] = []
    changed: list[ReadRow] = []
    rejected: list[tuple[NumberedRow, tuple[Reason, ...]]] = []
    keyless = reading.mapping.key.keyless
    for read in rows:
        outcome = _outcome(read, known, keyless)
        if outcome == "new":
            fresh.append(read)
            known[read.numbered.key] = _Known(UUID(int=0), read.numbered.digest)
        elif outcome == "changed":
            changed.append(read)
        elif outcome == "unchanged":
            taken.unchanged += 1
        else:
            rejected.append((read.numbered, read.understood.reasons or (TWICE,)))
        accepted = outcome != "rejected"
        taken.digest = chained(taken.digest, read.numbered, accepted)
        taken.rows.append((read.numbered.row.number, outcome, read.numbered.content.hex()))
    taken.rejected = len(rejected)
    queries = _place_queries([*fresh, *changed], run, by, taken)
    taken.fresh = _store_new(reading, fresh, queries, run, by)
    taken.changed = _store_changed(changed, known, queries, run, by)
    _store_rejected(rejected, run, by)
    return taken


def _known(stream: str, rows: Sequence[ReadRow]) -> dict[bytes, _Known]:
    keys = [read.numbered.key for read in rows]
    found = Report.objects.filter(stream=stream, source_key__in=keys)
    return {
        bytes(key): _Known(pk, bytes(digest))
        for key, pk, digest in found.values_list("source_key", "pk", "digest")
    }


def _outcome(read: ReadRow, known: dict[bytes, _Known], keyless: bool) -> str:
    if read.understood.parsed is None:
        return "rejected"
    before = known.get(read.numbered.key)
    if before is None:
        return "new"
    if before.digest == read.numbered.digest:
        return "unchanged"
    # One key, two rows, one file: which of them holds cannot be told.
    return "rejected" if read.numbered.occurrence > 1 and not keyless else "changed"


# -- places that wait ----------------------------------------------------------


def _place_queries(
    rows: Sequence[ReadRow], run: ImportRun, by: Viewer, taken: Taken
) -> dict[tuple[str, str], PlaceQuery]:
    """The queue entries of a chunk by (office, normal spelling), made where they are new."""
    waiting: dict[tuple[str, str], list[Parsed]] = defaultdict(list)
    for read in rows:
        parsed = read.understood.parsed
        if parsed is not None and parsed.place.unmatched:
            waiting[parsed.office, normal_place(parsed.place.unmatched)].append(parsed)
            taken.unmatched += 1
    if not waiting:
        return {}
    known = PlaceQuery.objects.filter(
        office__in={office for office, _ in waiting}, normal__in={normal for _, normal in waiting}
    )
    queries = {(query.office_id, query.normal): query for query in known}
    if any(query.unit_id for key, query in queries.items() if key in waiting):
        raise PlaceSettledMeanwhile
    fresh = [_query(key, found[0], run, by) for key, found in waiting.items() if key not in queries]
    for query in [*queries.values(), *fresh]:
        query.reports += len(waiting.get((query.office_id, query.normal), ()))
    PlaceQuery.objects.bulk_create(fresh)
    PlaceQuery.objects.bulk_update(list(queries.values()), ["reports"])
    return queries | {(query.office_id, query.normal): query for query in fresh}


def _query(key: tuple[str, str], parsed: Parsed, run: ImportRun, by: Viewer) -> PlaceQuery:
    near = parsed.place.reason.get("near", [])
    if parsed.place.unit:
        near = [{"unit": parsed.place.unit, "confidence": parsed.place.confidence}]
    query = PlaceQuery(
        written=parsed.place.unmatched[:300], normal=key[1], suggestions=near, created_by=by.account
    )
    query.labels_of(run)
    query.office_id = key[0]
    return query


def _query_of(parsed: Parsed, queries: dict[tuple[str, str], PlaceQuery]) -> PlaceQuery | None:
    if not parsed.place.unmatched:
        return None
    return queries[parsed.office, normal_place(parsed.place.unmatched)]


# -- reports -------------------------------------------------------------------


def _store_new(
    reading: RunReading,
    rows: Sequence[ReadRow],
    queries: dict[tuple[str, str], PlaceQuery],
    run: ImportRun,
    by: Viewer,
) -> list[Received]:
    mapping, today = reading.mapping, timezone.localdate()
    references = References(LETTER, [_parsed(read).office for read in rows])
    # One row in memory seals for all: its key and columns go into the batch one by one.
    scratch = Report()
    stamp_all([scratch], by=by.account)
    batch = ProtectedBatch(
        Report,
        created_by=by.account,
        classification=run.classification,
        compartments=list(run.compartments),
        channel=CHANNEL,
        sender=mapping.sender.name[:120],
        language=mapping.language,
        received_on=today,
        stream=mapping.stream,
        run_id=run.pk,
        state=Report.State.DRAFTED,
        sealed_version=1,
        clocks=scratch.clocks,
        changed_at=scratch.changed_at,
        changed_by=scratch.changed_by,
    )
    received = []
    for read in rows:
        parsed, numbered = _parsed(read), read.numbered
        scratch.pk, scratch.office_id, scratch.sealed_version = new_id(), parsed.office, 0
        scratch.seal(received=list(numbered.row.cells), parsed=parsed.to_json())
        query = _query_of(parsed, queries)
        batch.add(
            id=scratch.pk,
            office_id=parsed.office,
            reference=references.next(parsed.office),
            digest=numbered.digest,
            source_key=numbered.key,
            row_number=numbered.row.number,
            place_query_id=query.pk if query else None,
            key_epoch=scratch.key_epoch,
            wrapped_key=scratch.wrapped_key,
            received_sealed=scratch.received_sealed,
            parsed_sealed=scratch.parsed_sealed,
        )
        received.append(_received(scratch.pk, parsed, run, today))
    batch.insert()
    return received


def _received(pk: UUID, parsed: Parsed, run: ImportRun, today: date) -> Received:
    return Received(pk, parsed.office, tuple(run.compartments), run.classification, today, parsed)


def _store_changed(
    rows: Sequence[ReadRow],
    known: dict[bytes, _Known],
    queries: dict[tuple[str, str], PlaceQuery],
    run: ImportRun,
    by: Viewer,
) -> list[Received]:
    """Seal the new content; what came before stays sealed in the vault, in the earlier file."""
    if not rows:
        return []
    held = Report.objects.in_bulk([known[read.numbered.key].pk for read in rows])
    received: list[Received] = []
    reports: list[Report] = []
    for read in rows:
        parsed = _parsed(read)
        report = held[known[read.numbered.key].pk]
        report.seal(received=list(read.numbered.row.cells), parsed=parsed.to_json())
        report.digest, report.run = read.numbered.digest, run
        report.row_number = read.numbered.row.number
        report.place_query = _query_of(parsed, queries)
        report.deliveries += 1
        reports.append(report)
        received.append(
            Received(
                report.pk,
                report.office_id,
                tuple(report.compartments),
                report.classification,
                report.received_on,
                parsed,
            )
        )
    stamp_all(reports, by=by.account)
    Report.objects.bulk_create(
        reports, update_conflicts=True, unique_fields=["id"], update_fields=list(CHANGED)
    )
    return received


def _store_rejected(
    rows: Iterable[tuple[NumberedRow, tuple[Reason, ...]]], run: ImportRun, by: Viewer
) -> None:
    made = []
    for numbered, reasons in rows:
        row = RejectedRow(
            run=run,
            row_number=numbered.row.number,
            created_by=by.account,
            reasons=[reason.to_json() for reason in reasons],
        )
        row.labels_of(run)
        row.seal(received=list(numbered.row.cells))
        made.append(row)
    RejectedRow.objects.bulk_create(made)


def _parsed(read: ReadRow) -> Parsed:
    if read.understood.parsed is None:
        raise ValueError("a rejected row has nothing to store")
    return read.understood.parsed


class References:
    """References for a chunk, drawn at once for each office."""

    def __init__(self, letter: str, offices: Sequence[str]) -> None:
        year = timezone.localdate().year
        wanted: dict[str, int] = defaultdict(int)
        for office in offices:
            wanted[office] += 1
        prefixes = dict(Office.objects.filter(pk__in=wanted).values_list("pk", "prefix"))
        self._drawn = {
            office: new_references(prefixes[office] + letter, year, count)
            for office, count in wanted.items()
        }

    def next(self, office: str) -> str:
        """One more reference of an office."""
        return self._drawn[office].pop()
