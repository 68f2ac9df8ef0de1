"""Reading a pack's geography: places.csv, towns.csv, names.csv, succession.csv, tiles.csv,
control.toml."""

from collections import defaultdict

from sijill.reference.labels import Label
from sijill.reference.places import (
    Authority,
    Comparable,
    Control,
    Place,
    Spelling,
    Succession,
    Tile,
)
from sijill.reference.reading import Entry, Reading

COLUMNS = (
    "code",
    "code_system",
    "level",
    "parent",
    "lon",
    "lat",
    "known_from",
    "valid_from",
    "valid_to",
    "source",
    "note",
)
CODE_SYSTEMS = ("cod-ab", "local")


def read_places(reading: Reading, levels: tuple[str, ...]) -> tuple[Place, ...]:
    """Read units and towns with every spelling of their names."""
    spellings = _spellings(reading)
    columns = (*COLUMNS, reading.languages[0] if reading.languages else "en")
    rows = [
        *reading.csv("places.csv", columns),
        *reading.csv("towns.csv", columns, needed=False),
    ]
    places = tuple(_place(row, levels, spellings) for row in rows)
    known = {place.code for place in places}
    for code in spellings.keys() - known:
        reading.wrong("names.csv", f"code {code}", "pack.unknown_code", "No place has this code.")
    return places


def _place(
    row: Entry, levels: tuple[str, ...], spellings: dict[str, tuple[Spelling, ...]]
) -> Place:
    code = row.text("code")
    return Place(
        code=code,
        level=row.choice("level", levels),
        parent=row.text("parent", "") or None,
        label=_name(row),
        spellings=spellings.get(code, ()),
        lon=row.optional_number("lon"),
        lat=row.optional_number("lat"),
        valid=row.period(),
        known_from=row.day("known_from"),
        local=row.choice("code_system", CODE_SYSTEMS) == "local",
        name_sources=_name_sources(row),
        source=row.text("source"),
        note=row.text("note", ""),
    )


def _name(row: Entry) -> Label:
    """A place needs its name in the first language only; the others are borrowed, marked.

    A name with a source of its own (``ckb_source``) is not yet read by a native reviewer.
    """
    languages = row.reading.languages
    row.text(languages[0])
    texts = {language: text for language in languages if (text := row.text(language, ""))}
    for language in texts:
        if f"{language}_source" in row.content and not row.text(f"{language}_source", ""):
            row.wrong(language, "pack.name_without_source", "State the source or leave it empty.")
    return Label(texts, frozenset(_name_sources(row)))


def _name_sources(row: Entry) -> dict[str, str]:
    return {
        language: source
        for language in row.reading.languages
        if (source := row.text(f"{language}_source", ""))
    }


def _spellings(reading: Reading) -> dict[str, tuple[Spelling, ...]]:
    found: dict[str, list[Spelling]] = defaultdict(list)
    columns = ("code", "language", "kind", "name", "source")
    for row in reading.csv("names.csv", columns, needed=False):
        kind = row.choice("kind", ("variant", "former"))
        spelling = Spelling(row.text("name"), row.text("language"), kind, row.text("source"))
        found[row.text("code")].append(spelling)
    return {code: tuple(spellings) for code, spellings in found.items()}


def read_successions(reading: Reading) -> tuple[Succession, ...]:
    """Read which unit stands where another stood, and from which day."""
    columns = ("predecessor", "successor", "on", "kind", "source", "note")
    successions = []
    for row in reading.csv("succession.csv", columns, needed=False):
        day = row.day("on")
        if day is None:
            row.wrong("on", "pack.value_missing", "Say from which day.")
            continue
        successions.append(
            Succession(
                row.text("predecessor"),
                row.text("successor"),
                day,
                row.choice("kind", ("replaced", "split")),
                row.text("source"),
                row.text("note", ""),
            )
        )
    return tuple(successions)


def read_control(reading: Reading) -> tuple[tuple[Authority, ...], tuple[Control, ...]]:
    """Read who administers what in fact."""
    if not (reading.folder / "control.toml").exists():
        return (), ()
    file = reading.toml("control.toml")
    authorities = tuple(
        Authority(
            entry.text("key"),
            entry.text("actor"),
            entry.label("label"),
            bool(entry.content.get("default", False)),
        )
        for entry in file.tables("authority")
    )
    keys = [authority.key for authority in authorities]
    return authorities, tuple(_control(entry, keys) for entry in file.tables("control"))


def _control(entry: Entry, authorities: list[str]) -> Control:
    return Control(
        unit=entry.text("unit"),
        administered_by=entry.choice("administered_by", authorities),
        administered_with=entry.text("administered_with", "") or None,
        basis=entry.choice("basis", ("de_jure", "de_facto", "disputed")),
        valid=entry.period(),
        confidence=entry.choice("confidence", ("high", "medium", "low")),
        source=entry.text("source"),
        note=entry.text("note", ""),
    )


def read_tiles(reading: Reading) -> tuple[Tile, ...]:
    """Read where each unit stands in the hex map."""
    return tuple(
        Tile(row.text("code"), int(row.number("col")), int(row.number("row")))
        for row in reading.csv("tiles.csv", ("code", "col", "row"), needed=False)
    )


def read_comparables(manifest: Entry) -> tuple[Comparable, ...]:
    """Read the sums that stay comparable across a boundary change (R8.02)."""
    return tuple(
        Comparable(
            entry.text("key"), entry.texts("units"), entry.label("label"), entry.label("reason")
        )
        for entry in manifest.tables("comparable")
    )
