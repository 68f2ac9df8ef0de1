"""Filters for every page of a field office: `{% load field %}`.

Dates, places, terms, actors, offices, colleagues and numbers in the reader's language. Only
``person_name`` asks the database, once a page; see web/README.md for the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from sijill.base import dates
from sijill.base.dates import PartialDate, Precision
from sijill.base.dates.calendars import Calendar
from sijill.base.text.folding import ARABIC_DIGITS
from sijill.record.incidents.when import occurred_of
from sijill.reference.queries import Named, in_language, pack, term_label
from sijill.trust.access.viewer import Viewer, bound
from sijill.trust.accounts.models import Account

register = template.Library()

# Names of colleagues, read once for each viewer bound: a list names the same few many times.
_colleagues: WeakKeyDictionary[Viewer, dict[UUID, str]] = WeakKeyDictionary()


@register.filter
def partial_date(value: Any, digits: str = "") -> str:
    """A date as precisely as it is known: of an incident, a PartialDate, its JSON, or a day."""
    when = _partial(value)
    if when is None:
        return ""
    native = (digits or usual_digits()) == "native"
    return dates.format(when, get_language() or "en", digits="native" if native else "latin")


def _partial(value: Any) -> PartialDate | None:
    if value is None or value == "":
        return None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        return PartialDate.of_day(timezone.localtime(value).date())
    if isinstance(value, date):
        return PartialDate.of_day(value)
    return _stored(value) if isinstance(value, Mapping) else occurred_of(value)


def _stored(value: Mapping[str, Any]) -> PartialDate:
    """A partial date from the JSON in which reports keep it."""
    first, last = value.get("from"), value.get("to")
    return PartialDate(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        Precision(value["precision"]),
        bool(value.get("estimated")),
        str(value.get("entered", "")),
        Calendar(value.get("calendar", "gregorian")),
    )


@register.filter
def place_name(unit: Any) -> str | SafeString:
    """The name of a place unit; one borrowed from another language says from which."""
    return marked(in_language(unit.names)) if unit is not None else ""


@register.filter
def in_words(names: Mapping[str, str] | None) -> str | SafeString:
    """A text kept in several languages (``{"en": …}``), marked when borrowed."""
    return marked(in_language(names)) if names else ""


def marked(name: Named) -> str | SafeString:
    """A name; one of another language carries that language, for eyes and for screen readers."""
    if not name.borrowed:
        return name.text
    language = dict(settings.LANGUAGES).get(name.language, name.language)
    return format_html(
        '<bdi lang="{}">{}</bdi> <small class="muted" title="{}">({})</small>',
        name.language,
        name.text,
        gettext("No name with a source in this language yet: another language's name stands in."),
        language,
    )


@register.filter
def term(key: str | None) -> str:
    """The label of a term by its key (``act.killing``)."""
    return term_label(key)


@register.filter
def actor(code: str | None) -> str:
    """The label of an actor category by its code; the code itself when the pack has none."""
    known = next((a for a in pack().actors if a.code == code), None)
    return in_language(known.label.texts).text if known else str(code or "")


@register.filter
def office(code: str | None) -> str:
    """The name of an office by its code; the code itself when the pack has none."""
    known = next((o for o in pack().presence.offices if o.code == code), None)
    return in_language(known.label.texts).text if known else str(code or "")


@register.filter
def person_name(account: UUID | str | None) -> str:
    """The name of a colleague by account id. Never of anyone in a record."""
    if not account:
        return ""
    key = account if isinstance(account, UUID) else UUID(str(account))
    viewer = bound()
    names = _colleagues.get(viewer)
    if names is None or key not in names:
        names = dict(Account.objects.values_list("pk", "full_name"))
        _colleagues[viewer] = names
    return names.get(key, gettext("somebody no longer listed"))


@register.filter
def since(value: date | datetime | None) -> str:
    """How many days ago a day was: ``today``, ``yesterday``, ``12 days ago``."""
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    count = (timezone.localdate() - day).days
    if count <= 0:
        return gettext("today")
    if count == 1:
        return gettext("yesterday")
    return ngettext("%(count)s day ago", "%(count)s days ago", count) % {"count": number(count)}


@register.filter
def number(value: Any, digits: str = "") -> str:
    """A number with its thousands apart: ``1,234`` or ``١٬٢٣٤``, as the argument or the pack says.

    Give the reader's own choice where it matters: ``{{ n|number:request.user.digits }}``.
    """
    if value is None or value == "":
        return ""
    said = f"{value:,}"
    if (digits or usual_digits()) == "native":
        return said.translate(str.maketrans("0123456789,.", ARABIC_DIGITS + "٬٫"))
    return said


def usual_digits() -> str:
    """The digits the country pack sets for the active language: ``latin`` or ``native``."""
    return "native" if pack().rules.digits.get(get_language() or "en") == "arab" else "latin"
