"""A vocabulary and its terms as plain data: codes that never change, words in three languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sijill.reference.labels import EMPTY, Label
from sijill.reference.periods import ALWAYS, Period

LANGUAGES = ("en", "ar", "ckb")
FIRST_LOCAL_NUMBER = 61  # HURIDOCS leaves 61 and above to local lists

Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One term. ``key`` is ``<vocabulary>.<code>``; ``parent`` is the key of the wider term.

    ``answer`` marks the four non-answers. ``label`` knows which languages a native speaker has
    reviewed. ``version`` is the version of the file the term came from.
    """

    vocabulary: str
    code: str
    label: Label = field(hash=False)
    order: int
    version: date
    parent: str | None = None
    definition: Label = field(default=EMPTY, hash=False)
    period: Period = ALWAYS
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    attributes: Mapping[str, Value] = field(default_factory=dict, hash=False)
    answer: bool = False
    reviewed: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return f"{self.vocabulary}.{self.code}"

    def links(self, attribute: str) -> tuple[str, ...]:
        """Give the term keys an attribute such as ``rights`` points to."""
        found = self.attributes.get(attribute, ())
        return found if isinstance(found, tuple) else ()


@dataclass(frozen=True)
class Vocabulary:
    """One list of terms. ``number`` is its HURIDOCS thesaurus, or a local number from 61.

    ``answers`` are the keys of the non-answers it admits; they are shared, never copied in.
    """

    code: str
    title: Label = field(hash=False)
    version: date
    number: int
    terms: tuple[Term, ...]
    note: Label = field(default=EMPTY, hash=False)
    answers: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        return self.number >= FIRST_LOCAL_NUMBER

    @cached_property
    def _by_key(self) -> Mapping[str, Term]:
        return {term.key: term for term in self.terms}

    def __getitem__(self, code: str) -> Term:
        """Give the term of this code. Raises KeyError when there is none."""
        return self._by_key[f"{self.code}.{code}"]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    @property
    def top(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.parent is None)

    def under(self, term: Term) -> tuple[Term, ...]:
        """Give the terms right below, in order."""
        return tuple(other for other in self.terms if other.parent == term.key)

    def line(self, term: Term) -> tuple[Term, ...]:
        """Give the term and all wider ones, the widest first."""
        wider = self._by_key[term.parent] if term.parent else None
        return (*self.line(wider), term) if wider else (term,)

    def category(self, term: Term) -> Term:
        """Give the first-level term that an official table shows instead of this one."""
        return self.line(term)[0]


@dataclass(frozen=True)
class Vocabularies:
    """Every vocabulary of an installation, found by code."""

    by_code: Mapping[str, Vocabulary]

    def __getitem__(self, code: str) -> Vocabulary:
        return self.by_code[code]

    def __iter__(self) -> Iterator[Vocabulary]:
        return iter(self.by_code.values())

    def __len__(self) -> int:
        return len(self.by_code)

    def term(self, key: str) -> Term:
        """Give the term of a full key such as ``act.killing``. Raises KeyError when unknown."""
        vocabulary, _, code = key.partition(".")
        return self.by_code[vocabulary][code]

    def choices(self, code: str, on: date | None = None) -> tuple[Term, ...]:
        """Give what may be entered in a field of this vocabulary: its terms, then its answers."""
        vocabulary = self.by_code[code]
        answers = (self.term(key) for key in vocabulary.answers)
        return tuple(term for term in (*vocabulary, *answers) if term.period.holds(on))

    def all_terms(self) -> tuple[Term, ...]:
        """Give every term, a wider one always before its narrower ones (for filling a table)."""
        return tuple(
            term
            for vocabulary in self
            for term in sorted(vocabulary, key=lambda term: len(vocabulary.line(term)))
        )
