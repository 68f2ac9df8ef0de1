"""Casualty tables against tests/spec/casualties.md: what is counted, and where."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sijill.analyse.figures.queries import casualty_tables, unverified_tables
from sijill.analyse.figures.tables import CasualtyTables
from sijill.record.people.models import Person
from sijill.trust.access.viewer import Viewer
from sijill.verify.actions import confirm_finding, propose_finding, return_finding
from sijill.verify.models import Finding
from tests.cast import Cast
from tests.verify.world import Case, Harm, add_victim, make_case

pytestmark = pytest.mark.django_db

SPEC = Path(__file__).resolve().parents[1] / "spec" / "casualties.md"
YEAR = date(2025, 1, 1), date(2025, 12, 31)
GROUP = re.compile(r"(G\d+) (\d+) \((\d+)-(\d+)\)")


def sections() -> dict[str, dict[str, list[dict[str, str]]]]:
    """Each section's tables by their heading."""
    found = {}
    for section in SPEC.read_text(encoding="utf-8").split("\n## ")[1:]:
        title, *parts = re.split(r"\n### ", section)
        tables = {}
        for part in parts:
            lines = [line for line in part.splitlines() if line.startswith("|")]
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            tables[part.splitlines()[0]] = [
                dict(zip(rows[0], row, strict=True)) for row in rows[2:]
            ]
        found[title.splitlines()[0]] = tables
    return found


SECTIONS = sections()


class Office:
    """Records what a table says, and has two people confirm what it says."""

    def __init__(self, cast: Cast) -> None:
        self.author, self.second = cast.viewer("documenter"), cast.viewer("verifier")
        self.cases: dict[str, Case] = {}
        self.people: dict[str, Person] = {}

    def record(self, row: dict[str, str]) -> None:
        case = self.cases.get(row["Incident"]) or self._open(row)
        start = len(case.acts)
        code, harm = self._harm(row)
        self.people[code] = add_victim(by=self.author, case=case, harm=harm)
        if row["Finding"]:
            on_act = row["Finding"].startswith("act: ")
            self.find(
                case, row["Finding"].removeprefix("act: "), act=case.acts[start] if on_act else None
            )

    def _open(self, row: dict[str, str]) -> Case:
        first, _, last = row["Date"].partition("..")
        day = None if first == "unknown" else date.fromisoformat(first)
        case = make_case(
            by=self.author,
            day=day,
            last=date.fromisoformat(last) if last else None,
            area=row["Place"] or None,
            harms=(),
            pieces=({}, {"stance": "stance.contradicts"}),
        )
        return self.cases.setdefault(row["Incident"], case)

    def _harm(self, row: dict[str, str]) -> tuple[str, Harm]:
        acts = tuple(f"act.{code}" for code in row["Acts"].split())
        more: dict[str, Any] = {}
        if row.get("As"):
            lists = ("sex", "age", "cause", "status")
            more = {
                name: code if "." in code else f"{name}.{code}"
                for name, code in zip(lists, row["As"].split(), strict=True)
            }
        if group := GROUP.fullmatch(row["Victim"]):
            best, least, most = map(int, group.groups()[1:])
            return group[1], Harm(acts, counts=(least, best, most), **more)
        code, _, owner = row["Victim"].partition(" of ")
        return code, Harm(acts, person=self.people.get(code), group=self.people.get(owner), **more)

    def find(self, case: Case, outcome: str, act: Any = None, supersedes: Any = None) -> Any:
        if outcome == "none":
            return None
        fate = outcome if outcome in ("waiting", "returned") else "confirmed"
        finding = propose_finding(
            by=self.author,
            incident=case.incident,
            act=act,
            regime="regime.casualty",
            question="question.act_occurred",
            standard="standard.reasonable_grounds",
            outcome="outcome.established" if fate != "confirmed" else f"outcome.{outcome}",
            reasons="As recorded.",
            basis=case.pieces,
            supersedes=supersedes,
        )
        if fate == "returned":
            return_finding(by=self.second, finding=finding, note="who saw it?")
        if fate == "confirmed":
            confirm_finding(by=self.second, finding=finding)
        return finding


@pytest.mark.parametrize("title", [t for t in SECTIONS if "Counted" in SECTIONS[t]])
def test_worked_table(title: str, cast: Cast) -> None:
    office = Office(cast)
    for row in SECTIONS[title]["Recorded"]:
        office.record(row)
    viewer = cast.viewer("verifier")
    verified, unverified = casualty_tables(viewer, *YEAR), unverified_tables(viewer, *YEAR)
    for row in SECTIONS[title]["Counted"]:
        found = [_asked(row["What"], verified, unverified, name) for name in ("killed", "injured")]
        assert found == [int(row["Killed"]), int(row["Injured"])], row["What"]
    _margins_agree(verified)
    _margins_agree(unverified)


def _asked(what: str, verified: CasualtyTables, unverified: CasualtyTables, name: str) -> int:
    measure = verified.measure(name)
    if what == "unverified":
        return unverified.measure(name).best
    if what in ("all", "least", "most", "unplaced"):
        return int(getattr(measure, "best" if what == "all" else what))
    margin, row, column = what.split()
    return measure.margin(margin).value(row, column)


def _margins_agree(tables: CasualtyTables) -> None:
    """What is published together must add up to one total, or nothing protects it."""
    for measure in tables.measures:
        assert {margin.total for margin in measure.margins} == {measure.best}
        assert measure.least <= measure.best <= measure.most


def test_as_findings_stood(cast: Cast) -> None:
    """Everything is counted through findings as they stood at a moment."""
    office, viewer = Office(cast), cast.viewer("verifier")
    case = make_case(
        by=office.author, day=date(2025, 3, 10), pieces=({}, {"stance": "stance.contradicts"})
    )
    older, moments = None, []
    steps = SECTIONS["As findings stood"]["Steps"]
    for step in steps:
        older = office.find(case, step["Finding"], supersedes=older)
        moments.append(timezone.now())
    for step, moment in zip(steps, moments, strict=True):
        verified = casualty_tables(viewer, *YEAR, moment)
        unverified = unverified_tables(viewer, *YEAR, moment)
        found = [str(t.measure("killed").best) for t in (verified, unverified)]
        assert found == [step["Verified"], step["Unverified"]], step
        assert verified.moment == moment


def test_a_finding_on_status_overrides_what_was_entered(cast: Cast) -> None:
    office, viewer = Office(cast), cast.viewer("verifier")
    case = make_case(by=office.author, day=date(2025, 3, 10), harms=(Harm(), Harm()))
    office.find(case, "established")
    finding = propose_finding(
        by=office.author,
        incident=case.incident,
        act=case.acts[0],
        regime="regime.casualty",
        question="question.person_status",
        outcome="outcome.established",
        standard="standard.reasonable_grounds",
        reasons="Wore a uniform.",
        basis=case.pieces,
        person_status="status.soldier",
    )
    confirm_finding(by=office.second, finding=finding)
    margin = casualty_tables(viewer, *YEAR).measure("killed").margin("cause_status")
    assert margin.value("cause.small_arms", "status.armed_forces") == 1
    assert margin.value("cause.small_arms", "status.civilian") == 1


class TestSight:
    """What someone may not see is not in their number, and the answer says so."""

    def test_other_offices_rows_are_not_counted(self, cast: Cast) -> None:
        for who in ("documenter", "stranger"):
            author = cast.viewer(who)
            case = make_case(by=author, day=date(2025, 3, 10))
            confirm_finding(by=cast.viewer("adviser"), finding=_established(case, author))
        own = casualty_tables(cast.viewer("verifier"), *YEAR)
        every = casualty_tables(cast.viewer("manager"), *YEAR)
        assert (own.measure("killed").best, every.measure("killed").best) == (1, 2)
        assert "offices" in own.caveats and "offices" not in every.caveats

    def test_compartments_are_left_out_and_said(self, cast: Cast) -> None:
        author = cast.viewer("adviser")
        case = make_case(by=author, day=date(2025, 3, 10), compartments=("children",))
        _grant_second_adviser(cast)
        confirm_finding(by=cast.viewer("head"), finding=_established(case, author))
        seen = casualty_tables(cast.viewer("adviser"), *YEAR)
        unseen = casualty_tables(cast.viewer("verifier"), *YEAR)
        assert (seen.measure("killed").best, unseen.measure("killed").best) == (1, 0)
        assert "compartments" in unseen.caveats

    def test_late_and_recent_are_said(self, cast: Cast) -> None:
        office = Office(cast)
        case = make_case(by=office.author, day=date(2025, 3, 10))
        office.find(case, "established")
        tables = casualty_tables(cast.viewer("verifier"), *YEAR)
        assert tables.measure("killed").late == 1
        assert {"minimum", "late"} <= set(tables.caveats)
        assert "recent" not in tables.caveats and not tables.incomplete
        today = timezone.localdate()
        now = casualty_tables(cast.viewer("verifier"), today.replace(day=1), today)
        assert now.incomplete == (f"{today:%Y-%m}",) and "recent" in now.caveats


def _grant_second_adviser(cast: Cast) -> None:
    from sijill.trust.accounts.models import RoleGrant

    RoleGrant.objects.create(
        account=cast.head,
        role="child_protection_adviser",
        office=cast.head.office,
        granted_by=cast.administrator.pk,
    )


def _established(case: Case, author: Viewer) -> Finding:
    return propose_finding(
        by=author,
        incident=case.incident,
        regime="regime.casualty",
        question="question.act_occurred",
        outcome="outcome.established",
        standard="standard.reasonable_grounds",
        reasons="Two accounts agree.",
        basis=case.pieces,
    )
