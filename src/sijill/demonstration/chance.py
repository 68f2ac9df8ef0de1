"""Seeded chance: what happens in the synthetic office, as plain rows."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 20250505


@dataclass(frozen=True)
class Person:
    """An invented person."""

    name: str
    sex: str
    age: int
    child: bool
    language: str


@dataclass(frozen=True)
class Happening:
    """One invented incident, before anything of Sijill touches it."""

    key: str
    day: date
    place: str
    kind: str
    cause: str
    acts: tuple[str, ...]
    actor: str
    language: str
    title: str
    killed: int
    injured: int
    affected: int
    people: tuple[Person, ...]


class Chance:
    """The generator. Equal seeds give equal happenings."""

    def __init__(
        self, folder: Path, places: list[tuple[str, str, dict[str, str]]], seed: int
    ) -> None:
        """places: (area code, place code, names by language) of districts and towns."""
        self._random = random.Random(seed)  # noqa: S311 - a demonstration wants the same dice
        self._said = tomllib.loads((folder / "demonstration.toml").read_text())
        self._places: dict[str, list[tuple[str, dict[str, str]]]] = {}
        for area, code, names in places:
            self._places.setdefault(area, []).append((code, names))
        weights = self._said["weights"]
        self._areas = [area for area in weights if area in self._places]
        self._weights = [weights[area] for area in self._areas]

    def happenings(self, count: int) -> Iterator[Happening]:
        """So many incidents, oldest first."""
        end: date = self._said["reference_day"]
        span = 30 * int(self._said["months"])
        days = sorted(self._random.randrange(span) for _ in range(count))
        for number, offset in enumerate(days):
            yield self._one(f"TRIAL-{number + 1:05d}", end - timedelta(days=span - offset))

    def account(self, who: str, language: str) -> str:
        """What an invented witness tells."""
        return str(self._said["accounts"][language]).format(who=who)

    def person(self) -> Person:
        """Somebody who never lived."""
        pool = self._random.choice(self._said["names"])
        sex = self._random.choices(["sex.man", "sex.woman"], [72, 28])[0]
        given = self._random.choice(pool["men" if sex == "sex.man" else "women"])
        father, grandfather = self._random.choices(pool["men"], k=2)
        child = self._random.random() < 0.17
        age = self._random.randint(3, 17) if child else self._random.randint(18, 74)
        name = f"{given} {father} {grandfather} {pool['family']}"
        return Person(name, sex, age, child, pool["language"])

    def choose(self, options: list[Any], weights: list[int] | None = None) -> Any:
        """One of several."""
        return self._random.choices(options, weights)[0]

    def likely(self, share: float) -> bool:
        """True so often."""
        return self._random.random() < share

    def _one(self, key: str, day: date) -> Happening:
        event = self.choose(self._said["event"], [e["weight"] for e in self._said["event"]])
        area = self.choose(self._areas, self._weights)
        place, names = self._random.choice(self._places[area])
        language = self.choose(["ar", "en", "ckb"], [6, 3, 2])
        title = self._random.choice(event[language])
        place_name = names.get(language) or names.get("ar") or names.get("en") or place
        deadly = "act.killing_in_attack" in event["acts"]
        harmed = "act.injury" in event["acts"]
        killed = self.choose([0, 1, 2, 3, 5, 9], [30, 40, 16, 8, 4, 2]) if deadly else 0
        injured = self.choose([0, 1, 2, 4, 7, 15], [35, 28, 17, 11, 6, 3]) if harmed else 0
        affected = 0 if killed or injured else self.choose([1, 2, 3], [70, 20, 10])
        people = tuple(self.person() for _ in range(max(1, min(killed + injured + affected, 4))))
        return Happening(
            key=key,
            day=day,
            place=place,
            kind=event["kind"],
            cause=event["cause"],
            acts=tuple(event["acts"]),
            actor=self._random.choice(event["actors"]),
            language=language,
            title=title.format(place=place_name),
            killed=killed,
            injured=injured,
            affected=affected,
            people=people,
        )
