"""Filters and tags for pages that show records. No query is ever made here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from sijill.base import dates
from sijill.base.dates import PartialDate
from sijill.record.incidents.when import occurred_of
from sijill.reference.queries import in_language, term_label
from sijill.reference.queries.labels import Named

register = template.Library()


@register.filter
def term(key: str | None) -> str:
    """The label of a term by its key."""
    return term_label(key)


@register.filter
def state(code: str) -> str:
    """The label of a state of a case by its code."""
    return term_label(f"state.{code}")


@register.filter
def grade(key: str) -> str:
    """The bare letter or number of a grading term: ``reliability.b`` gives B."""
    return key.rpartition(".")[2].upper()


@register.filter
def named(row: Any) -> str | SafeString:
    """The name of an actor, an office or a place; a borrowed one is marked."""
    return marked(in_language(row.names)) if row is not None else ""


def marked(name: Named) -> SafeString:
    """A name in its own language; one taken from another language says so."""
    if not name.borrowed:
        return format_html("{}", name.text)
    return format_html(
        '<bdi lang="{}" title="{}">{}</bdi><span class="muted" aria-hidden="true">*</span>',
        name.language,
        gettext("No sourced name in this language; shown in another."),
        name.text,
    )


@register.filter
def day(value: date | datetime | None) -> str | SafeString:
    """A day in words, such as 3 May 2021."""
    if value is None:
        return ""
    plain = timezone.localtime(value).date() if isinstance(value, datetime) else value
    said = dates.format(PartialDate.of_day(plain), get_language() or "en")
    return format_html('<time datetime="{}">{}</time>', plain.isoformat(), said)


@register.filter
def moment(value: datetime | None) -> str | SafeString:
    """A day and a time to the minute, in figures, read from left to right."""
    if value is None:
        return ""
    said = timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return format_html('<time class="date" datetime="{}">{}</time>', value.isoformat(), said)


@register.simple_tag(takes_context=True)
def when(context: template.Context, incident: Any) -> str:
    """When an incident happened, no more precisely than it is known."""
    user = getattr(context.get("request"), "user", None)
    digits = getattr(user, "digits", "latin")
    return dates.format(
        occurred_of(incident),
        get_language() or "en",
        digits="native" if digits == "native" else "latin",
    )
