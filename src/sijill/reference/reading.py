"""Reading a pack's TOML and CSV files while keeping where each value stood.

Problems are collected, not raised one by one: who corrects a pack wants the whole list.
"""

import csv
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sijill.reference.errors import PackProblem
from sijill.reference.labels import EMPTY, Label
from sijill.reference.periods import ALWAYS, Period

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass
class Reading:
    """A pack folder being read, with the problems found so far."""

    folder: Path
    languages: tuple[str, ...] = ()
    problems: list[PackProblem] = field(default_factory=list)

    def wrong(self, file: str, where: str, code: str, advice: str) -> None:
        self.problems.append(PackProblem(file, where, code, advice))

    def toml(self, name: str) -> "Entry":
        """Read a TOML file; a missing or broken one is a problem and reads as empty."""
        try:
            content = tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.wrong(name, "the file", "pack.file_missing", "Add this file to the pack.")
            content = {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            self.wrong(name, "the file", "pack.not_toml", f"Correct the TOML: {problem}.")
            content = {}
        unreviewed = frozenset(content.get("review", {}).get("unreviewed", ()))
        return Entry(self, name, "", content, unreviewed)

    def csv(self, name: str, columns: Sequence[str], *, needed: bool = True) -> list["Entry"]:
        """Read a CSV file with at least these columns; each row knows its line."""
        path = self.folder / name
        if not path.exists():
            if needed:
                self.wrong(name, "the file", "pack.file_missing", "Add this file to the pack.")
            return []
        try:
            with path.open(encoding="utf-8", newline="") as opened:
                rows = csv.DictReader(opened)
                missing = [column for column in columns if column not in (rows.fieldnames or ())]
                for column in missing:
                    self.wrong(name, "line 1", "pack.column_missing", f"Add a column “{column}”.")
                return (
                    []
                    if missing
                    else [Entry(self, name, f"line {rows.line_num}", row) for row in rows]
                )
        except (csv.Error, UnicodeDecodeError) as problem:
            self.wrong(name, "the file", "pack.not_csv", f"Save it as CSV in UTF-8: {problem}.")
            return []


@dataclass(frozen=True)
class Entry:
    """One table or row of a pack file; every accessor reports what it could not use."""

    reading: Reading
    file: str
    where: str
    content: Mapping[str, Any]
    unreviewed: frozenset[str] = frozenset()

    def at(self, key: str) -> str:
        separator = ", column " if self.where.startswith("line") else "."
        return f"{self.where}{separator}{key}" if self.where else key

    def wrong(self, key: str, code: str, advice: str) -> None:
        self.reading.wrong(self.file, self.at(key), code, advice)

    def table(self, key: str) -> "Entry":
        found = self.content.get(key, {})
        if not isinstance(found, dict):
            self.wrong(key, "pack.not_table", "Make this a table.")
            found = {}
        return Entry(self.reading, self.file, self.at(key), found, self.unreviewed)

    def tables(self, key: str) -> Iterator["Entry"]:
        found = self.content.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.wrong(key, "pack.not_tables", f"Write each one as [[{key}]].")
            return
        for number, item in enumerate(found, start=1):
            place = f"{self.at(key)}[{number}]"
            yield Entry(self.reading, self.file, place, item, self.unreviewed)

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; without a ``default`` its absence is a problem."""
        found = self.content.get(key)
        if found is None or found == "":
            if default is None:
                self.wrong(key, "pack.value_missing", f"Give “{key}” a value.")
            return default or ""
        if not isinstance(found, str):
            self.wrong(key, "pack.not_text", f"Put “{key}” between quotation marks.")
            return default or ""
        return found

    def choice(self, key: str, choices: Sequence[str], default: str | None = None) -> str:
        found = self.text(key, default)
        if found and found not in choices:
            self.wrong(key, "pack.not_a_choice", f"“{found}” is not one of {', '.join(choices)}.")
        return found

    def number(self, key: str, default: float | None = None) -> float:
        found = self.content.get(key, default)
        try:
            return float(found) if found is not None else self._no_number(key)
        except (TypeError, ValueError):
            return self._no_number(key)

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if self.content.get(key) not in (None, "") else None

    def _no_number(self, key: str) -> float:
        self.wrong(key, "pack.not_number", f"Give “{key}” as a number.")
        return 0.0

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.content.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            self.wrong(key, "pack.not_texts", f"Write “{key}” as a list of texts.")
            return ()
        return tuple(found)

    def label(self, key: str, *, needed: bool = True) -> Label:
        """Give a label that has every language of the pack."""
        if key not in self.content and not needed:
            return EMPTY
        texts = self.table(key).content
        for language in self.reading.languages:
            if not texts.get(language):
                self.wrong(f"{key}.{language}", "pack.language_missing", "Add this language.")
        return Label(dict(texts), self.unreviewed & frozenset(texts))

    def day(self, key: str, *, end: bool = False) -> date | None:
        """Read a day, or a year or month as its first (or with ``end`` its last) day."""
        found = self.content.get(key)
        if found is None or found == "":
            return None
        if isinstance(found, date):
            return found
        try:
            if match := _PARTIAL.fullmatch(str(found)):
                return _boundary(match, end=end)
        except ValueError:
            match = None  # 31 February: the same advice as for words
        advice = f"“{found}” is no date; write 2025-05-31, 2025-05 or 2025."
        self.wrong(key, "pack.not_date", advice)
        return None

    def period(self) -> Period:
        first, last = self.day("valid_from"), self.day("valid_to", end=True)
        if first and last and last < first:
            self.wrong("valid_to", "pack.period_reversed", "It ends before it begins.")
            return ALWAYS
        return Period(first, last)


def _boundary(match: re.Match[str], *, end: bool) -> date:
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or day is not None:
        return date(year or 1, month or 1, day or 1)
    month = month or (12 if end else 1)
    return date(year, month, monthrange(year, month)[1] if end else 1)
