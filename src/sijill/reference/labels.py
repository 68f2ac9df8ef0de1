"""Texts in several languages that say which of them a native reader has checked."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A label as a page shows it: the text, the language it is really in, and whether checked."""

    text: str
    language: str
    borrowed: bool
    reviewed: bool


@dataclass(frozen=True)
class Label:
    """One text in the languages a pack holds it in. ``texts`` maps a language to its words."""

    texts: Mapping[str, str]
    unreviewed: frozenset[str] = frozenset()

    def shown(self, language: str, fallbacks: tuple[str, ...] = ("ar", "en")) -> Shown:
        """Give the text in ``language``, else in the first fallback that has one, marked.

        A Sorani place name without a source falls back to Arabic (design, section 8): names are
        borrowed and said to be so, never invented.
        """
        for candidate in (language, *fallbacks, *self.texts):
            if text := self.texts.get(candidate):
                checked = candidate not in self.unreviewed
                return Shown(text, candidate, candidate != language, checked)
        return Shown("", language, False, False)

    def __getitem__(self, language: str) -> str:
        return self.shown(language).text


EMPTY = Label({})
