"""Consonant skeletons: one key for a word however it is spelled in Arabic, Sorani or Latin.

A skeleton is upper-case ASCII, so it can never be mistaken for a normalised word. Letters:
``A`` a word that begins with a vowel, ayn or hamza; ``C`` sh; ``G`` gh; ``H`` both h; ``J`` j and
ch; ``K`` q, k, hard g; ``X`` kh; ``Z`` z and the voiced th; the others as read. Vowels are dropped.

Spelling is ambiguous (``th`` may be one letter or two, a final ``ah`` may be a consonant or not),
so a word has several skeletons: those it may have, likeliest first. Two spellings meet when the
sets meet. Ranking is not done here. No cache, for the reason given in ``folding``.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice, product
from typing import Final

from sijill.base.text.folding import APOSTROPHES, normalise
from sijill.base.text.scripts import is_sorani

Options = tuple[str, ...]

# A word with many ambiguous letters would otherwise produce hundreds of keys.
MOST_READINGS: Final = 12

_ARABIC_CONSONANTS: Final[dict[str, Options]] = {
    **dict.fromkeys("بپ", ("B",)),
    **dict.fromkeys("تط", ("T",)),
    **dict.fromkeys("سصث", ("S",)),
    **dict.fromkeys("جچ", ("J",)),
    **dict.fromkeys("حه", ("H",)),
    **dict.fromkeys("قك", ("K",)),
    **dict.fromkeys("فڤ", ("F",)),
    **dict.fromkeys("رڕ", ("R",)),
    **dict.fromkeys("لڵ", ("L",)),
    **dict.fromkeys("ظذ", ("Z", "D")),
    "ض": ("D", "Z"),
    "گ": ("K", "J", "G"),
    "ژ": ("J", "Z"),
    "خ": ("X",),
    "د": ("D",),
    "ز": ("Z",),
    "ش": ("C",),
    "غ": ("G",),
    "م": ("M",),
    "ن": ("N",),
}
_SYRIAC_CONSONANTS: Final[dict[str, Options]] = {
    "ܗ": ("H",),
    **{
        letter: (sign,)
        for letter, sign in zip("ܒܓܕܙܚܛܟܠܡܢܣܦܨܩܪܫܬ", "BKDZHTKLMNSFSKRCT", strict=True)
    },
}
_ARABIC_VOWELS: Final = frozenset("اأإآٱەۆێىعءؤئةܐܥ")
_GLIDES: Final = {"و": "W", "ي": "Y", "ܘ": "W", "ܝ": "Y"}
_OPEN: Final = frozenset("اأآەۆێة")  # a glide before one of these is surely a consonant

_LATIN_SIGNS: Final[dict[str, Options]] = {
    "sch": ("C",),
    "tch": ("J",),
    "kh": ("X",),
    "sh": ("C", "SH"),
    "th": ("S", "Z", "TH"),
    "dh": ("Z", "D", "DH"),
    "gh": ("G",),
    "ch": ("J", "C"),
    "zh": ("J", "Z"),
    "dj": ("J",),
    "ph": ("F",),
    "ck": ("K",),
    "c": ("J", "K"),
    "x": ("X", "KS"),
    "g": ("K", "J", "G"),
    **{letter: (letter.upper(),) for letter in "bdfhjklmnrstz"},
    "p": ("B",),
    "q": ("K",),
    "v": ("F", "W"),  # Hawar v is often Sorani w
}
_LATIN_PIECE: Final = re.compile("|".join([*_LATIN_SIGNS, "[aeiou]+", "[wy]", "."]))
_LATIN_VOWELS: Final = frozenset("aeiou")
# Letters of Hawar and of scholarly transliteration whose accent makes another consonant.
_ACCENTED: Final = str.maketrans(
    {"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ḫ": "kh", "ẖ": "kh", "ġ": "gh"}
    | {"ẍ": "gh", "ḏ": "dh", "ṯ": "th", "ǧ": "j", "ğ": "g"}
)
_NO_APOSTROPHES: Final = dict.fromkeys(map(ord, APOSTROPHES))
_MARKS: Final = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0655-\u065f\u0670\u0640\u200d-\u200f\u061c]"
)
_PLAIN: Final = str.maketrans({"ی": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ۀ": "ە", "ى": "ى"})

_LATIN_ARTICLE: Final = re.compile(r"[ae]l(?=[^aeiou].*[^aeiou])(?P<stem>.{3,})")
_ARABIC_ARTICLE: Final = re.compile(r"(?:ال|ئەل)(?P<stem>.{3,})")


def spelled(text: str) -> str:
    """Fold a text only as far as sounds stay apart: ``ە`` is still a vowel and ``ه`` an h."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ه\u200c", "ە")
    text = _MARKS.sub("", text.replace("\u200c", "")).translate(_PLAIN)
    if text.isascii():
        return text.translate(_NO_APOSTROPHES)
    return "".join(_spelled_letter(letter) for letter in text.translate(_ACCENTED))


def _spelled_letter(letter: str) -> str:
    # Only Latin letters lose their accents here: folding ئ or ە would lose the sound.
    if letter < "\u0250" or "\u1e00" <= letter < "\u1f00" or letter in APOSTROPHES:
        return letter if letter.isascii() and letter not in APOSTROPHES else normalise(letter)
    return "" if "\u0300" <= letter < "\u0370" else letter


def readings(plain: str) -> list[str]:
    """Read a word that is already ``spelled``: without a leading article first, then with it."""
    stem = without_article(plain)
    found = [*letter_readings(stem), *(letter_readings(plain) if stem != plain else ())]
    return list(dict.fromkeys(filter(None, found)))


def without_article(plain: str) -> str:
    """Drop an article written together with its word, when enough of a word is left."""
    pattern = _LATIN_ARTICLE if plain.isascii() else _ARABIC_ARTICLE
    found = pattern.fullmatch(plain)
    return found["stem"] if found else plain


def letter_readings(plain: str) -> list[str]:
    """Read a word that is already ``spelled``, without looking for an article."""
    signs = list(_latin_signs(plain) if plain.isascii() else _arabic_signs(plain))
    return ["".join(reading) for reading in islice(product(*signs), MOST_READINGS)]


def _latin_signs(word: str) -> Iterator[Options]:
    # A doubled letter or digraph counts once.
    pieces = [piece for piece, _ in groupby(_LATIN_PIECE.findall(word))]
    for index, piece in enumerate(pieces):
        previous = pieces[index - 1] if index else ""
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        yield _latin_sign(piece, previous, following)


def _latin_sign(piece: str, previous: str, following: str) -> Options:
    vowel_follows = following[:1] in _LATIN_VOWELS and following != ""
    if piece in ("w", "y"):
        return (piece.upper(),) if vowel_follows or not previous else ("",)
    if piece[0] in _LATIN_VOWELS:
        glide: Options = ("Y", "") if "ia" in piece else ("",)
        return glide if previous else tuple("A" + sign for sign in glide)
    if piece == "h" and not following and previous.endswith("a"):
        return ("", "H")  # Fatimah has no consonant here, Salah has
    if piece == "c" and following[:1] in ("e", "i"):
        return ("J", "S")
    return _LATIN_SIGNS.get(piece, ("",))


def _arabic_signs(word: str) -> Iterator[Options]:
    sorani = is_sorani(word)
    before: Options = ()
    for index, letter in enumerate(word):
        sign = _arabic_sign(word, index, sorani)
        # Sorani writes a long consonant twice; in Arabic two letters have a vowel between them.
        if not (sorani and sign == before and sign[0].isalpha() and letter not in _GLIDES):
            yield sign
        before = sign


def _arabic_sign(word: str, index: int, sorani: bool) -> Options:
    letter, last = word[index], index == len(word) - 1
    if letter in _ARABIC_CONSONANTS or letter in _SYRIAC_CONSONANTS:
        if letter == "ه" and last and not sorani:
            return ("", "H")  # often typed for ta-marbuta
        return _ARABIC_CONSONANTS.get(letter) or _SYRIAC_CONSONANTS[letter]
    if letter in _GLIDES:
        return _glide(word, index, sorani)
    if index == 0 and letter in _ARABIC_VOWELS:
        return ("A",)
    return ("", "T") if letter == "ة" else ("",)


def _glide(word: str, index: int, sorani: bool) -> Options:
    sign, following = _GLIDES[word[index]], word[index + 1 : index + 2]
    if index == 0 or following in _OPEN:
        return (sign,)
    if not following:
        return ("",)
    # Unvowelled Arabic does not say whether it is a long vowel; Sorani does, except after a vowel.
    beside = word[index - 1] + following
    long_vowel = sorani and not any(near in _ARABIC_VOWELS or near in _GLIDES for near in beside)
    return ("",) if long_vowel else ("", sign)
