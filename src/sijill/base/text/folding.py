"""The one normaliser for search and matching.

No cache: the texts that pass here can be names from sealed fields, and a cache would keep them in
memory after the reader has left.
"""

import re
import unicodedata
from typing import Final

ARABIC_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩"
PERSIAN_DIGITS: Final = "۰۱۲۳۴۵۶۷۸۹"

# Written marks that never change which word it is: Latin accents, tashkeel, combining hamza,
# Quranic signs, Syriac points.
_MARK_RANGES: Final = (
    (0x0300, 0x036F),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
    (0x0730, 0x074A),
    (0x08D3, 0x08FF),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)

# Tatweel, joiners, bidirectional marks, zero-width and soft-hyphen characters.
INVISIBLE: Final = (
    "\u0640\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Signs for ayn and hamza in Latin spellings, and the apostrophes typed in their place.
APOSTROPHES: Final = "'`´\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032"

_FOLDED: Final = {
    "ا": "أإآٱٲٳٵ",
    "ي": "ىیێېےۍئ",
    "ك": "کڪګ",
    "ه": "ةەہھۀۂۃ",
    "و": "ؤۆۇۈۋۊ",
    "ر": "ڕڔ",
    "ل": "ڵڶ",
    "ف": "ڤڥ",
    "": "ء",
    "i": "ı",
    "o": "ø",
    "l": "ł",
    "d": "đð",
    "th": "þ",
    "ae": "æ",
    "oe": "œ",
    " ": "۔",
}


def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for first, last in _MARK_RANGES:
        table.update(dict.fromkeys(range(first, last + 1)))
    table.update(dict.fromkeys(map(ord, INVISIBLE + APOSTROPHES)))
    for target, sources in _FOLDED.items():
        table.update(dict.fromkeys(map(ord, sources), target))
    for digits in (ARABIC_DIGITS, PERSIAN_DIGITS):
        table.update({ord(digit): str(value) for value, digit in enumerate(digits)})
    return table


_FOLD: Final = _fold_table()
_SPACING_ACCENTS: Final = {ord("´"): None, ord("`"): None}
_WORD: Final = re.compile(r"[^\W_]+")


def normalise(text: str) -> str:
    """Fold a text to the form used on both sides of every search and comparison.

    Compatibility forms are composed (NFKC), case is folded, and what writers of Arabic, Sorani,
    Persian keyboards and Latin transliterations do differently for one word is made equal. Runs of
    white space become one space. Legacy Sorani (heh with a zero-width non-joiner for ``ە``) meets
    modern Sorani because both end as plain heh.
    """
    if text.isascii():
        return " ".join(text.replace("'", "").replace("`", "").lower().split())
    # The spacing accents would decompose into a space and split the word.
    apart = unicodedata.normalize("NFKD", text.translate(_SPACING_ACCENTS)).casefold()
    folded = unicodedata.normalize("NFC", apart.translate(_FOLD))
    return " ".join(folded.split())


def words(text: str) -> list[str]:
    """Split a text into normalised words; punctuation separates, apostrophes do not."""
    return _WORD.findall(normalise(text))
