"""The glossary of core official terms, each with a lead to where the wording is used."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).parent / "glossary.toml"
PROPOSED = "proposed"


@dataclass(frozen=True)
class Entry:
    """One term in three languages. A source lead says where to check; it proves nothing."""

    code: str
    en: str
    ar: str
    ckb: str
    source_ar: str
    source_ckb: str
    reviewed: frozenset[str]

    def proposed(self, language: str) -> bool:
        """Say whether the wording is our own proposal, without an official text behind it."""
        return {"ar": self.source_ar, "ckb": self.source_ckb}.get(language) == PROPOSED


def load_glossary(path: Path = SHIPPED) -> tuple[Entry, ...]:
    """Read the glossary in file order. Raises KeyError when an entry lacks a language or source."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Entry(
            code=item["code"],
            en=item["en"],
            ar=item["ar"],
            ckb=item["ckb"],
            source_ar=item["source"]["ar"],
            source_ckb=item["source"]["ckb"],
            reviewed=frozenset(item.get("reviewed", ())),
        )
        for item in content["entries"]
    )
