"""Reading presence.toml."""

from datetime import date

from sijill.reference.presence import (
    Coverage,
    Fact,
    Mandate,
    Office,
    Presence,
    SpokenLanguage,
    Statement,
)
from sijill.reference.reading import Entry, Reading

KINDS = (
    "title",
    "name",
    "engagement",
    "tagline",
    "mission",
    "paragraph",
    "representation",
    "integrated_mandate",
    "coordination",
    "pillar",
    "shift",
    "spotlight",
    "ended",
)


def read_presence(reading: Reading) -> Presence:
    """Read the dated statements, mandates, offices and coverage of a presence."""
    file = reading.toml("presence.toml")
    head = file.table("presence")
    return Presence(
        key=head.text("key"),
        began=_day(head, "engagement_began"),
        ended=head.day("engagement_ended", end=True),
        statements=tuple(_statement(entry) for entry in file.tables("statement")),
        facts=tuple(_fact(entry) for entry in file.tables("fact")),
        mandates=tuple(_mandate(entry) for entry in file.tables("mandate")),
        offices=tuple(_office(entry) for entry in file.tables("office")),
        coverage=tuple(_coverage(entry) for entry in file.tables("coverage")),
        languages=tuple(_language(entry) for entry in file.tables("language")),
    )


def _day(entry: Entry, key: str) -> date:
    found = entry.day(key)
    if found is None:
        entry.wrong(key, "pack.value_missing", f"Give “{key}” a date.")
    return found or date.min


def _statement(entry: Entry) -> Statement:
    return Statement(
        kind=entry.choice("kind", KINDS),
        key=entry.text("key"),
        label=entry.label("label"),
        detail=entry.label("detail", needed=False),
        valid=entry.period(),
        source=entry.text("source"),
        order=int(entry.number("order", 0)),
        note=entry.text("note", ""),
    )


def _fact(entry: Entry) -> Fact:
    return Fact(
        entry.text("key"),
        entry.text("value"),
        entry.period(),
        entry.text("source"),
        entry.text("note", ""),
    )


def _mandate(entry: Entry) -> Mandate:
    return Mandate(
        resolution=entry.text("resolution"),
        year=int(entry.number("year")),
        adopted=_day(entry, "adopted"),
        label=entry.label("label"),
        valid=entry.period(),
        source=entry.text("source"),
        note=entry.text("note", ""),
    )


def _office(entry: Entry) -> Office:
    opened = entry.day("opened")
    return Office(
        code=entry.text("code"),
        prefix=entry.text("prefix"),
        place=entry.text("place"),
        label=entry.label("label"),
        opened=opened,
        closed=entry.day("closed", end=True),
        opened_note=entry.label("opened_note", needed=opened is None),
        source=entry.text("source"),
        order=int(entry.number("order", 0)),
        note=entry.text("note", ""),
    )


def _coverage(entry: Entry) -> Coverage:
    return Coverage(
        entry.text("office"),
        entry.texts("units"),
        entry.period(),
        entry.text("source"),
        entry.text("note", ""),
    )


def _language(entry: Entry) -> SpokenLanguage:
    return SpokenLanguage(
        entry.text("key"),
        entry.label("label"),
        entry.choice("direction", ("ltr", "rtl")),
        entry.text("status"),
        entry.text("source"),
    )
