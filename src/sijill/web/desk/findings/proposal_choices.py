"""What may be chosen in a proposal, each list as (key, label)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from sijill.record.incidents.models import Incident
from sijill.reference.models import Actor
from sijill.reference.queries import in_language, terms, vocabularies
from sijill.verify.wording import held, word_for

Choices = list[tuple[str, str]]


def all_of(incident: Incident) -> dict[str, Any]:
    """Every list of the form. A court's standard is left out: no field office finds by it."""
    return {
        "regimes": listed("regime"),
        "questions": listed("question"),
        "outcomes": listed("outcome"),
        "standards": _office_standards(),
        "rights": listed("right", indented=True),
        "statuses": listed("status"),
        "actors": _actors(incident),
    }


def listed(vocabulary: str, *, indented: bool = False) -> Choices:
    """The terms of a vocabulary that may be chosen today; narrower ones moved in."""
    whole = vocabularies()[vocabulary]
    found = []
    for term in terms(vocabulary, timezone.localdate()):
        depth = len(whole.line(term)) - 1 if indented and not term.answer else 0
        found.append((term.key, "\u2003" * depth + in_language(term.label.texts).text))
    return found


def _office_standards() -> Choices:
    return [
        (term.key, in_language(term.label.texts).text)
        for term in terms("standard", timezone.localdate())
        if not term.attributes.get("court_only")
    ]


def _actors(incident: Incident) -> list[tuple[str, str, str]]:
    """(key, label, word) of the categories that were valid when it happened."""
    since, until = incident.occurred_from, incident.occurred_to
    return [
        (actor.pk, in_language(actor.names).text, word_for(actor, since, until))
        for actor in Actor.objects.all()
        if held(actor, since, until)
    ]
