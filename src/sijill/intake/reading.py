"""One run's reading of its file: rows numbered, understood and digested, chunk by chunk."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils import timezone

from sijill.intake.channels.spreadsheet.interpreter import Interpreter, Understood
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.reader import FileOptions, open_table
from sijill.intake.channels.spreadsheet.rows import Reason, Row
from sijill.intake.files import open_file
from sijill.intake.models import ImportRun, PlaceQuery
from sijill.intake.occurrences import Occurrences
from sijill.intake.world import surroundings
from sijill.trust.access.viewer import Viewer, bind
from sijill.trust.keys.keyring import keyring

CHUNK = 1000
SEPARATOR = b"\x1f"


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with its digests. ``content`` is SHA-256 of its cells, ``key`` the keyed hash of what
    makes it itself, ``occurrence`` how often that was met in this file so far."""

    row: Row
    content: bytes
    key: bytes
    digest: bytes
    occurrence: int


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A numbered row, understood."""

    numbered: NumberedRow
    understood: Understood


def options_of(mapping: FileMapping) -> FileOptions:
    """What a mapping says of the file itself."""
    rules = mapping.file
    return FileOptions(rules.encoding, rules.delimiter, rules.sheet, rules.header_row)


def content_digest(cells: Sequence[str]) -> bytes:
    """SHA-256 of a row's cells as received."""
    plain = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()


class RunReading:
    """Reads the file of a run from its cursor on. Close it when done.

    Raises Problem when the file or the mapping does not fit.
    """

    def __init__(self, run: ImportRun, mapping: FileMapping, by: Viewer) -> None:
        self.run, self.mapping, self._by = run, mapping, by
        self._key = keyring().purpose_key("rows")
        self._file = open_file(run.vault_key)
        self._table = open_table(self._file, options_of(mapping))
        self._settled_at: datetime = timezone.now()
        with bind(by):
            self._world = surroundings(by, mapping.language)
        self._interpreter = Interpreter(mapping, self._table.layout.columns, self._world)
        self._occurrences = Occurrences()
        self._lock = threading.Lock()
        identity = run.file_digest if mapping.key.identity == "content" else mapping.stream
        self._identity = identity.encode()
        self._version = f"{mapping.code}@{mapping.version}".encode()

    def count(self) -> int:
        """How many rows the file has (of a workbook: at most)."""
        return self._table.count()

    def chunks(self, size: int = CHUNK) -> Iterator[list[NumberedRow]]:
        """Give the rows not yet done, in chunks."""
        rows = self._table.rows()
        for row in islice(rows, self.run.cursor):
            # Rows done before: only counted, so that equal rows keep their numbers.
            self._occurrences.number(self._named(row, content_digest(row.cells)))
        while chunk := list(islice(rows, size)):
            yield [self._numbered(row) for row in chunk]

    def ahead(self, size: int = CHUNK) -> Iterator[list[ReadRow]]:
        """Give the rows not yet done, understood, in chunks.

        The next chunk is read in a thread while the caller writes this one: the database then
        works on one core and we on the other.
        """
        chunks = self.chunks(size)

        def following() -> list[ReadRow]:
            return self.understand(next(chunks, []))

        with ThreadPoolExecutor(1, "reading") as thread:
            coming = thread.submit(following)
            while rows := coming.result():
                self.learn()
                coming = thread.submit(following)
                yield rows

    def understand(self, rows: Sequence[NumberedRow]) -> list[ReadRow]:
        """Read rows through the mapping."""
        with self._lock:
            return [ReadRow(numbered, self._interpreter.read(numbered.row)) for numbered in rows]

    def learn(self) -> None:
        """Take in the places that colleagues have settled since the last time."""
        since, self._settled_at = self._settled_at, timezone.now()
        with bind(self._by):
            fresh = PlaceQuery.objects.filter(settled_at__gte=since).exclude(unit=None)
            found = dict(fresh.values_list("normal", "unit_id"))
        with self._lock:
            self._world.places.settle(found)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _numbered(self, row: Row) -> NumberedRow:
        content = content_digest(row.cells)
        name = self._named(row, content)
        occurrence = self._occurrences.number(name)
        if self.mapping.key.keyless:
            name = SEPARATOR.join((b"row", self._identity, content, str(occurrence).encode()))
            key = hmac.digest(self._key, name, "sha256")
        else:
            key = name
        digest = hmac.digest(self._key, SEPARATOR.join((self._version, content)), "sha256")
        return NumberedRow(row, content, key, digest, occurrence)

    def _named(self, row: Row, content: bytes) -> bytes:
        """What is counted: the row's content, or the keyed hash of the sender's key."""
        if self.mapping.key.keyless:
            return content
        parts = [
            self._interpreter.cell(row, column).encode("utf-8", "surrogatepass")
            for column in self.mapping.key.columns
        ]
        name = SEPARATOR.join((b"key", self.mapping.stream.encode(), *parts))
        return hmac.digest(self._key, name, "sha256")


def chained(before: bytes, row: NumberedRow, accepted: bool) -> bytes:
    """The run's digest after one more row: file order, row numbers, content and outcome."""
    outcome = b"\x01" if accepted else b"\x00"
    number = row.row.number.to_bytes(8, "big")
    return hashlib.sha256(before + number + outcome + row.content).digest()


TWICE = Reason("key.twice")
