"""Do the files of a pack fit together? Codes that exist, levels in order, one office a unit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sijill.reference.reading import Reading

if TYPE_CHECKING:
    from sijill.reference.pack import Pack
    from sijill.reference.presence import Presence


def check_pack(reading: Reading, pack: "Pack") -> None:
    """Add to ``reading.problems`` whatever does not fit."""
    _check_places(reading, pack)
    _check_references(reading, pack)
    _check_sources(reading, pack)
    _check_offices(reading, pack)
    _check_coverage(reading, pack)


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _check_places(reading: Reading, pack: "Pack") -> None:
    depth = {level.key: level.depth for level in pack.levels}
    known = {place.code: place for place in pack.places}
    for code in _repeated(place.code for place in pack.places):
        reading.wrong("places.csv", f"code {code}", "pack.repeated", "Give each code once.")
    for place in pack.places:
        where = f"code {place.code}"
        if place.parent is None:
            if depth.get(place.level, 0) != 0:
                reading.wrong("places.csv", where, "pack.parent_missing", "Name its parent.")
        elif place.parent not in known:
            advice = f"There is no parent “{place.parent}”."
            reading.wrong("places.csv", where, "pack.unknown_code", advice)
        elif depth.get(known[place.parent].level, 0) >= depth.get(place.level, 0):
            advice = f"Its parent “{place.parent}” is not of a wider level."
            reading.wrong("places.csv", where, "pack.level_order", advice)


def _check_references(reading: Reading, pack: "Pack") -> None:
    units = {place.code for place in pack.places}
    actors = {actor.code for actor in pack.actors}
    used: list[tuple[str, str, str, set[str]]] = []
    for succession in pack.successions:
        where = f"{succession.predecessor} to {succession.successor}"
        used += [("succession.csv", where, succession.predecessor, units)]
        used += [("succession.csv", where, succession.successor, units)]
    used += [("tiles.csv", f"code {tile.code}", tile.code, units) for tile in pack.tiles]
    used += [("control.toml", f"unit {item.unit}", item.unit, units) for item in pack.control]
    used += [
        ("control.toml", f"unit {item.unit}", item.administered_with, units)
        for item in pack.control
        if item.administered_with
    ]
    used += [("control.toml", f"authority {a.key}", a.actor, actors) for a in pack.authorities]
    used += [
        ("actors.toml", f"actor {actor.code}", actor.parent, actors)
        for actor in pack.actors
        if actor.parent
    ]
    used += [
        ("pack.toml", f"comparable {c.key}", u, units) for c in pack.comparables for u in c.units
    ]
    for file, where, code, known in used:
        if code not in known:
            reading.wrong(file, where, "pack.unknown_code", f"Nothing has the code “{code}”.")
    for code in _repeated(actor.code for actor in pack.actors):
        reading.wrong("actors.toml", f"actor {code}", "pack.repeated", "Give each code once.")


def _check_sources(reading: Reading, pack: "Pack") -> None:
    known = {source.key for source in pack.sources}
    for file, where, source in _cited(pack):
        if source and source not in known:
            advice = f"Describe the source “{source}” in pack.toml."
            reading.wrong(file, where, "pack.unknown_source", advice)


def _cited(pack: "Pack") -> Iterator[tuple[str, str, str]]:
    for place in pack.places:
        yield "places.csv", f"code {place.code}", place.source
        for source in place.name_sources.values():
            yield "places.csv", f"code {place.code}", source
        for spelling in place.spellings:
            yield "names.csv", f"code {place.code}", spelling.source
    presence = pack.presence
    for statement in presence.statements:
        yield "presence.toml", f"statement {statement.key}", statement.source
    for mandate in presence.mandates:
        yield "presence.toml", f"mandate {mandate.resolution}", mandate.source
    for office in presence.offices:
        yield "presence.toml", f"office {office.code}", office.source
    for coverage in presence.coverage:
        yield "presence.toml", f"coverage of {coverage.office}", coverage.source
    for fact in presence.facts:
        yield "presence.toml", f"fact {fact.key}", fact.source
    for item in pack.control:
        yield "control.toml", f"unit {item.unit}", item.source
    for actor in pack.actors:
        yield "actors.toml", f"actor {actor.code}", actor.source


def _check_offices(reading: Reading, pack: "Pack") -> None:
    offices, units = pack.presence.offices, {place.code for place in pack.places}
    for code in _repeated(office.code for office in offices):
        reading.wrong("presence.toml", f"office {code}", "pack.repeated", "Give each code once.")
    for office in offices:
        where = f"office {office.code}"
        if not (office.prefix.isascii() and office.prefix.isalpha() and office.prefix.isupper()):
            reading.wrong("presence.toml", where, "pack.prefix", "Use capital letters A to Z.")
        if office.place not in units:
            reading.wrong("presence.toml", where, "pack.unknown_code", "Its place is not a unit.")


def _check_coverage(reading: Reading, pack: "Pack") -> None:
    """On every day of the presence each unit of the first level has exactly one office."""
    codes = {office.code for office in pack.presence.offices}
    units = {place.code for place in pack.places}
    for coverage in pack.presence.coverage:
        for code in (coverage.office, *coverage.units):
            if code not in codes | units:
                advice = f"Nothing has the code “{code}”."
                reading.wrong("presence.toml", "coverage", "pack.unknown_code", advice)
    if len(pack.levels) < 2:
        return
    for on in coverage_days(pack.presence):
        for unit, offices in offices_on(pack, on).items():
            if len(offices) != 1:
                advice = f"{unit} has {len(offices)} offices on {on}; it needs exactly one."
                reading.wrong("presence.toml", "coverage", "pack.coverage", advice)


def coverage_days(presence: "Presence") -> list[date]:
    """Give the days on which coverage may change: checking these checks every day."""
    days = {presence.began, presence.ended or presence.began}
    for period in (coverage.valid for coverage in presence.coverage):
        days |= {day for day in (period.first, period.last) if day}
        days |= {period.last + timedelta(days=1)} if period.last else set()
    last = presence.ended or max(days)
    return sorted(day for day in days if presence.began <= day <= last)


def offices_on(pack: "Pack", on: date) -> dict[str, list[str]]:
    """Give the offices of each unit of the first level below the country on one day."""
    first = pack.levels[1].key
    units = [place.code for place in pack.places if place.level == first and place.valid.holds(on)]
    return {
        unit: [
            coverage.office
            for coverage in pack.presence.coverage
            if unit in coverage.units and coverage.valid.holds(on)
        ]
        for unit in units
    }
