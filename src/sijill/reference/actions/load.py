"""Filling offices, places, actors and terms from the country pack and the vocabularies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from sijill.reference.labels import Label
from sijill.reference.models import Actor, Control, PackState, PlaceName, PlaceUnit, Term
from sijill.reference.pack import Pack, load_pack
from sijill.reference.places import Place
from sijill.reference.vocabulary import SHIPPED, load_vocabularies
from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.viewers import SETUP
from sijill.trust.ledger.actions import action, commit_to


def load_reference() -> str:
    """Load the pack and vocabularies if any of their files changed; returns what happened."""
    folder = Path(settings.PACK)
    digest = _digest([folder, SHIPPED])
    state = PackState.objects.first()
    if state is not None and state.digest == digest:
        return "unchanged"
    return load(by=SETUP, folder=folder, digest=digest)


@action("reference.load", permission=None)
def load(*, by: Viewer, folder: Path, digest: str) -> str:
    """Write everything the pack holds; rows it no longer holds stay (history refers to them)."""
    pack = load_pack(folder)
    extra = [folder / "vocabularies"] if (folder / "vocabularies").exists() else []
    terms = list(load_vocabularies(extra=extra).all_terms())
    _offices(pack)
    _actors(pack)
    _places(pack)
    _upsert(Term, [_term(term) for term in terms], "key")
    before = PackState.objects.first()
    PackState.objects.update_or_create(
        id=1,
        defaults={
            "pack": pack.key,
            "digest": digest,
            "loaded_at": timezone.now(),
            "edition": before.edition + 1 if before else 1,
        },
    )
    commit_to("pack", pack.key, digest, digest=digest)
    return f"{pack.key}: {len(pack.places)} places, {len(pack.actors)} actors, {len(terms)} terms"


def _digest(folders: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".csv")):
            total.update(f"{path.relative_to(folder)}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _upsert(model: type[models.Model], rows: list[Any], key: str) -> None:
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[key], update_fields=fields, batch_size=500
    )


def _texts(label: Label) -> dict[str, str]:
    return {language: text for language, text in label.texts.items() if text}


def _offices(pack: Pack) -> None:
    rows = [
        Office(
            code=o.code, prefix=o.prefix, names=_texts(o.label), opened=o.opened, closed=o.closed
        )
        for o in pack.presence.offices
    ]
    _upsert(Office, rows, "code")


def _actors(pack: Pack) -> None:
    rows = [
        Actor(
            code=a.code,
            names=_texts(a.label),
            state_agent=a.state_agent,
            valid_from=a.valid.first,
            valid_to=a.valid.last,
            spellings=list(a.variants),
            order=n,
        )
        for n, a in enumerate(pack.actors)
    ]
    _upsert(Actor, rows, "code")


def _places(pack: Pack) -> None:
    depth = {level.key: level.depth for level in pack.levels}
    by_code = {place.code: place for place in pack.places}
    tiles = {tile.code: (tile.column, tile.row) for tile in pack.tiles}
    before = {s.successor: s.predecessor for s in pack.successions if s.predecessor in by_code}
    ordered = sorted(pack.places, key=lambda place: depth[place.level])
    rows = [_unit(place, by_code, depth, tiles) for place in ordered]
    _upsert(PlaceUnit, rows, "code")
    for successor, predecessor in before.items():
        PlaceUnit.objects.filter(code=successor).update(succeeds_id=predecessor)
    PlaceName.objects.filter(unit__in=by_code).delete()
    PlaceName.objects.bulk_create(
        [name for place in pack.places for name in _spellings(place)],
        batch_size=1000,
        ignore_conflicts=True,
    )
    _control(pack)


def _path(place: Place, by_code: dict[str, Place]) -> str:
    codes = [place.code]
    while place.parent is not None:
        place = by_code[place.parent]
        codes.insert(0, place.code)
    return "/".join(codes)


def _unit(
    place: Place,
    by_code: dict[str, Place],
    depth: dict[str, int],
    tiles: dict[str, tuple[int, int]],
) -> PlaceUnit:
    column, row = tiles.get(place.code, (None, None))
    return PlaceUnit(
        code=place.code,
        parent_id=place.parent,
        level=depth[place.level],
        path=_path(place, by_code),
        names=_texts(place.label),
        valid_from=place.valid.first,
        valid_to=place.valid.last,
        longitude=place.lon,
        latitude=place.lat,
        hex_column=column,
        hex_row=row,
        local=place.local,
    )


def _spellings(place: Place) -> list[PlaceName]:
    official = [
        PlaceName(
            unit_id=place.code,
            language=language,
            text=text,
            kind="official",
            source=place.name_sources.get(language, place.source),
            reviewed=language not in place.label.unreviewed,
        )
        for language, text in place.label.texts.items()
        if text
    ]
    return official + [
        PlaceName(
            unit_id=place.code, language=s.language, text=s.text, kind=s.kind, source=s.source
        )
        for s in place.spellings
    ]


def _control(pack: Pack) -> None:
    actor = {authority.key: authority.actor for authority in pack.authorities}
    Control.objects.all().delete()
    Control.objects.bulk_create(
        Control(
            unit_id=c.unit,
            actor_id=actor[c.administered_by],
            valid_from=c.valid.first,
            valid_to=c.valid.last,
            confidence=c.confidence,
            source=c.source,
        )
        for c in pack.control
    )


def _term(term: Any) -> Term:
    return Term(
        key=term.key,
        vocabulary=term.vocabulary,
        code=term.code,
        parent_id=term.parent,
        labels=_texts(term.label),
        definitions=_texts(term.definition),
        mappings={name: list(codes) for name, codes in term.mappings.items()},
        attributes={
            name: list(value) if isinstance(value, tuple) else value
            for name, value in term.attributes.items()
        }
        | ({"answer": True} if term.answer else {}),
        order=term.order,
        version=str(term.version),
        valid_from=term.period.first,
        valid_to=term.period.last,
    )
