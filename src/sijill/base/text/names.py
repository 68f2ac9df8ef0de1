"""Keys under which a person's name is filed and looked up across spellings and scripts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Final

from sijill.base.text.folding import words
from sijill.base.text.skeletons import MOST_READINGS, letter_readings, readings, spelled

_TOKEN: Final = re.compile(r"[^\W_]+")

_ARTICLES: Final = frozenset({"al", "el", "ul", "il", "ال", "آل", "ئەل"})
_SUN_ARTICLE: Final = re.compile(r"[aeu](?:r|ss?|sh|dh?|n|th?|z)")
_CONNECTORS: Final = frozenset({"bin", "ibn", "ben", "bint", "بن", "ابن", "بنت", "ابنة"})

# Servant-of names: the head with or without its article, alone or written together.
_SERVANT: Final = re.compile(
    r"(?P<bare>عبد|عەبد|[ae]bd|abed)|عبدال|عەبدو[لڵ]?|[ae]bd[aeiou](?:[lrsntdz]|sh)?"
)
_SERVANT_JOINED: Final = (
    re.compile(r"عبد(?P<article>ال)(?P<rest>.{2,})"),
    re.compile(r"عبد(?P<article>)(?P<rest>.{3,})"),
    re.compile(r"عەبدو(?P<article>[لڵ])(?P<rest>.+)"),
    re.compile(r"عەبدو(?P<article>)(?P<rest>[^لڵ].{2,})"),
    re.compile(r"[ae]bd[aeiou](?P<article>l)(?P<rest>.+)"),
    re.compile(r"[ae]bd[aeiou](?P<article>(?P<sun>sh|[rsntdz]))(?P<rest>(?P=sun).+)"),
)
_FATHER: Final = frozenset({"abu", "abo", "abou", "ebu", "ابو", "أبو", "ئەبو", "ئەبوو"})
_FATHER_JOINED: Final = re.compile(r"(?:[اأ]بو|ئەبوو?|ab(?:u|o|ou))(?P<rest>.{3,})")
_MOTHER: Final = frozenset({"um", "umm", "om", "ام", "أم", "ئوم"})
_POSSESSOR: Final = re.compile(r"ذو(?:ال)?|(?:dh|z|th)u(?:l)?")
_POSSESSOR_JOINED: Final = re.compile(r"ذو(?:ال)(?P<rest>.{3,})")

_FAITH: Final = re.compile(r"(?:ال|ئەل)?دين|ئەددين|(?:[aeu]l|[aeu]d)?d(?:i|ee|ie|ei)ne?")
_FAITH_JOINED: Final = re.compile(r"(?P<stem>.{2,}?)(?:الدين|ەلدين|[aeu]ld(?:i|ee|ie)n)")
_GOD: Final = re.compile(r"الله|ئەڵ?ڵا|[aeu]lla?h?")
_GOD_JOINED: Final = re.compile(r"(?P<stem>.{2,}?)الله")


@dataclass(frozen=True, slots=True)
class _Name:
    """One name found in a text: as a whole, and the parts it is also filed under."""

    whole: list[str]
    parts: list[str] = field(default_factory=list)
    length: int = 2
    second_apart: bool = False  # the second word is also a name of its own


def skeleton(word: str) -> str:
    """Give the likeliest skeleton of one name, its article dropped; empty without letters.

    Pass the name as written: the normaliser loses the difference between Sorani ``ە`` and ``ه``.
    For look-up prefer ``name_keys``, which files every reading.
    """
    return next(iter(skeletons(word)), "")


def skeletons(word: str) -> tuple[str, ...]:
    """Give every skeleton one name may have, likeliest first; a compound counts as one name."""
    tokens = _without_articles(_TOKEN.findall(spelled(word)))
    whole, index = [""], 0
    while index < len(tokens):
        name = _name_at(tokens, index)
        whole = _joined(whole, name.whole) if name.whole else whole
        index += name.length
    return tuple(dict.fromkeys(filter(None, whole)))


def name_keys(text: str) -> frozenset[str]:
    """Give the keys of a name: its normalised words, and skeletons in upper case.

    Articles and ``bin`` have no skeleton. ``Abd`` with its article is one name with what follows,
    joined or split: only the compound gets a skeleton, so that Abd al-Husain is not filed under
    Husain. Without an article, and for ``Abu X``, ``X al-Din`` and ``X Allah``, parts and compound
    are all filed. Two names may be the same person when their sets of keys meet in most parts.
    """
    keys = set(words(text))
    tokens = _without_articles(_TOKEN.findall(spelled(text)))
    index = 0
    while index < len(tokens):
        name = _name_at(tokens, index)
        keys.update(name.whole, name.parts)
        index += 1 if name.second_apart else name.length
    keys.discard("")
    return frozenset(keys)


def _without_articles(tokens: list[str]) -> list[tuple[str, bool]]:
    """Pair each word with whether an article stood apart before it."""
    kept: list[tuple[str, bool]] = []
    article = False
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if following and _is_article(token, following):
            article = True
            continue
        kept.append((token, article))
        article = False
    return kept


def _is_article(token: str, following: str) -> bool:
    if token in _ARTICLES:
        return True
    return bool(_SUN_ARTICLE.fullmatch(token)) and following[0] == token[1]


def _name_at(tokens: list[tuple[str, bool]], index: int) -> _Name:
    token = tokens[index][0]
    if index + 1 < len(tokens):
        compound = _split_compound(token, *tokens[index + 1])
        if compound:
            return compound
    return _Name([] if token in _CONNECTORS else _word_keys(token), length=1)


def _split_compound(token: str, following: str, article: bool) -> _Name | None:
    servant = _SERVANT.fullmatch(token)
    if servant:
        whole = _joined(["ABD"], _stem_skeletons(following))
        certain = article or not servant["bare"] or following.startswith(("ال", "ئەل"))
        return _Name(whole) if certain else _Name(whole, readings(token), second_apart=True)
    if token in _FATHER or token in _MOTHER:
        head = "AB" if token in _FATHER else "AM"
        return _Name(_joined([head], _stem_skeletons(following)), second_apart=True)
    if _POSSESSOR.fullmatch(token):
        return _Name(_joined(["ZL"], _stem_skeletons(following)))
    for tail, signs in ((_FAITH, ["DN"]), (_GOD, ["L", "LH"])):
        if tail.fullmatch(following):
            return _Name(_joined(readings(token), signs), readings(token))
    return None


def _word_keys(token: str) -> list[str]:
    """Give the skeletons of one word, read as a compound where it is one."""
    for pattern in _SERVANT_JOINED:
        found = pattern.fullmatch(token)
        if found:
            whole = _joined(["ABD"], _stem_skeletons(found["rest"]))
            return whole if found["article"] else [*whole, *readings(token)]
    for pattern, head in ((_FATHER_JOINED, "AB"), (_POSSESSOR_JOINED, "ZL")):
        found = pattern.fullmatch(token)
        if found:
            return [*_joined([head], _stem_skeletons(found["rest"])), *readings(token)]
    for pattern, tails in ((_FAITH_JOINED, ["DN"]), (_GOD_JOINED, ["L", "LH"])):
        found = pattern.fullmatch(token)
        if found:
            return [*_joined(readings(found["stem"]), tails), *readings(token)]
    return readings(token)


def _stem_skeletons(rest: str) -> list[str]:
    """Read what follows a head. Nothing but a vowel or ``lah`` is the name of God."""
    if _GOD.fullmatch(rest) or rest in ("له", "لا", "ڵا", "ا", "lah", "la", "a", "ah"):
        return ["L", "LH"]
    stem = re.sub(r"^(?:ال|ئەل)", "", rest)
    return [reading for reading in letter_readings(stem) if reading]


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return ["".join(pair) for pair in islice(product(first, second), MOST_READINGS)]
