"""What reading a file needs of the tables: places, actors, offices, labels."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from sijill.intake.channels.spreadsheet.actors import ActorFinder
from sijill.intake.channels.spreadsheet.interpreter import Surroundings
from sijill.intake.channels.spreadsheet.places import PlaceFinder
from sijill.intake.coverage import office_rule
from sijill.intake.models import PlaceQuery
from sijill.reference.gazetteer import Gazetteer
from sijill.reference.queries import (
    actor_index,
    first_level,
    fresh_gazetteer,
    pack,
    term_label,
    vocabularies,
)
from sijill.trust.access.viewer import Viewer


def surroundings(by: Viewer, language: str) -> Surroundings:
    """Everything a run reads besides the file. Inside ``bind``."""
    today = timezone.localdate()
    settled = PlaceQuery.objects.exclude(unit=None).values_list("normal", "unit_id")
    levels = {level.key: level.depth for level in pack().levels}
    labels: dict[str, str] = {}

    def label(key: str) -> str:
        if key not in labels:
            labels[key] = term_label(key, language)
        return labels[key]

    first = fresh_gazetteer()

    def build() -> Gazetteer:
        """Another one from the same places, without asking the database (a thread calls this)."""
        rules = pack().rules
        return Gazetteer(
            first.places.values(),
            pack().levels,
            successions=pack().successions,
            spelling=rules.spelling,
            nearest=rules.nearest,
        )

    return Surroundings(
        places=PlaceFinder(build, levels, dict(settled), first_level()),
        actors=ActorFinder(actor_index()),
        office_of=office_rule(pack().presence, by, today),
        label=label,
        today=today,
    )


def known_keys() -> Callable[[str], bool]:
    """Says whether a term, or ``actor:CODE``, exists: for checking mappings."""
    terms, actors = vocabularies(), actor_index().actors

    def knows(key: str) -> bool:
        if key.startswith("actor:"):
            return key.removeprefix("actor:") in actors
        try:
            terms.term(key)
        except KeyError:
            return False
        return True

    return knows
