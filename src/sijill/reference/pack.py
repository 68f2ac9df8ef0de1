"""A country pack: one folder of data files that hold all that is particular to a country."""

from dataclasses import dataclass
from pathlib import Path

from sijill.reference.actor_file import read_actors
from sijill.reference.actors import ActorCategory, NotAnActor
from sijill.reference.checks import check_pack
from sijill.reference.errors import PackInvalid
from sijill.reference.labels import Label
from sijill.reference.place_files import (
    read_comparables,
    read_control,
    read_places,
    read_successions,
    read_tiles,
)
from sijill.reference.places import (
    Authority,
    Comparable,
    Control,
    Level,
    Place,
    Succession,
    Tile,
)
from sijill.reference.presence import Presence
from sijill.reference.presence_file import read_presence
from sijill.reference.reading import Entry, Reading
from sijill.reference.rules import Rules, read_levels, read_rules

FORMAT = 1


@dataclass(frozen=True)
class Source:
    """Where facts of a pack come from, on what terms, and how far it was read."""

    key: str
    title: str
    terms: str
    read: str


@dataclass(frozen=True)
class Pack:
    """Everything of one country, checked to fit together."""

    key: str
    country: str
    name: Label
    languages: tuple[str, ...]
    rules: Rules
    levels: tuple[Level, ...]
    places: tuple[Place, ...]
    successions: tuple[Succession, ...]
    authorities: tuple[Authority, ...]
    control: tuple[Control, ...]
    tiles: tuple[Tile, ...]
    comparables: tuple[Comparable, ...]
    actors: tuple[ActorCategory, ...]
    not_actors: tuple[NotAnActor, ...]
    presence: Presence
    sources: tuple[Source, ...]

    def level(self, key: str) -> Level:
        """Give a level by its key; KeyError when the pack has no such level."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)


def load_pack(path: Path) -> Pack:
    """Load the pack in a folder.

    Raises PackInvalid with every problem found, each with its file and line or key.
    """
    reading = Reading(path)
    manifest = reading.toml("pack.toml")
    if not manifest.content:
        raise PackInvalid(reading.problems)
    _check_format(manifest)
    reading.languages = manifest.texts("languages")
    if not reading.languages:
        manifest.wrong("languages", "pack.value_missing", "Name at least one language.")
        raise PackInvalid(reading.problems)
    pack = _read(reading, manifest)
    check_pack(reading, pack)
    if reading.problems:
        raise PackInvalid(reading.problems)
    return pack


def _check_format(manifest: Entry) -> None:
    if manifest.content.get("format") != FORMAT:
        manifest.wrong("format", "pack.format", f"This version reads packs of format {FORMAT}.")


def _read(reading: Reading, manifest: Entry) -> Pack:
    levels = read_levels(manifest)
    authorities, control = read_control(reading)
    actors, not_actors = read_actors(reading)
    return Pack(
        key=manifest.text("key"),
        country=manifest.text("country"),
        name=manifest.label("name"),
        languages=reading.languages,
        rules=read_rules(manifest),
        levels=levels,
        places=read_places(reading, tuple(level.key for level in levels)),
        successions=read_successions(reading),
        authorities=authorities,
        control=control,
        tiles=read_tiles(reading),
        comparables=read_comparables(manifest),
        actors=actors,
        not_actors=not_actors,
        presence=read_presence(reading),
        sources=tuple(_source(entry) for entry in manifest.tables("source")),
    )


def _source(entry: Entry) -> Source:
    return Source(entry.text("key"), entry.text("title"), entry.text("terms"), entry.text("read"))
