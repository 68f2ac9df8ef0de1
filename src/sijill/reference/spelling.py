"""Place names reduced to comparable keys: qualifiers and articles off, then letters, then sounds.

Which words are qualifiers or articles is data of the country pack.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product

from sijill.base.text import script_of, skeletons, words
from sijill.reference.places import Level
from sijill.reference.rules import SpellingRule

# Sounds of shorter words fit too many places: Hit, Ana and Badra are told apart by letters only.
SHORTEST_SOUND = 3
MOST_SOUNDS = 12


@dataclass(frozen=True)
class Reduced:
    """A text made comparable.

    ``whole`` is all its words; ``plain`` those without qualifiers; ``core`` the letters without
    articles and spaces; ``levels`` the levels its qualifiers name; ``vague`` says it describes
    somewhere between units.
    """

    whole: str
    plain: str
    core: str
    levels: frozenset[str]
    vague: bool
    sounds: frozenset[str]


class Speller:
    """Reduces place names by the words of a country's levels and languages."""

    def __init__(self, levels: Iterable[Level], rule: SpellingRule) -> None:
        self._articles = frozenset(rule.articles)
        self._vague = tuple(tuple(words(text)) for text in rule.vague)
        self._qualifiers = sorted(
            ((tuple(words(text)), level.key) for level in levels for text in level.qualifiers),
            key=lambda pair: -len(pair[0]),
        )

    def reduced(self, text: str) -> Reduced:
        """Reduce a text as a person wrote it. A name that is nothing but a qualifier is kept."""
        whole = tuple(words(text))
        vague = any(_position(whole, phrase) is not None for phrase in self._vague)
        rest, levels = self._without_qualifiers(whole)
        kept = [word for word in rest if word not in self._articles] or list(rest)
        stems = [_stem(word) for word in kept]
        return Reduced(
            " ".join(whole), " ".join(rest), "".join(stems), levels, vague, _sounds(stems)
        )

    def _without_qualifiers(self, whole: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
        rest, levels = whole, set()
        for phrase, level in self._qualifiers:
            at = _position(rest, phrase)
            # "markaz X" or "X district": the qualifier opens or closes the name.
            if at is None or at not in (0, len(rest) - len(phrase)):
                continue
            shorter = rest[:at] + rest[at + len(phrase) :]
            if shorter:
                rest = shorter
                levels.add(level)
        return rest, frozenset(levels)


def _position(whole: tuple[str, ...], phrase: tuple[str, ...]) -> int | None:
    size = len(phrase)
    for start in range(len(whole) - size + 1):
        if size and whole[start : start + size] == phrase:
            return start
    return None


def _stem(word: str) -> str:
    """Drop an article written together with an Arabic word when enough of a name is left."""
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    return word


def _sounds(stems: list[str]) -> frozenset[str]:
    """Give the skeletons of all words together; empty when too short to mean a place."""
    if not stems or script_of("".join(stems)) == "":
        return frozenset()
    readings = product(*((skeletons(stem) or ("",)) for stem in stems))
    joined = {"".join(reading) for reading in islice(readings, MOST_SOUNDS)}
    return frozenset(sound for sound in joined if len(sound) >= SHORTEST_SOUND)
