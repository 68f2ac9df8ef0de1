"""A named victim of a row: names as ordered parts, age, birth. Everything sealed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sijill.base.dates import DateProblem, PartialDate, age_on, birth
from sijill.base.text import script_of
from sijill.intake.channels.spreadsheet.counts import CountProblem, read_count
from sijill.intake.channels.spreadsheet.mapping import Choice, FileMapping, PersonColumns
from sijill.intake.parsed import ParsedActor, ParsedPerson

OLDEST = 125
ADULT = 18
# A name given as one text: its words in the order they are said.
IN_ORDER = ("own", "father", "grandfather", "great_grandfather")


def read_person(
    rules: PersonColumns,
    cell: Callable[[str], str],
    wrong: Callable[..., None],
    term: Callable[[Choice, str], str],
    by: tuple[ParsedActor, ...],
    occurred: PartialDate | None,
    mapping: FileMapping,
) -> ParsedPerson | None:
    """Give the person of a row, or None when no name is given."""
    parts = _parts(rules, cell)
    act = term(rules.act, "person.act")
    sex = term(rules.sex, "person.sex")
    age_group = term(rules.age_group, "person.age_group")
    status = term(rules.status, "person.status")
    years = _years(cell(rules.age), rules.age, wrong)
    born = _born(cell(rules.born), rules.born, wrong, mapping)
    if not parts and not rules.names:
        return None
    names = (
        (
            {
                "script": script_of(" ".join(p["text"] for p in parts)),
                "language": mapping.language,
                "parts": parts,
            },
        )
        if parts
        else ()
    )
    return ParsedPerson(
        names=names,
        act=act,
        status=status,
        sex=sex,
        age_group=_group(age_group, years, born, occurred),
        age_years=years,
        born=born,
        by=by,
    )


def _parts(rules: PersonColumns, cell: Callable[[str], str]) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for kind, column in rules.names.items():
        text = " ".join(cell(column).split())
        if text and kind == "full":
            # Not split: which word is whose name cannot be seen from the text.
            parts.append({"kind": "full", "text": text})
        elif text:
            parts.append({"kind": kind, "text": text})
    return parts


def _years(text: str, column: str, wrong: Callable[..., None]) -> int | None:
    try:
        years = read_count(text)
    except CountProblem as problem:
        wrong(problem.code, column)
        return None
    if years is not None and years > OLDEST:
        wrong("age.impossible", column)
        return None
    return years


def _born(
    text: str, column: str, wrong: Callable[..., None], mapping: FileMapping
) -> PartialDate | None:
    if not text:
        return None
    try:
        # 1 July and the pack's other registry days lose their false day (R8.07).
        return birth(text, month_first=mapping.occurred.order == "month_first")
    except DateProblem as problem:
        wrong(problem.code, column)
        return None


def _group(
    stated: str, years: int | None, born: PartialDate | None, occurred: PartialDate | None
) -> str:
    """Adult or child, from what was stated first, from the age or birth only when that is sure."""
    if not stated.startswith("answer."):
        return stated
    least: int | None = years
    most: int | None = years
    if years is None and born is not None and occurred is not None:
        try:
            least, most = age_on(born, occurred)
        except DateProblem:
            return stated
    if least is not None and least >= ADULT:
        return "age.adult"
    if most is not None and most < ADULT:
        return "age.child"
    return stated
