"""Reading the vocabularies: one TOML file each, checked together, every problem named.

A country pack may add files: a vocabulary of its own, numbered from 61, or a file with
``extends = "<vocabulary>"`` whose terms are added to an existing one.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sijill.reference.errors import PackProblem
from sijill.reference.labels import EMPTY, Label
from sijill.reference.periods import ALWAYS, Period
from sijill.reference.terms import (
    FIRST_LOCAL_NUMBER,
    LANGUAGES,
    Term,
    Value,
    Vocabularies,
    Vocabulary,
)

__all__ = ["Term", "Vocabularies", "Vocabulary", "VocabularyInvalid", "load_vocabularies"]

SHIPPED = Path(__file__).parent / "vocabularies"

_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
_VOCABULARY_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_MAPPING = {
    "treaties": re.compile(r"[A-Z][A-Za-z0-9]*(-[A-Z0-9]+)* \d+(\(\w+\))*"),
    "iccs": re.compile(r"\d{4,6}"),
    "sdg": re.compile(r"\d{1,2}(\.\w{1,2}){1,2}"),
    "huridocs": re.compile(r"\w[\w.-]*"),
}
_TERM_FIELDS = {"code", "parent", "label", "definition", "valid_from", "valid_to"}
_TERM_FIELDS |= {"mappings", "attributes", "answer", "reviewed"}
_FILE_FIELDS = {"code", "title", "note", "version", "number", "answers", "extends", "terms"}


class VocabularyInvalid(ValueError):
    """Vocabulary files cannot be loaded. ``problems`` names file, term and what to do."""

    code = "vocabulary.invalid"

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def load_vocabularies(folder: Path = SHIPPED, extra: Sequence[Path] = ()) -> Vocabularies:
    """Read every vocabulary in ``folder``, then what each ``extra`` folder adds.

    Raises VocabularyInvalid with the whole list of problems, never with the first one only.
    """
    reading = _Reading()
    for path in sorted(folder.glob("*.toml")):
        reading.file(path, added=False)
    # Additions to existing vocabularies come last, so that one folder may extend another's.
    for path in (path for place in extra for path in sorted(place.glob("*.toml"))):
        reading.file(path, added=True)
    reading.extend()
    if not reading.found and not reading.problems:
        reading.wrong(str(folder.name), "the folder", "vocabulary.none", "Put vocabularies here.")
    reading.problems.extend(_problems_between(reading.found, reading.origin))
    if reading.problems:
        raise VocabularyInvalid(reading.problems)
    return Vocabularies(MappingProxyType(reading.found))


@dataclass
class _Reading:
    """The vocabularies read so far, the file each and each term came from, and what is wrong."""

    found: dict[str, Vocabulary] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    extensions: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    problems: list[PackProblem] = field(default_factory=list)

    def wrong(self, file: str, where: str, code: str, advice: str) -> None:
        self.problems.append(PackProblem(file, where, code, advice))

    def file(self, path: Path, *, added: bool) -> None:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            self.wrong(path.name, "the file", "vocabulary.not_toml", f"Correct it: {problem}.")
            return
        for name in sorted(content.keys() - _FILE_FIELDS):
            self.wrong(path.name, name, "vocabulary.field_unknown", "Remove or correct this key.")
        if "extends" in content:
            self.extensions.append((path.name, content))
        else:
            self._vocabulary(path, content, added=added)

    def _vocabulary(self, path: Path, content: dict[str, Any], *, added: bool) -> None:
        code, version, number = (content.get(name) for name in ("code", "version", "number"))
        if code != path.stem or not _VOCABULARY_CODE.fullmatch(str(code)):
            self.wrong(path.name, "code", "vocabulary.code_wrong", "Give code the file's name.")
            return
        if code in self.found:
            self.wrong(path.name, "code", "vocabulary.repeated", f"Write extends = “{code}”.")
            return
        if type(version) is not date:
            self.wrong(path.name, "version", "vocabulary.version_wrong", "Give a day: 2026-11-21.")
            version = date.min
        least = FIRST_LOCAL_NUMBER if added else 1
        if type(number) is not int or number < least:
            advice = f"Give a number from {least}."
            self.wrong(path.name, "number", "vocabulary.number_wrong", advice)
            number = FIRST_LOCAL_NUMBER
        self.origin[code] = path.name
        self.found[code] = Vocabulary(
            code=code,
            title=self._words(path.name, "title", content.get("title"), needed=True),
            note=self._words(path.name, "note", content.get("note")),
            version=version,
            number=number,
            answers=tuple(f"answer.{answer}" for answer in content.get("answers", ())),
            terms=tuple(self._terms(path.name, code, version, content, 0)),
        )

    def extend(self) -> None:
        for file, content in self.extensions:
            base = self.found.get(str(content["extends"]))
            if base is None:
                advice = f"There is no vocabulary “{content['extends']}”."
                self.wrong(file, "extends", "vocabulary.extends_unknown", advice)
                continue
            version = content.get("version", base.version)
            added = self._terms(file, base.code, version, content, len(base))
            self.found[base.code] = replace(base, terms=(*base.terms, *added))

    def _terms(
        self, file: str, vocabulary: str, version: date, content: dict[str, Any], after: int
    ) -> Iterator[Term]:
        terms = content.get("terms", [])
        if not isinstance(terms, list) or not all(isinstance(item, dict) for item in terms):
            self.wrong(file, "terms", "vocabulary.not_terms", "Write each term as [[terms]].")
            return
        for order, item in enumerate(terms, start=after):
            if not _CODE.fullmatch(str(item.get("code"))):
                advice = f"Use small letters, digits and _, not “{item.get('code')}”."
                self.wrong(file, f"terms[{order + 1}].code", "term.code_wrong", advice)
                continue
            self.origin[f"{vocabulary}.{item['code']}"] = file
            yield self._term(file, vocabulary, version, item, order)

    def _term(
        self, file: str, vocabulary: str, version: date, item: dict[str, Any], order: int
    ) -> Term:
        code: str = item["code"]
        for name in sorted(item.keys() - _TERM_FIELDS):
            self.wrong(file, f"{code}.{name}", "term.field_unknown", "Remove or correct this key.")
        reviewed = frozenset(item.get("reviewed", ()))
        if not reviewed <= set(LANGUAGES):
            advice = f"Name only {', '.join(LANGUAGES)}."
            self.wrong(file, f"{code}.reviewed", "term.reviewed_wrong", advice)
        parent = item.get("parent")
        return Term(
            vocabulary=vocabulary,
            code=code,
            label=self._words(file, f"{code}.label", item.get("label"), reviewed, needed=True),
            definition=self._words(file, f"{code}.definition", item.get("definition"), reviewed),
            order=order,
            version=version,
            parent=f"{vocabulary}.{parent}" if parent else None,
            period=self._period(file, code, item),
            mappings=self._mappings(file, code, self._table(file, item, "mappings")),
            attributes=self._attributes(file, code, self._table(file, item, "attributes")),
            answer=item.get("answer", False) is True,
            reviewed=reviewed,
        )

    def _words(
        self,
        file: str,
        where: str,
        words: object,
        reviewed: frozenset[str] = frozenset(),
        *,
        needed: bool = False,
    ) -> Label:
        """Read a text in the three languages; a label needs all, a definition English first."""
        if words is None and not needed:
            return EMPTY
        texts = words if isinstance(words, dict) else {}
        for language in LANGUAGES if needed else LANGUAGES[:1]:
            if not isinstance(texts.get(language), str) or not texts[language].strip():
                advice = f"Write it in “{language}”."
                self.wrong(file, f"{where}.{language}", "term.language_missing", advice)
        return Label(MappingProxyType(dict(texts)), frozenset(texts) - reviewed)

    def _period(self, file: str, code: str, item: dict[str, Any]) -> Period:
        first, last = item.get("valid_from"), item.get("valid_to")
        if not all(day is None or type(day) is date for day in (first, last)):
            advice = "Write a day without quotation marks: 2025-05-31."
            self.wrong(file, f"{code}.valid_from", "term.day_wrong", advice)
            return ALWAYS
        if first and last and last < first:
            advice = "It ends before it begins."
            self.wrong(file, f"{code}.valid_to", "term.period_reversed", advice)
            return ALWAYS
        return Period(first, last)

    def _table(self, file: str, item: dict[str, Any], name: str) -> dict[str, Any]:
        found = item.get(name, {})
        if isinstance(found, dict):
            return found
        advice = f"Write {name}.<kind> = … on a line of its own."
        self.wrong(file, f"{item['code']}.{name}", "term.not_table", advice)
        return {}

    def _mappings(
        self, file: str, code: str, mappings: dict[str, Any]
    ) -> Mapping[str, tuple[str, ...]]:
        for kind, targets in mappings.items():
            shape = _MAPPING.get(kind)
            if shape is None:
                advice = f"Map to one of {', '.join(_MAPPING)}."
                self.wrong(file, f"{code}.mappings.{kind}", "mapping.kind_unknown", advice)
                continue
            for target in targets:
                if not shape.fullmatch(str(target)):
                    advice = f"“{target}” does not look like a reference of this kind."
                    self.wrong(file, f"{code}.mappings.{kind}", "mapping.malformed", advice)
        return MappingProxyType({kind: tuple(targets) for kind, targets in mappings.items()})

    def _attributes(self, file: str, code: str, attributes: dict[str, Any]) -> Mapping[str, Value]:
        if attributes.get("casualty") not in (None, "killed", "injured"):
            advice = "A casualty is “killed” or “injured”."
            self.wrong(file, f"{code}.attributes.casualty", "term.casualty_wrong", advice)
        return MappingProxyType(
            {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in attributes.items()
            }
        )


def _problems_between(
    found: Mapping[str, Vocabulary], origin: Mapping[str, str]
) -> Iterator[PackProblem]:
    """Find what only shows when all terms are known: parents, cycles, repeats and links."""
    known = {term.key: term for vocabulary in found.values() for term in vocabulary}
    for vocabulary in found.values():
        file = origin[vocabulary.code]
        for key in vocabulary.answers:
            if key not in known or not known[key].answer:
                yield PackProblem(file, "answers", "vocabulary.answer_unknown", f"“{key}”?")
        yield from _repeats(file, vocabulary)
        for term in vocabulary:
            yield from _problems_of(origin[term.key], term, known)


def _repeats(file: str, vocabulary: Vocabulary) -> Iterator[PackProblem]:
    codes = Counter(term.code for term in vocabulary)
    for code in (code for code, times in codes.items() if times > 1):
        yield PackProblem(file, code, "term.repeated", "Give each term a code of its own.")
    words = Counter(
        (term.parent, language, text)
        for term in vocabulary
        for language, text in term.label.texts.items()
    )
    for (_, language, text), times in words.items():
        if times > 1:
            advice = f"Two terms beside each other are called “{text}”; tell them apart."
            yield PackProblem(file, f"label.{language}", "term.label_repeated", advice)


def _problems_of(file: str, term: Term, known: Mapping[str, Term]) -> Iterator[PackProblem]:
    if term.parent and term.parent not in known:
        advice = f"There is no term “{term.parent}”."
        yield PackProblem(file, f"{term.code}.parent", "term.parent_unknown", advice)
    elif _in_cycle(term, known):
        advice = "This term is wider than itself; correct its parents."
        yield PackProblem(file, f"{term.code}.parent", "term.cycle", advice)
    for key in term.links("rights"):
        if key not in known:
            advice = f"There is no term “{key}”."
            yield PackProblem(file, f"{term.code}.attributes.rights", "term.link_unknown", advice)


def _in_cycle(term: Term, known: Mapping[str, Term]) -> bool:
    seen, wider = {term.key}, term.parent
    while wider and wider in known:
        if wider in seen:
            return True
        seen.add(wider)
        wider = known[wider].parent
    return False
