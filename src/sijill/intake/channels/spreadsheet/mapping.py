"""A mapping: how the columns of one kind of file become fields. Plain, frozen, checked.

Written as TOML by people and kept as JSON; ``mapping_file.py`` reads both. How to write one:
docs/mappings.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Key:
    """What makes a row itself. ``columns`` is the sender's own key; without it a row is known by
    file identity, its content and its occurrence number.

    identity: ``content`` (the bytes of the file: each file is a delivery of its own) or
    ``stream`` (all files of the stream are editions of one: what was there stays itself).
    """

    columns: tuple[str, ...] = ()
    identity: str = "content"

    @property
    def keyless(self) -> bool:
        return not self.columns


@dataclass(frozen=True)
class When:
    """Where the date stands. order: ``day_first``, ``month_first`` (for 03/04/2016)."""

    start: str
    end: str = ""
    order: str = "day_first"
    calendar: str = "gregorian"
    estimated: bool = False


@dataclass(frozen=True)
class Where:
    """Where the place stands: names from the widest to the narrowest, and a point."""

    path: tuple[str, ...] = ()
    longitude: str = ""
    latitude: str = ""


@dataclass(frozen=True)
class Choice:
    """A term: by a column whose values are translated, or the same for every row.

    A value that is not among ``values`` takes ``default``; without a default the row is rejected.
    """

    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""


@dataclass(frozen=True)
class Side:
    """A column that names somebody who acts. ``values`` translates its words to actor codes;
    what is not among them is looked up in the country pack; what that does not know is "unknown"
    with the reason kept."""

    key: str
    column: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    actor: str = ""
    degree: str = "degree.unknown"
    certainty: str = "certainty.alleged"


@dataclass(frozen=True)
class Group:
    """Victims counted, not named: columns with the least, best and most.

    by: the sides said to have done it. When exactly one of them names an actor it is that one;
    when several do, who of them did it is not known. status_of: the side whose actor decides the
    status (``state``, ``non_state``, ``other``), else ``status``. takes_rest: where the total's
    bounds reach beyond every counted group, this one carries them.
    """

    best: str
    act: str
    least: str = ""
    most: str = ""
    status: str = "answer.unknown"
    status_of: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)
    sex: str = "answer.unknown"
    age: str = "answer.unknown"
    by: tuple[str, ...] = ()
    takes_rest: bool = False


@dataclass(frozen=True)
class Total:
    """Columns with bounds of all groups together."""

    least: str = ""
    most: str = ""


@dataclass(frozen=True)
class PersonColumns:
    """One named victim a row. names: part of a name → column, in the order they are read
    (own, father, grandfather, great_grandfather, mother, laqab, nisba, kunya, alias, or ``full``).
    Everything here is sealed, sex and age group apart."""

    names: Mapping[str, str]
    act: Choice
    sex: Choice = field(default_factory=lambda: Choice(default="answer.unknown"))
    age_group: Choice = field(default_factory=lambda: Choice(default="answer.unknown"))
    status: Choice = field(default_factory=lambda: Choice(default="answer.unknown"))
    age: str = ""
    born: str = ""
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sender:
    """The source every drafted incident cites. name: may be said openly, never a person."""

    name: str
    kind: str = "source.dataset"
    reliability: str = "reliability.f"
    credibility: str = "credibility.6"
    proximity: str = "proximity.unknown"
    material: str = "material.data"
    cite: str = ""


@dataclass(frozen=True)
class Texts:
    """Templates of neutral text. ``{column}`` may name columns in ``safe`` only, besides
    {place}, {area}, {date}, {kind}; ``safe`` promises that a column names no person."""

    title: str
    summary: str = ""
    safe: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficeRule:
    """Which office a row belongs to: ``place`` (whoever covers it), or a fixed code."""

    by: str = "place"
    fixed: str = ""


@dataclass(frozen=True)
class FileRules:
    """What is known of the file: empty means found out when it is opened."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 1


@dataclass(frozen=True)
class FileMapping:
    """A whole mapping. ``stream`` names the partner's series of files: keys are unique in it."""

    code: str
    title: str
    stream: str
    language: str
    key: Key
    occurred: When
    place: Where
    kind: Choice
    texts: Texts
    sender: Sender
    cause: Choice = field(default_factory=lambda: Choice(default="cause.unknown"))
    sides: tuple[Side, ...] = ()
    groups: tuple[Group, ...] = ()
    total: Total = field(default_factory=Total)
    person: PersonColumns | None = None
    office: OfficeRule = field(default_factory=OfficeRule)
    file: FileRules = field(default_factory=FileRules)
    conflict_link: str = ""
    version: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the mapping reads, each once, in the order of the fields."""
        return tuple(dict.fromkeys(column for _, column in self.fields if column))

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Which field reads which column: ("occurred.start", "start_date") and so on."""
        found = [("key", column) for column in self.key.columns]
        found += [("occurred.start", self.occurred.start), ("occurred.end", self.occurred.end)]
        found += [("place.path", column) for column in self.place.path]
        found += [
            ("place.longitude", self.place.longitude),
            ("place.latitude", self.place.latitude),
        ]
        found += [("kind", self.kind.column), ("cause", self.cause.column)]
        found += [(f"side.{side.key}", side.column) for side in self.sides]
        for number, group in enumerate(self.groups, start=1):
            found += [
                (f"group.{number}.{name}", getattr(group, name))
                for name in ("least", "best", "most")
            ]
        found += [("total.least", self.total.least), ("total.most", self.total.most)]
        if self.person is not None:
            person = self.person
            found += [(f"person.{part}", column) for part, column in person.names.items()]
            found += [("person.age", person.age), ("person.born", person.born)]
            found += [
                (f"person.{name}", getattr(person, name).column)
                for name in ("act", "sex", "age_group", "status")
            ]
        return tuple(pair for pair in found if pair[1])
