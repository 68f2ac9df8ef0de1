"""Which script a text is in, which way it runs, and how to set it inside another text."""

import re
import unicodedata
from typing import Final, Literal

Script = Literal["ar", "so", "lat", "syr", "mixed", ""]
Direction = Literal["rtl", "ltr"]

# Letters of Sorani that Arabic and Persian do not use. Farsi yeh, keheh, gaf and che are left out:
# Iraqi Arabic is often typed on keyboards that produce them.
SORANI_ONLY: Final = frozenset("ەێۆڕڵڤ")
_LEGACY_SORANI: Final = "ه\u200c"
_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc]")
_LATIN: Final = re.compile(
    "[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff]"
)
_SYRIAC: Final = re.compile("[\u0710-\u074f\u0860-\u086f]")

_ISOLATE_STARTS: Final = "\u2066\u2067\u2068"
_POP_ISOLATE: Final = "\u2069"
_BIDI_CONTROLS: Final = dict.fromkeys(
    map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)


def script_of(text: str) -> Script:
    """Name the script: Arabic ``ar``, Sorani ``so``, Latin ``lat``, Syriac ``syr``.

    ``mixed`` when letters of more than one of Arabic, Latin and Syriac occur, empty without any.
    A Sorani word with none of Sorani's own letters reads as ``ar``: the answer is about the
    letters, not the language.
    """
    found: list[Script] = []
    if _ARABIC.search(text):
        found.append("so" if is_sorani(text) else "ar")
    if _LATIN.search(text):
        found.append("lat")
    if _SYRIAC.search(text):
        found.append("syr")
    if len(found) > 1:
        return "mixed"
    return found[0] if found else ""


def is_sorani(text: str) -> bool:
    """Say whether a letter of Sorani's own, or its legacy spelling of ``ە``, occurs."""
    return not SORANI_ONLY.isdisjoint(text) or _LEGACY_SORANI in text


def direction(text: str) -> Direction:
    """Give the paragraph direction by the first strong letter outside isolates (UAX #9, P2–P3)."""
    depth = 0
    for character in text:
        if character in _ISOLATE_STARTS:
            depth += 1
        elif character == _POP_ISOLATE:
            depth = max(0, depth - 1)
        elif depth == 0:
            kind = unicodedata.bidirectional(character)
            if kind in ("R", "AL"):
                return "rtl"
            if kind == "L":
                return "ltr"
    return "ltr"


def isolate(text: str) -> str:
    """Wrap a text so that its direction cannot disturb the sentence around it.

    Direction controls inside are taken out, because an unbalanced one would end the isolate early
    and could make a reader see a file name or a number reversed.
    """
    return f"\u2068{text.translate(_BIDI_CONTROLS)}{_POP_ISOLATE}"
