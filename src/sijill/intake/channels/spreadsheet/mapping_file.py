"""Reading a mapping from TOML (or its JSON form), with every problem found named at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sijill.intake.channels.spreadsheet.mapping import (
    Choice,
    FileMapping,
    FileRules,
    Group,
    Key,
    OfficeRule,
    PersonColumns,
    Sender,
    Side,
    Texts,
    Total,
    When,
    Where,
)
from sijill.trust.access.errors import Problem

FORMAT = 1
CONFLICT_LINKS = ("", "direct", "indirect", "none", "unclear")
OWN_WORDS = frozenset({"place", "area", "date", "kind"})
NAME_PARTS = (
    "full",
    "own",
    "father",
    "grandfather",
    "great_grandfather",
    "mother",
    "laqab",
    "nisba",
    "kunya",
    "alias",
)
# Written as an escape; written plainly, TOML itself refuses it.
_NUL = re.compile(r"\\(?:u0000|U00000000)")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,62}")
# Names in braces and nothing else: no attributes, no formats.
_WORD = re.compile(r"\{([^{}]+)\}")


class MappingProblem(Problem):
    """A mapping cannot be used. ``found`` lists (code, field, params) of everything wrong."""

    def __init__(self, found: list[tuple[str, str, dict[str, Any]]]) -> None:
        code, where, params = found[0]
        super().__init__(code, field=where, others=len(found) - 1, **params)
        self.found = tuple(found)


def load_mapping(content: bytes, *, knows: Callable[[str], bool] | None = None) -> FileMapping:
    """Read a mapping from the bytes of a TOML file; raises MappingProblem."""
    return from_definition(definition_of(content), knows=knows)


def definition_of(content: bytes) -> dict[str, Any]:
    """The JSON form of a TOML mapping, as it is stored. Raises MappingProblem."""
    try:
        text = content.decode("utf-8-sig")
        if _NUL.search(text):
            raise ValueError("\\u0000: no text of a record can hold it")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        # Not TOML, not UTF-8, a number of thousands of digits, or brackets without end.
        advice = str(problem)[:200]
        raise MappingProblem([("mapping.not_toml", "", {"advice": advice})]) from None


def from_definition(
    definition: Mapping[str, Any], *, knows: Callable[[str], bool] | None = None, version: int = 1
) -> FileMapping:
    """Check a definition and make it a mapping; raises MappingProblem with all that is wrong.

    knows: says whether a term key or ``actor:CODE`` exists.
    """
    return _Reader(definition, knows or (lambda key: True), version).mapping()


class _Section:
    """One table of the definition; remembers which keys were asked for."""

    def __init__(self, reader: _Reader, name: str, content: Any) -> None:
        self._reader, self.name = reader, name
        if not isinstance(content, Mapping):
            reader.wrong("mapping.not_a_table", name)
            content = {}
        self._content: Mapping[str, Any] = content
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self._content

    def held(self, key: str) -> Any:
        self._asked.add(key)
        return self._content.get(key)

    def text(self, key: str, default: str | None = "") -> str:
        value = self.held(key)
        if value is None:
            if default is None:
                self._reader.wrong("mapping.missing", self.at(key))
            return default or ""
        if not isinstance(value, str) or len(value) > 1000:
            self._reader.wrong("mapping.not_text", self.at(key))
            return default or ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.held(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self._reader.wrong("mapping.not_texts", self.at(key))
            return ()
        return tuple(value)

    def table(self, key: str) -> _Section:
        return _Section(self._reader, self.at(key), self.held(key) or {})

    def pairs(self, key: str) -> dict[str, str]:
        value = self.held(key) or {}
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            self._reader.wrong("mapping.not_pairs", self.at(key))
            return {}
        return dict(value)

    def choice(self, key: str, options: Iterable[str], default: str) -> str:
        value = self.text(key, default)
        if value not in set(options):
            allowed = ", ".join(options)
            self._reader.wrong("mapping.not_a_choice", self.at(key), options=allowed)
            return default
        return value

    def term(self, key: str, default: str, vocabulary: str) -> str:
        value = self.text(key, default)
        self._reader.check_term(value, self.at(key), vocabulary)
        return value

    def at(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def finish(self) -> None:
        for key in self._content.keys() - self._asked:
            self._reader.wrong("mapping.unknown_field", self.at(str(key)))


class _Reader:
    def __init__(
        self, definition: Mapping[str, Any], knows: Callable[[str], bool], version: int
    ) -> None:
        self.found: list[tuple[str, str, dict[str, Any]]] = []
        self._knows, self._version = knows, version
        self._top = _Section(self, "", definition)

    def wrong(self, code: str, where: str, **params: Any) -> None:
        self.found.append((code, where, params))

    def check_term(self, key: str, where: str, vocabulary: str) -> None:
        fits = key.startswith((f"{vocabulary}.", "answer."))
        if key and not (fits and self._knows(key)):
            self.wrong("mapping.unknown_term", where, term=key, vocabulary=vocabulary)

    def mapping(self) -> FileMapping:
        top = self._top
        if top.held("format") != FORMAT:
            self.wrong("mapping.format", "format", format=FORMAT)
        code = top.text("code", None)
        if code and not _CODE.fullmatch(code):
            self.wrong("mapping.bad_code", "code")
        sides = tuple(self._side(part) for part in self._tables("side"))
        keys = {side.key for side in sides}
        made = FileMapping(
            code=code,
            title=top.text("title", None),
            stream=top.text("stream", code)[:64],
            language=top.text("language", "en"),
            key=self._key(),
            occurred=self._when(),
            place=self._where(),
            kind=self._choice(top.table("kind"), "incident"),
            texts=self._texts(),
            sender=self._sender(),
            cause=self._choice(top.table("cause"), "cause", "cause.unknown"),
            sides=sides,
            groups=tuple(self._group(part, keys) for part in self._tables("group")),
            total=self._total(),
            person=self._person(keys),
            office=self._office(),
            file=self._file(),
            version=self._version,
            conflict_link=top.choice("conflict_link", CONFLICT_LINKS, ""),
        )
        top.finish()
        if self.found:
            raise MappingProblem(self.found)
        return made

    def _tables(self, key: str) -> list[_Section]:
        value = self._top.held(key) or []
        if not isinstance(value, list):
            self.wrong("mapping.not_a_list", key)
            return []
        return [_Section(self, f"{key}.{n}", part) for n, part in enumerate(value, start=1)]

    def _key(self) -> Key:
        part = self._top.table("key")
        columns, keyless = part.texts("columns"), part.held("keyless") is True
        identity = part.choice("identity", ("content", "stream"), "content")
        part.finish()
        if bool(columns) == keyless:
            self.wrong("mapping.key_or_keyless", "key")
        return Key(columns, identity)

    def _when(self) -> When:
        part = self._top.table("occurred")
        made = When(
            part.text("start", None),
            part.text("end"),
            part.choice("order", ("day_first", "month_first"), "day_first"),
            part.choice("calendar", ("gregorian", "hijri", "kurdish"), "gregorian"),
            part.held("estimated") is True,
        )
        part.finish()
        return made

    def _where(self) -> Where:
        part = self._top.table("place")
        made = Where(part.texts("path"), part.text("longitude"), part.text("latitude"))
        part.finish()
        if bool(made.longitude) != bool(made.latitude):
            self.wrong("mapping.half_a_point", "place")
        if not made.path and not made.longitude:
            self.wrong("mapping.missing", "place.path")
        return made

    def _choice(self, part: _Section, vocabulary: str, default: str = "") -> Choice:
        made = Choice(part.text("column"), part.pairs("values"), part.text("default", default))
        part.finish()
        if not made.column and not made.default:
            self.wrong("mapping.missing", part.at("default"))
        for value, key in made.values.items():
            self.check_term(key, f"{part.name}.values.{value}", vocabulary)
        self.check_term(made.default, part.at("default"), vocabulary)
        return Choice(made.column, {_plain(v): key for v, key in made.values.items()}, made.default)

    def _side(self, part: _Section) -> Side:
        made = Side(
            part.text("key", None),
            part.text("column"),
            part.pairs("values"),
            part.text("actor"),
            part.term("degree", "degree.unknown", "degree"),
            part.term("certainty", "certainty.alleged", "certainty"),
        )
        part.finish()
        if bool(made.column) == bool(made.actor):
            self.wrong("mapping.column_or_actor", part.name)
        for code in (*made.values.values(), made.actor):
            if code and not self._knows(f"actor:{code}"):
                self.wrong("mapping.unknown_actor", part.name, actor=code)
        return Side(
            made.key,
            made.column,
            {_plain(v): c for v, c in made.values.items()},
            made.actor,
            made.degree,
            made.certainty,
        )

    def _group(self, part: _Section, sides: set[str]) -> Group:
        statuses = part.pairs("statuses")
        made = Group(
            best=part.text("best", None),
            act=part.term("act", "", "act"),
            least=part.text("least"),
            most=part.text("most"),
            status=part.term("status", "answer.unknown", "status"),
            status_of=part.text("status_of"),
            statuses=statuses,
            sex=part.term("sex", "answer.unknown", "sex"),
            age=part.term("age", "answer.unknown", "age"),
            by=part.texts("by"),
            takes_rest=part.held("takes_rest") is True,
        )
        part.finish()
        if not made.act:
            self.wrong("mapping.missing", part.at("act"))
        for key in statuses.values():
            self.check_term(key, part.at("statuses"), "status")
        self._check_sides((*made.by, *filter(None, (made.status_of,))), sides, part.name)
        return made

    def _check_sides(self, named: Iterable[str], known: set[str], where: str) -> None:
        for key in named:
            if key not in known:
                self.wrong("mapping.unknown_side", where, side=key)

    def _total(self) -> Total:
        part = self._top.table("total")
        made = Total(part.text("least"), part.text("most"))
        part.finish()
        return made

    def _person(self, sides: set[str]) -> PersonColumns | None:
        if not self._top.has("person"):
            return None
        part = self._top.table("person")
        names = part.pairs("names")
        for unknown in names.keys() - set(NAME_PARTS):
            self.wrong(
                "mapping.not_a_choice", f"person.names.{unknown}", options=", ".join(NAME_PARTS)
            )
        made = PersonColumns(
            names=names,
            act=self._choice(part.table("act"), "act"),
            sex=self._choice(part.table("sex"), "sex", "answer.unknown"),
            age_group=self._choice(part.table("age_group"), "age", "answer.unknown"),
            status=self._choice(part.table("status"), "status", "answer.unknown"),
            age=part.text("age"),
            born=part.text("born"),
            by=part.texts("by"),
        )
        part.finish()
        self._check_sides(made.by, sides, "person.by")
        return made

    def _sender(self) -> Sender:
        part = self._top.table("source")
        made = Sender(
            name=part.text("name", None)[:200],
            kind=part.term("kind", "source.dataset", "source"),
            reliability=part.term("reliability", "reliability.f", "reliability"),
            credibility=part.term("credibility", "credibility.6", "credibility"),
            proximity=part.term("proximity", "proximity.unknown", "proximity"),
            material=part.term("material", "material.data", "material"),
            cite=part.text("cite"),
        )
        part.finish()
        return made

    def _texts(self) -> Texts:
        part = self._top.table("text")
        made = Texts(part.text("title", None), part.text("summary"), part.texts("safe"))
        part.finish()
        cite = self._top.table("source").text("cite")
        for name, template in (("title", made.title), ("summary", made.summary)):
            self._check_template(template, f"text.{name}", set(made.safe))
        self._check_template(cite, "source.cite", set(made.safe))
        return made

    def _check_template(self, template: str, where: str, safe: set[str]) -> None:
        for word in template_words(template):
            if word not in OWN_WORDS and word not in safe:
                self.wrong("mapping.unsafe_column", where, column=word)

    def _office(self) -> OfficeRule:
        part = self._top.table("office")
        made = OfficeRule(part.choice("by", ("place", "fixed"), "place"), part.text("fixed"))
        part.finish()
        if (made.by == "fixed") != bool(made.fixed):
            self.wrong("mapping.missing", "office.fixed")
        return made

    def _file(self) -> FileRules:
        part = self._top.table("file")
        row = part.held("header_row")
        if row is not None and not (isinstance(row, int) and 1 <= row <= 100):
            self.wrong("mapping.bad_header_row", "file.header_row")
            row = 1
        made = FileRules(
            part.text("encoding"), part.text("delimiter"), part.text("sheet"), row or 1
        )
        part.finish()
        return made


def template_words(template: str) -> list[str]:
    """The column names between braces."""
    return _WORD.findall(template)


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put words in place of their braces; white space is made single."""
    return " ".join(_WORD.sub(lambda found: words.get(found[1], ""), template).split())


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())
