"""A made-up partner's spreadsheet, imported through the same door as a real one."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sijill.demonstration.chance import Chance, Happening
from sijill.intake.actions.imports import start_import
from sijill.intake.models import ImportRun
from sijill.record.incidents.tasks import read_on
from sijill.trust.access.viewer import Viewer

# Column of the sheet → act, sex and age of the group it counts.
GROUPS = {
    "killed_men": ("act.killing_in_attack", "sex.man", "age.adult"),
    "killed_women": ("act.killing_in_attack", "sex.woman", "age.adult"),
    "killed_boys": ("act.killing_in_attack", "sex.man", "age.child"),
    "killed_girls": ("act.killing_in_attack", "sex.woman", "age.child"),
    "killed_unknown": ("act.killing_in_attack", "answer.unknown", "answer.unknown"),
    "injured_men": ("act.injury", "sex.man", "age.adult"),
    "injured_women": ("act.injury", "sex.woman", "age.adult"),
    "injured_boys": ("act.injury", "sex.man", "age.child"),
    "injured_girls": ("act.injury", "sex.woman", "age.child"),
    "injured_unknown": ("act.injury", "answer.unknown", "answer.unknown"),
}
SHARES = [52, 17, 9, 6, 16]


def import_sheet(
    happenings: Iterable[Happening],
    chance: Chance,
    places: dict[str, tuple[str, str]],
    folder: Path,
    *,
    by: Viewer,
    progress: Callable[[int], object],
) -> ImportRun:
    """Write the sheet, import it as the information manager would, remove it.

    places: code → (name of the area, name of the place) as a partner would write them.
    """
    told = list(happenings)
    others = sorted({act for h in told for act in h.acts if h.affected})
    path = folder / "synthetic-monitoring-network.csv"
    _write(path, told, others, chance, places)
    run = start_import(
        by=by, path=path, name=path.name, mapping=_mapping(told, others), defer=False
    )
    path.unlink()
    seen = 0

    def moved(now: ImportRun) -> None:
        nonlocal seen
        progress(now.cursor - seen)
        seen = now.cursor

    return read_on(run.pk, by, moved)


def _write(
    path: Path,
    told: list[Happening],
    others: list[str],
    chance: Chance,
    places: dict[str, tuple[str, str]],
) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        sheet = csv.writer(out)
        sheet.writerow(
            [
                "key",
                "day",
                "governorate",
                "place",
                "kind",
                "cause",
                "actor",
                *GROUPS,
                *(_column(act) for act in others),
            ]
        )
        for happening in told:
            sheet.writerow(_row(happening, others, chance, places))


def _row(
    happening: Happening, others: list[str], chance: Chance, places: dict[str, tuple[str, str]]
) -> list[Any]:
    counts = dict.fromkeys(GROUPS, 0)
    for prefix, number in (("killed", happening.killed), ("injured", happening.injured)):
        columns = [name for name in GROUPS if name.startswith(prefix)]
        for _ in range(number):
            counts[chance.choose(columns, SHARES)] += 1
    day = happening.day.isoformat()
    # A partner does not always know the day, and never pretends to.
    if chance.likely(0.04):
        day = day[:7]
    rest = [happening.affected if happening.acts[0] == act else 0 for act in others]
    return [
        happening.key,
        day,
        *places[happening.place],
        happening.kind,
        happening.cause,
        happening.actor,
        *counts.values(),
        *rest,
    ]


def _column(act: str) -> str:
    return act.partition(".")[2]


def _mapping(told: list[Happening], others: list[str]) -> dict[str, Any]:
    groups = [
        {
            "best": column,
            "act": act,
            "sex": sex,
            "age": age,
            "status": "status.civilian",
            "by": ["actor"],
        }
        for column, (act, sex, age) in GROUPS.items()
    ]
    groups += [
        {"best": _column(act), "act": act, "status": "status.civilian", "by": ["actor"]}
        for act in others
    ]
    return {
        "format": 1,
        "code": "synthetic-network",
        "title": "Synthetic monitoring network (trial)",
        "stream": "synthetic-network",
        "language": "en",
        "key": {"columns": ["key"]},
        "occurred": {"start": "day"},
        "place": {"path": ["governorate", "place"]},
        "kind": {"column": "kind", "values": _same(h.kind for h in told)},
        "cause": {"column": "cause", "values": _same(h.cause for h in told)},
        "side": [{"key": "actor", "column": "actor", "values": _same(h.actor for h in told)}],
        "group": groups,
        "source": {
            "name": "Synthetic monitoring network (trial)",
            "kind": "source.monitor_network",
            "reliability": "reliability.c",
            "credibility": "credibility.3",
        },
        "text": {
            "title": "{kind}, {place}, {date}",
            "safe": ["key"],
            "summary": "Row {key} of the synthetic network's sheet.",
        },
        "office": {"by": "place"},
    }


def _same(keys: Iterable[str]) -> dict[str, str]:
    return {key: key for key in sorted(set(keys))}
