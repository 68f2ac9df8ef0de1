"""Which keyed hashes a name is filed under, and which ones a typed text is looked up by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from sijill.base.crypto import token
from sijill.base.text import name_keys, normalise, skeletons, words
from sijill.record.people.models import NameKey, Person
from sijill.record.people.naming import Name, parse_name
from sijill.record.plain_words import without_article
from sijill.trust.keys.keyring import keyring

WORD, SOUND, PAIR = 2, 1, 0
PURPOSE = "names"
# Readings of a word filed in pairs: more would multiply rows without catching more.
PAIR_READINGS = 2

# Heads and articles identify nobody: half the country carries them.
_HEADS = """
al el ul bin ibn bint ben abd abdul abdel abu abo abou um umm
ال آل بن ابن بنت عبد أبو أبي أم ذو ئەبو عەبد
"""
_NOISE = frozenset(normalise(_HEADS).split())
_SERVANT = "عبدال"
_LATIN_NAME = re.compile(r"[A-ZÀ-Ž][\w'’ʿʾ-]+")


@dataclass(frozen=True)
class Sought:
    """One part of a typed name: its text, and the tokens by which it may be met, with weights."""

    text: str
    tokens: dict[int, int]


def file_names(person: Person, names: Iterable[Name]) -> None:
    """Replace the person's keys by those of these names. Inside a running action."""
    NameKey.objects.filter(person=person).delete()
    rows = []
    for value, weight in sorted(keys_of(names).items()):
        row = NameKey(person=person, token=value, weight=weight, created_by=person.created_by)
        row.labels_of(person)
        rows.append(row)
    NameKey.objects.bulk_create(rows)


def sought(text: str) -> list[Sought]:
    """The parts of a typed name with the tokens that find them; [] for a text without words."""
    if not words(text):
        return []
    key = keyring().purpose_key(PURPOSE)
    parts = [part["text"] for part in parse_name(text)["parts"]]
    return [Sought(part, {token(key, k): w for k, w in _part_keys(part)}) for part in parts]


def pairs_in(text: str) -> list[int]:
    """The tokens of every two words that stand side by side in a text and might be a name."""
    key = keyring().purpose_key(PURPOSE)
    found = {_pair(*two) for two in pairwise(_significant(text))}
    for one, other in _latin_neighbours(text):
        found.update(_sound_pairs(one, other))
    return [token(key, pair) for pair in sorted(found)]


def keys_of(names: Iterable[Name]) -> dict[int, int]:
    key = keyring().purpose_key(PURPOSE)
    found: dict[int, int] = {}
    for name in names:
        for text, weight in (*_word_keys(name), *_pair_keys(name)):
            value = token(key, text)
            found[value] = max(weight, found.get(value, PAIR))
    return found


def _word_keys(name: Name) -> Iterator[tuple[str, int]]:
    for part in name["parts"]:
        yield from _part_keys(part["text"])


def _part_keys(part: str) -> Iterator[tuple[str, int]]:
    """A part's normalised words (and the words written as one), then its skeletons."""
    written = words(part)
    for word in {*written, "".join(written)} - _NOISE:
        yield word, WORD
    for key in name_keys(part) - set(written):
        yield key, SOUND


def _pair_keys(name: Name) -> Iterator[tuple[str, int]]:
    """Any two words of the name in their order: people are called by the first and any other."""
    line = [part["text"] for part in name["parts"] if part["kind"] not in ("mother", "alias")]
    for one, other in combinations(_significant(" ".join(line)), 2):
        yield _pair(one, other), PAIR
        for pair in _sound_pairs(one, other):
            yield pair, PAIR


def _significant(text: str) -> list[str]:
    kept = (word for word in words(text) if word not in _NOISE)
    return [without_article(word.removeprefix(_SERVANT) or word) for word in kept]


def _latin_neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Neighbouring words with a capital: in English, where a name would stand."""
    for sentence in re.split(r"[.;:!?\n]", text):
        found = [w for w in re.split(r"[\s,-]+", sentence) if normalise(w) not in _NOISE]
        for one, other in pairwise(found):
            if _LATIN_NAME.fullmatch(one) and _LATIN_NAME.fullmatch(other):
                yield one, other


def _sound_pairs(one: str, other: str) -> Iterator[str]:
    for pair in product(skeletons(one)[:PAIR_READINGS], skeletons(other)[:PAIR_READINGS]):
        yield _pair(*pair)


def _pair(one: str, other: str) -> str:
    return f"{one} {other}"
