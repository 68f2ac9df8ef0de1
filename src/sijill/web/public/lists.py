"""Lists and dates in running text, as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sijill.base.dates import DateProblem, PartialDate
from sijill.base.dates import format as in_words


def listed(words: Sequence[str], *, in_sentence: bool = False) -> str:
    """Join words as "a, b and c"; within a sentence as "a, b, and c"."""
    if len(words) < 2:
        return "".join(words)
    most = pgettext("between items of a list", ", ").join(words[:-1])
    if in_sentence and len(words) > 2:
        return _("%(most)s, and %(last)s") % {"most": most, "last": words[-1]}
    return _("%(most)s and %(last)s") % {"most": most, "last": words[-1]}


def said(when: PartialDate | date | None) -> str:
    """A date in words, in the reader's language; empty for none."""
    if when is None:
        return ""
    partial = PartialDate.of_day(when) if isinstance(when, date) else when
    try:
        return in_words(partial, get_language() or "en")
    except DateProblem:
        # A language added as a catalogue only: the sign that is the same everywhere.
        return partial.entered


def stretch(first: date, last: date) -> str:
    """A period in words: a year, a month, or from one day (or month) to another."""
    return said(PartialDate.between(first, last))
