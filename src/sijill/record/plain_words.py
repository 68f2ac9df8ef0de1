"""Words as both sides of the record's own searches compare them."""

from __future__ import annotations

from sijill.base.text import words

# Particles Arabic writes in one word with its article; longest first.
_ARTICLES = ("وال", "بال", "فال", "كال", "ال")
SHORTEST_STEM = 3


def without_article(word: str) -> str:
    """A normalised word without the Arabic article, if three letters or more remain."""
    for article in _ARTICLES:
        stem = word.removeprefix(article)
        if stem != word and len(stem) >= SHORTEST_STEM:
            return stem
    return word


def plain_words(text: str) -> list[str]:
    """The normalised words of a text without their Arabic articles, in order."""
    return [without_article(word) for word in words(text)]
