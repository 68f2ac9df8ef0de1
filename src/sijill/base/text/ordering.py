"""Stored sort keys, because the database has no collations for Arabic or Sorani.

Sort by the key as plain bytes: in PostgreSQL the column is declared ``COLLATE "C"``.
"""

import re
import unicodedata
from typing import Final

from sijill.base.text.folding import APOSTROPHES, ARABIC_DIGITS, INVISIBLE, PERSIAN_DIGITS

# Longer texts are ordered by their beginning; an index entry must stay small.
LONGEST_KEY: Final = 120

_DIGITS: Final = "0123456789"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_SYRIAC: Final = "ܐܒܓܕܗܘܙܚܛܝܟܠܡܢܣܥܦܨܩܪܫܬ"
# Letters the language itself lacks stand beside the letter their sound or shape is nearest to.
_ARABIC: Final = "ابپتثجچحخدذرڕزژسشصضطظعغفڤقكگلڵمنهەوۆيێ"
_SORANI: Final = "ئابپتثجچحخدذرڕزژسشصضطظعغفڤقكگلڵمنهەوۆيێ"
_SORANI_LETTERS: Final = frozenset(_SORANI)

# "Long u" of Sorani is written with two letters and ordered after ``ۆ``: left as two, it falls
# right after the single letter, where readers find it too.
_SAME: Final = {
    "ا": "أإآٱءئ",
    "ه": "ةھہ",
    "ي": "یىے",
    "ك": "کڪ",
    "و": "ؤ",
    "ە": "ۀ",
}
_LATIN_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_PUNCTUATION: Final = re.compile(r"[\W_]+")
_WORD_BREAK: Final = "!"
_LEVEL_BREAK: Final = " "
_FIRST_RANK: Final = 0x30


def _ranks(alphabets: tuple[str, ...], keeps: frozenset[str]) -> dict[int, str | None]:
    order = "".join(alphabets)
    table: dict[int, str | None] = {
        ord(letter): chr(_FIRST_RANK + rank) for rank, letter in enumerate(order)
    }
    for target, sources in _SAME.items():
        table.update({ord(s): table[ord(target)] for s in sources if s not in keeps})
    for digits in (ARABIC_DIGITS, PERSIAN_DIGITS):
        table.update({ord(digit): table[ord(str(value))] for value, digit in enumerate(digits)})
    table.update(dict.fromkeys(map(ord, INVISIBLE + APOSTROPHES)))
    return table


_NONE: Final[frozenset[str]] = frozenset()
_TABLES: Final = {
    "ar": _ranks((_DIGITS, _ARABIC, _SYRIAC, _LATIN), _NONE),
    "ckb": _ranks((_DIGITS, _SORANI, _SYRIAC, _LATIN), _SORANI_LETTERS),
    "": _ranks((_DIGITS, _LATIN, _ARABIC, _SYRIAC), _NONE),
}
# Composed letters that are letters of their own here, kept from losing their marks.
_LETTERS: Final = frozenset("أإآؤئۀ")


def sort_key(text: str, language: str) -> str:
    """Give the key that puts a text in its place in a list for readers of a language.

    ``ar`` puts Arabic letters in the order of the Arabic alphabet, ``ckb`` in the order of the
    Sorani alphabet, both before Latin; any other language puts Latin first. Digits come before
    letters, accents, case and punctuation only decide between equals, and the article counts.
    """
    composed = unicodedata.normalize("NFKC", text.replace("ه\u200c", "ە")).casefold()
    table = _TABLES.get(language, _TABLES[""])
    spaced = _PUNCTUATION.sub(" ", _without_marks(composed)).split()
    first = _WORD_BREAK.join(word.translate(table) for word in spaced)
    return f"{first[:LONGEST_KEY]}{_LEVEL_BREAK}{composed[:LONGEST_KEY]}"


def _without_marks(composed: str) -> str:
    if composed.isascii():
        return composed.replace("'", "").replace("`", "")
    kept = []
    for letter in composed.translate(_LATIN_LETTERS):
        if letter in INVISIBLE or letter in APOSTROPHES:
            continue
        plain = letter if letter in _LETTERS else unicodedata.normalize("NFD", letter)
        kept.append("".join(part for part in plain if not unicodedata.combining(part)))
    return "".join(kept)
