"""A country's standing rules: its week, calendars, numbers, thresholds and spelling habits."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.reference.labels import Label
from sijill.reference.places import Level
from sijill.reference.reading import Entry

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CALENDARS = ("gregorian", "hijri", "kurdish")
DIGITS = ("latn", "arab", "arabext")


@dataclass(frozen=True)
class Suppression:
    """Cells under these counts are not published; children and sexual violence ask for more."""

    default: int
    children: int
    sexual_violence: int


@dataclass(frozen=True)
class NearestRule:
    """Where a point goes when no boundary holds it, by kilometres to the nearest known place.

    Up to ``place_km`` it is at the place; up to ``district_km`` in the unit above it; up to
    ``limit_km`` in the unit above that; farther it is nowhere.
    """

    place_km: float = 3.0
    district_km: float = 20.0
    limit_km: float = 150.0


@dataclass(frozen=True)
class SpellingRule:
    """Articles that come and go in Latin spellings; words that make a text a description."""

    articles: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """Everything of the country that is a rule and not a record."""

    timezone: str
    weekend: tuple[int, ...]  # Monday is 0, as in datetime
    calendars: tuple[str, ...]
    default_calendar: str
    default_language: str
    digits: Mapping[str, str]
    suppression: Suppression
    registry_birthdays: tuple[tuple[int, int], ...]  # (month, day) that stand for "year only"
    minimum_standard: str
    boundary_note: Label
    nearest: NearestRule
    spelling: SpellingRule


def read_rules(manifest: Entry) -> Rules:
    """Read ``[settings]`` and ``[spelling]`` of a pack's manifest."""
    settings, spelling = manifest.table("settings"), manifest.table("spelling")
    languages = manifest.reading.languages
    calendars = settings.texts("calendars")
    for calendar in calendars:
        if calendar not in CALENDARS:
            settings.wrong(
                "calendars", "pack.not_a_choice", f"Known calendars: {', '.join(CALENDARS)}."
            )
    digits = settings.table("digits")
    return Rules(
        timezone=_timezone(settings),
        weekend=_weekend(settings),
        calendars=calendars,
        default_calendar=settings.choice("default_calendar", calendars or CALENDARS),
        default_language=settings.choice("default_language", languages),
        digits={language: digits.choice(language, DIGITS, "latn") for language in languages},
        suppression=_suppression(settings.table("suppression")),
        registry_birthdays=_birthdays(settings),
        minimum_standard=settings.text("minimum_standard"),
        boundary_note=settings.label("boundary_note"),
        nearest=_nearest(settings.table("nearest")),
        spelling=SpellingRule(spelling.texts("articles"), spelling.texts("vague")),
    )


def read_levels(manifest: Entry) -> tuple[Level, ...]:
    """Read the ranks of units, from the widest to the narrowest."""
    return tuple(
        Level(
            key=entry.text("key"),
            depth=depth,
            label=entry.label("label"),
            qualifiers=entry.texts("qualifiers"),
            admin=None if entry.content.get("admin") is None else int(entry.number("admin")),
        )
        for depth, entry in enumerate(manifest.tables("level"))
    )


def _timezone(settings: Entry) -> str:
    name = settings.text("timezone")
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        settings.wrong("timezone", "pack.timezone", f"“{name}” is no time zone; see the tz list.")
    return name


def _weekend(settings: Entry) -> tuple[int, ...]:
    days = settings.texts("weekend")
    for day in days:
        if day not in WEEKDAYS:
            settings.wrong("weekend", "pack.not_a_choice", f"Name a day: {', '.join(WEEKDAYS)}.")
    return tuple(sorted(WEEKDAYS.index(day) for day in days if day in WEEKDAYS))


def _suppression(entry: Entry) -> Suppression:
    default, children, sexual = (
        int(entry.number(key)) for key in ("default", "children", "sexual_violence")
    )
    if min(default, children, sexual) < 2:
        # A threshold of one lets a table point at a single person.
        entry.wrong("default", "pack.threshold", "Thresholds begin at 2.")
    return Suppression(default, children, sexual)


def _birthdays(settings: Entry) -> tuple[tuple[int, int], ...]:
    found = []
    for text in settings.texts("registry_birthdays"):
        month, _, day = text.partition("-")
        if month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            found.append((int(month), int(day)))
        else:
            settings.wrong("registry_birthdays", "pack.not_date", "Write month-day, as 07-01.")
    return tuple(found)


def _nearest(entry: Entry) -> NearestRule:
    usual = NearestRule()
    return NearestRule(
        entry.number("place_km", usual.place_km),
        entry.number("district_km", usual.district_km),
        entry.number("limit_km", usual.limit_km),
    )
