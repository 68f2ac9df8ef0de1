"""The figures of the house, as data: figures.toml says what each counts and how."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sijill.analyse.figures.units import Basis, Unit
from sijill.reference.labels import Label
from sijill.trust.access.errors import Absent

SHIPPED = Path(__file__).parent / "figures.toml"


@dataclass(frozen=True)
class Caveat:
    """A sentence that stands beside the numbers whenever ``when`` holds (always, or a fact)."""

    code: str
    when: str
    text: Label


@dataclass(frozen=True)
class Figure:
    """One declared question. ``threshold`` names the pack's suppression rule it is under.

    ``publishable`` False: seen at the desk, never prepared for publication.
    """

    code: str
    title: Label
    unit: Unit
    basis: Basis
    regime: str
    standard: str
    measures: tuple[str, ...]
    margins: tuple[str, ...]
    threshold: str
    publishable: bool
    incomplete_days: int
    method_version: str
    method: Label
    caveats: tuple[Caveat, ...]


@lru_cache(maxsize=1)
def figures() -> dict[str, Figure]:
    """Every declared figure by code."""
    content = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    caveats = {
        item["code"]: Caveat(item["code"], item["when"], _label(item["text"]))
        for item in content["caveat"]
    }
    return {item["code"]: _figure(item, caveats) for item in content["figure"]}


def figure(code: str) -> Figure:
    """The figure of a code; raises Absent figure.absent."""
    try:
        return figures()[code]
    except KeyError:
        raise Absent("figure.absent") from None


def _label(texts: dict[str, str]) -> Label:
    # No native speaker has read the translations yet: only English counts as reviewed.
    return Label(
        MappingProxyType({language: text.strip() for language, text in texts.items()}),
        frozenset(texts) - {"en"},
    )


def _figure(item: dict[str, Any], caveats: dict[str, Caveat]) -> Figure:
    return Figure(
        code=item["code"],
        title=_label(item["title"]),
        unit=Unit(item["unit"]),
        basis=Basis(item["basis"]),
        regime=item["regime"],
        standard=item["standard"],
        measures=tuple(item["measures"]),
        margins=tuple(item["margins"]),
        threshold=item["threshold"],
        publishable=item["publishable"],
        incomplete_days=item["incomplete_days"],
        method_version=item["method_version"],
        method=_label(item["method"]),
        caveats=tuple(caveats[code] for code in item["caveats"]),
    )
