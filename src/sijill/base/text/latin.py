"""Readable Latin transliteration of Arabic and Sorani, for display beside the original.

An aid for readers of other scripts, never a spelling of record. Arabic does not write short
vowels: very common names and words have a customary spelling below, everything else gets an ``a``
where a syllable needs one.
"""

import re
import unicodedata
from typing import Final, Literal

from sijill.base.text.folding import ARABIC_DIGITS, PERSIAN_DIGITS, normalise
from sijill.base.text.scripts import is_sorani, script_of

_CONSONANTS: Final = {
    **dict(zip("بپتجحدرڕزسصضطظفڤقكگلڵمنه", "bptjhdrrzssdtzfvqkgllmnh", strict=True)),
    "ث": "th",
    "چ": "ch",
    "خ": "kh",
    "ذ": "dh",
    "ژ": "zh",
    "ش": "sh",
    "غ": "gh",
    "ع": "",
    "ء": "",
    "ئ": "",
    "ؤ": "",
}
_LONG: Final = {"ا": "a", "آ": "a", "ى": "a", "أ": "a", "إ": "i", "ة": "a", "ٱ": "a"}
_SORANI_VOWELS: Final = {"ا": "a", "ە": "a", "ۆ": "o", "ێ": "e"}
_GLIDES: Final = {"و": ("w", "u"), "ي": ("y", "i")}
_SHORT: Final = {
    "\u064e": "a",
    "\u064f": "u",
    "\u0650": "i",
    "\u064b": "an",
    "\u064c": "un",
    "\u064d": "in",
}
_SHADDA: Final = "\u0651"
_SUKUN: Final = "\u0652"

_CUSTOMARY_PAIRS: Final = """
محمد=muhammad محمود=mahmud أحمد=ahmad حامد=hamid حميد=hamid علي=ali حسن=hasan
حسين=husayn عباس=abbas جعفر=jafar موسى=musa عيسى=isa يحيى=yahya إبراهيم=ibrahim
إسماعيل=ismail يوسف=yusuf يونس=yunus عمر=umar عثمان=uthman خالد=khalid وليد=walid
سعد=saad سعيد=said كاظم=kazim هادي=hadi مهدي=mahdi صادق=sadiq جواد=jawad مصطفى=mustafa
مرتضى=murtada عبد=abd الله=allah عبدالله=abdallah رحمن=rahman فاطمة=fatima زينب=zaynab
مريم=maryam خديجة=khadija عائشة=aisha هدى=huda نور=nur ليلى=layla سلمى=salma سارة=sara
أبو=abu أم=umm بن=bin ابن=ibn بنت=bint في=fi من=min إلى=ila و=wa عراق=iraq
بغداد=baghdad بصرة=basra موصل=mosul نجف=najaf كربلاء=karbala كركوك=kirkuk نينوى=ninawa
أنبار=anbar ديالى=diyala بابل=babil زيد=zayd حيدر=haydar هيثم=haytham حسني=husni
سيد=sayyid بيت=bayt شيخ=shaykh دين=din واسط=wasit ميسان=maysan أربيل=erbil دهوك=duhok
حلبجة=halabja كردستان=kurdistan كوردستان=kurdistan بارزان=barzan فلوجة=falluja
"""
_CUSTOMARY: Final = {
    normalise(written): latin
    for written, _, latin in (pair.partition("=") for pair in _CUSTOMARY_PAIRS.split())
}
_WORD: Final = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u200c]+"
)
_PLAIN: Final = str.maketrans({"ی": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "\u0640": None})
_DIGITS: Final = str.maketrans(
    ARABIC_DIGITS + PERSIAN_DIGITS + "،؛؟٪٫٬", "0123456789" * 2 + ",;?%.,"
)
_VOWELS: Final = frozenset("aeiou")
Sound = tuple[str, Literal["consonant", "long", "short", "closed", "start"]]


def latinise(text: str, *, capitals: bool = True) -> str:
    """Write Arabic and Sorani words in Latin letters; leave every other character as it is.

    ``capitals`` gives each transliterated word a capital, as for names. Digits become Latin.
    """
    if script_of(text) in ("lat", "syr", ""):
        return text.translate(_DIGITS)
    composed = unicodedata.normalize("NFKC", text).replace("ه\u200c", "ە").translate(_PLAIN)
    sorani = is_sorani(composed)

    def word(found: re.Match[str]) -> str:
        plain = found[0].replace("\u200c", "")
        latin = _sorani_word(plain) if sorani else _arabic_word(plain)
        return _capital(latin) if capitals else latin

    return _WORD.sub(word, composed).translate(_DIGITS)


def _capital(latin: str) -> str:
    if latin.startswith("al-"):
        return "al-" + latin[3:4].upper() + latin[4:]
    return latin[:1].upper() + latin[1:]


def _arabic_word(word: str) -> str:
    customary = _CUSTOMARY.get(normalise(word))
    if customary is not None:
        return customary
    if word.startswith("ال") and len(word) > 3:
        return "al-" + _arabic_word(word[2:])
    return _syllables(_arabic_sounds(word))


def _arabic_sounds(word: str) -> list[Sound]:
    """Read letters and written vowels as sounds."""
    sounds: list[Sound] = []
    for index, letter in enumerate(word):
        if letter in _SHORT:
            sounds.append((_SHORT[letter], "short"))
        elif letter == _SHADDA and sounds:
            _double(sounds)
        elif letter == _SUKUN:
            sounds.append(("", "closed"))
        elif letter in _LONG:
            sounds.append((_LONG[letter], "long" if index else "short"))
        elif letter in _GLIDES:
            sounds.append(_arabic_glide(word, index))
        elif letter in _CONSONANTS:
            sounds.append((_CONSONANTS[letter], "consonant"))
    return sounds


def _double(sounds: list[Sound]) -> None:
    """Double the last consonant; in canonical order its vowel is written before the shadda."""
    vowel = [sounds.pop()] if len(sounds) > 1 and sounds[-1][1] == "short" else []
    sounds += [("", "closed"), sounds[-1], *vowel]


def _arabic_glide(word: str, index: int) -> Sound:
    consonant, vowel = _GLIDES[word[index]]
    if index == 1 and word[0] == "إ":
        return "", "short"  # the long i of the beginning is already read
    beside = word[index - 1 : index] + word[index + 1 : index + 2]
    if index == 0 or any(letter in _LONG or letter in _SHORT for letter in beside):
        return consonant, "consonant"
    return vowel, "long"


def _syllables(sounds: list[Sound]) -> str:
    """Add the vowels that make syllables of at most consonant, vowel, consonant.

    Works from the end of the word, where Arabic closes its syllables: ``krkuk`` is ``kar-kuk``.
    """
    out: list[str] = []
    at = len(sounds) - 1
    while at >= 0:
        text, kind = sounds[at]
        before = sounds[at - 1] if at else ("", "start")
        if kind != "consonant":
            takes = before[1] == "consonant" and kind != "closed"
            out += [text, before[0]] if takes else [text]
            at -= 2 if takes else 1
        elif before[1] == "consonant":
            out += [text, _inner_vowel(sounds, at - 2), before[0]]
            at -= 2
        elif before[1] == "start" or (before[1] == "long" and out):
            # A long vowel cannot be closed inside a word: qa-hi-ra.
            out += [_inner_vowel(sounds, at - 1), text]
            at -= 1
        else:
            out.append(text)
            at -= 1
    return "".join(reversed(out))


def _inner_vowel(sounds: list[Sound], before: int) -> str:
    # The active participle (Tariq, Qahira) is the one pattern that letters alone give away.
    return "i" if before >= 0 and sounds[before] == ("a", "long") else "a"


def _sorani_word(word: str) -> str:
    sounds = [_sorani_sound(word, index) for index in range(len(word))]
    latin = "".join(sounds).replace("uu", "u")
    # The short i is never written; it is surest between two consonants that begin a word.
    if len(sounds) > 1 and not {sounds[0][:1], sounds[1][:1]} & (_VOWELS | {""}):
        return sounds[0] + "i" + latin[len(sounds[0]) :]
    return latin


def _sorani_sound(word: str, index: int) -> str:
    letter = word[index]
    if letter in _SORANI_VOWELS:
        return _SORANI_VOWELS[letter]
    if letter not in _GLIDES:
        return _CONSONANTS.get(letter, _LONG.get(letter, ""))
    consonant, vowel = _GLIDES[letter]
    before, after = word[index - 1 : index], word[index + 1 : index + 2]
    starts = index == 0
    beside_vowel = before in _SORANI_VOWELS or after in _SORANI_VOWELS
    return consonant if (starts or beside_vowel) and before != "ئ" else vowel
