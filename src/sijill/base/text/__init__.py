"""Scripts, normalisation, transliteration, direction and sorting; the original is never changed.

Everything here returns a *derived* text for matching, sorting or display. What a person wrote is
kept beside it by the caller.
"""

from sijill.base.text.folding import normalise, words
from sijill.base.text.latin import latinise
from sijill.base.text.names import name_keys, skeleton, skeletons
from sijill.base.text.ordering import sort_key
from sijill.base.text.scripts import direction, isolate, script_of

__all__ = [
    "direction",
    "isolate",
    "latinise",
    "name_keys",
    "normalise",
    "script_of",
    "skeleton",
    "skeletons",
    "sort_key",
    "words",
]
