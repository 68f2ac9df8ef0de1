"""Reading actors.toml."""

from sijill.reference.actors import ActorCategory, NotAnActor
from sijill.reference.reading import Entry, Reading

GROUPS = ("state", "regional", "non_state", "foreign", "private", "unidentified")
AGENCY = {"yes": True, "no": False, "unknown": None}


def read_actors(reading: Reading) -> tuple[tuple[ActorCategory, ...], tuple[NotAnActor, ...]]:
    """Read the categories and the labels that name no actor."""
    file = reading.toml("actors.toml")
    actors = tuple(_actor(entry) for entry in file.tables("actor"))
    others = tuple(
        NotAnActor(
            entry.text("key"), entry.label("label"), entry.texts("texts"), entry.text("source")
        )
        for entry in file.tables("not_an_actor")
    )
    return actors, others


def _actor(entry: Entry) -> ActorCategory:
    return ActorCategory(
        code=entry.text("code"),
        label=entry.label("label"),
        group=entry.choice("group", GROUPS),
        state_agent=AGENCY.get(entry.choice("state_agent", tuple(AGENCY))),
        variants=entry.texts("variants"),
        parent=entry.text("parent", "") or None,
        state=entry.text("state", "") or None,
        valid=entry.period(),
        source=entry.text("source"),
        note=entry.text("note", ""),
    )
