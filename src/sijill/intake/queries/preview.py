"""Previews of staged files, and what a mapping editor offers."""

from __future__ import annotations

import re
from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sijill.intake.actions.imports import mapping_of
from sijill.intake.channels.spreadsheet.guess import guess
from sijill.intake.channels.spreadsheet.mapping import FileMapping
from sijill.intake.channels.spreadsheet.mapping_file import NAME_PARTS, from_definition
from sijill.intake.channels.spreadsheet.preview import Preview, preview_plain, preview_with
from sijill.intake.files import open_file
from sijill.intake.models import ImportRun, Mapping
from sijill.intake.reading import options_of
from sijill.intake.world import known_keys, surroundings
from sijill.reference.queries import actor_index, in_language, terms
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer, bind


@dataclass(frozen=True)
class Option:
    """One value a mapping field may take."""

    value: str
    label: str


def preview(
    viewer: Viewer, run: ImportRun, mapping: Mapping | Pairs[str, Any] | None = None
) -> Preview:
    """The first rows of a staged file as a mapping reads them; without one, with a guessed
    definition. Raises Problem ``spreadsheet.*``, MappingProblem, Denied."""
    viewer.check(Permission.IMPORT)
    with open_file(run.vault_key) as source:
        return preview_file(viewer, source, run.file_name, mapping)


def preview_file(
    viewer: Viewer, source: BinaryIO, name: str, mapping: Mapping | Pairs[str, Any] | None = None
) -> Preview:
    """The same for a file that is not staged."""
    viewer.check(Permission.IMPORT)
    if mapping is None:
        code = _code(name)
        return preview_plain(
            source, lambda columns, rows: guess(columns, rows, code=code, title=Path(name).stem)
        )
    chosen = checked(mapping)
    with bind(viewer):
        world = surroundings(viewer, chosen.language)
    return preview_with(source, chosen, options_of(chosen), world)


def checked(mapping: Mapping | Pairs[str, Any]) -> FileMapping:
    """A mapping, or MappingProblem with all that is wrong (``found``: code, field, params)."""
    if isinstance(mapping, Mapping):
        return mapping_of(mapping)
    return from_definition(mapping, knows=known_keys())


def mapping_choices(language: str) -> dict[str, list[Option]]:
    """What an editor offers: terms by vocabulary, actors, parts of names."""
    vocabularies = (
        "incident",
        "cause",
        "act",
        "status",
        "sex",
        "age",
        "source",
        "reliability",
        "credibility",
        "proximity",
        "material",
        "degree",
        "certainty",
    )
    offered = {
        name: [
            Option(term.key, in_language(term.label.texts, language).text) for term in terms(name)
        ]
        for name in vocabularies
    }
    offered["actor"] = [
        Option(actor.code, in_language(actor.label.texts, language).text)
        for actor in actor_index().actors.values()
    ]
    offered["name_part"] = [Option(part, part) for part in NAME_PARTS]
    return offered


def _code(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:60]
    return plain if len(plain) > 1 else "import"
