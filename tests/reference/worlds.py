"""The two countries the tests know, and where the data of others may lie."""

from functools import cache
from pathlib import Path

from sijill.reference.gazetteer import Gazetteer
from sijill.reference.pack import Pack, load_pack

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared" / "data"
SPEC = PROJECT / "tests" / "spec"


@cache
def iraq() -> Pack:
    return load_pack(PROJECT / "packs" / "iraq")


@cache
def saldara() -> Pack:
    return load_pack(PROJECT / "tests" / "packs" / "saldara")


def gazetteer(pack: Pack) -> Gazetteer:
    return Gazetteer(
        pack.places,
        pack.levels,
        successions=pack.successions,
        spelling=pack.rules.spelling,
        nearest=pack.rules.nearest,
    )
