"""The pack and the vocabularies of this installation, each read once a process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sijill.reference.actors import ActorIndex
from sijill.reference.models import Boundary, PackState, PlaceName, PlaceUnit
from sijill.reference.pack import Pack, load_pack
from sijill.reference.places import Place, Spelling
from sijill.reference.terms import Term, Vocabularies
from sijill.reference.vocabulary import load_vocabularies

if TYPE_CHECKING:
    from sijill.reference.gazetteer import Gazetteer


@lru_cache(maxsize=1)
def pack() -> Pack:
    """The country pack named in settings."""
    return load_pack(Path(settings.PACK))


@lru_cache(maxsize=1)
def vocabularies() -> Vocabularies:
    """Every vocabulary, with what the pack adds."""
    folder = Path(settings.PACK) / "vocabularies"
    return load_vocabularies(extra=[folder] if folder.exists() else [])


def term(key: str) -> Term:
    """The term of a full key such as ``act.killing``; raises KeyError when there is none."""
    return vocabularies().term(key)


def terms(vocabulary: str, on: date | None = None) -> tuple[Term, ...]:
    """What may be entered in a field of this vocabulary on a day, answers included."""
    return vocabularies().choices(vocabulary, on)


@lru_cache(maxsize=1)
def actor_index() -> ActorIndex:
    """Finding an actor by a partner's label."""
    return ActorIndex(pack().actors, pack().not_actors)


def first_level() -> int:
    """The depth of the units that tables and maps show (1: right under the country)."""
    return 1


_known: dict[str, object] = {}


def gazetteer() -> Gazetteer:
    """The gazetteer built from the tables; rebuilt when boundaries or places were imported.

    For pages. A job that reads many places takes ``fresh_gazetteer``.
    """
    state = PackState.objects.values_list("digest", "edition").first()
    if _known.get("state") != state:
        _known["gazetteer"] = _build()
        _known["state"] = state
    return _known["gazetteer"]  # type: ignore[return-value]


def fresh_gazetteer() -> Gazetteer:
    """A gazetteer of one's own, for a job: what it remembers goes when the job ends."""
    return _build()


def _build() -> Gazetteer:
    from sijill.reference.gazetteer import Gazetteer

    return Gazetteer(
        list(_places()),
        pack().levels,
        successions=pack().successions,
        spelling=pack().rules.spelling,
        nearest=pack().rules.nearest,
    )


def _places() -> Iterator[Place]:
    """Every unit of the tables as a plain record, with its polygon where one was imported."""
    import shapely

    from sijill.reference.labels import Label
    from sijill.reference.periods import Period

    shapes = {
        unit: shapely.from_wkb(bytes(shape))
        for unit, shape in Boundary.objects.values_list("unit_id", "shape")
    }
    spellings: dict[str, list[Spelling]] = {}
    for name in PlaceName.objects.exclude(kind="official"):
        spelling = Spelling(name.text, name.language, name.kind, name.source)
        spellings.setdefault(name.unit_id, []).append(spelling)
    levels = {level.depth: level.key for level in pack().levels}
    for unit in PlaceUnit.objects.order_by("level", "code"):
        yield Place(
            code=unit.code,
            level=levels[unit.level],
            parent=unit.parent_id,
            label=Label(unit.names),
            spellings=tuple(spellings.get(unit.code, ())),
            lon=unit.longitude,
            lat=unit.latitude,
            valid=Period(unit.valid_from, unit.valid_to),
            local=unit.local,
            geometry=shapes.get(unit.code),
        )
