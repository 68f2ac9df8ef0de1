"""The state table against the worked one, against the vocabulary, and against its drawing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sijill.record.incidents.models import Incident, Transition
from sijill.record.incidents.overdue import overdue_days
from sijill.reference.vocabulary import load_vocabularies
from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import RoleGrant
from sijill.trust.ledger.models import Subject
from sijill.verify import diagram
from sijill.verify.actions import confirm_finding, move, propose_finding, reopen
from sijill.verify.queries import next_states, overdue_cases
from sijill.verify.states import STATES
from tests.cast import Cast
from tests.verify.tables import rows_of
from tests.verify.world import make_case

TABLE = rows_of("states.md")


def test_states_are_those_of_the_vocabulary() -> None:
    assert set(STATES) == {term.code for term in load_vocabularies()["state"]}
    assert set(overdue_days()) == set(STATES) - {"closed"}


def test_every_pair_is_worked() -> None:
    pairs = {(row["From"], row["To"]) for row in TABLE}
    assert pairs == {(a, b) for a in STATES for b in STATES if a != b}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['From']}-{row['To']}")
def test_table_agrees(row: dict[str, str]) -> None:
    step = STATES[row["From"]].get(row["To"])
    assert (step.permission.value if step else "nobody") == row["Who"]
    assert bool(step and step.reason) == (row["Reason"] == "reason")


def test_drawing_is_up_to_date() -> None:
    assert diagram.PAGE.read_text(encoding="utf-8") == diagram.page(), (
        "run python -m sijill.verify.diagram"
    )


HOLDERS = {
    Permission.RECORD: "documenter",
    Permission.TRIAGE: "documenter",
    Permission.ASSESS: "documenter",
    Permission.CONFIRM: "verifier",
    Permission.MOVE_CASE: "verifier",
}


@pytest.mark.django_db
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['From']}-{row['To']}")
def test_moving(row: dict[str, str], cast: Cast) -> None:
    by = cast.viewer("documenter")
    case = make_case(by=by, state="lead")
    _put(case.incident, row["From"], by)
    given = {"closure_reason": "closure.exhausted"} if row["To"] == "closed" else {}
    if row["Who"] == "nobody":
        with pytest.raises(Problem, match=r"case\.no_such_step"):
            move(by=by, incident=case.incident, to=row["To"], reason="r", **given)
        return
    step = STATES[row["From"]][row["To"]]
    who = cast.viewer(HOLDERS[step.permission])
    if row["To"] == "concluded":
        with pytest.raises(Problem, match=r"case\.nothing_found"):
            move(by=who, incident=case.incident, to="concluded", reason="r")
        return
    if step.reason:
        with pytest.raises(Problem, match=r"case\.reason_missing"):
            move(by=who, incident=case.incident, to=row["To"])
    moved = move(by=who, incident=case.incident, to=row["To"], reason="why", **given)
    assert moved.state == row["To"]
    assert moved.last_activity == timezone.localdate()
    with bind(who):
        last = Transition.objects.filter(incident=case.incident).order_by("-created_at")[0]
    assert (last.from_state, last.to_state, last.reason) == (row["From"], row["To"], "why")
    assert last.created_by == who.account
    assert Subject.objects.filter(leaf__action="case.move", key=str(case.incident.pk)).exists()


def _put(incident: Incident, state: str, by) -> None:
    from sijill.trust.access.models import writing

    with bind(by), writing("test"):
        closure = "closure.exhausted" if state == "closed" else None
        Incident.objects.filter(pk=incident.pk).update(state=state, closure_reason=closure)


@pytest.mark.django_db
class TestClosing:
    """A case closes with a reason, once nothing waits, and can be opened again."""

    def test_needs_a_closure_reason(self, cast: Cast) -> None:
        case = make_case(by=cast.viewer("documenter"))
        with pytest.raises(Problem, match=r"case\.closure_reason_missing"):
            move(by=cast.viewer("verifier"), incident=case.incident, to="closed")
        with pytest.raises(Problem, match=r"case\.closure_reason_unknown"):
            move(
                by=cast.viewer("verifier"),
                incident=case.incident,
                to="closed",
                closure_reason="closure.nothing",
            )

    def test_not_while_a_finding_waits(self, cast: Cast) -> None:
        by = cast.viewer("documenter")
        case = make_case(by=by)
        finding = establish(case, by)
        with pytest.raises(Problem, match=r"case\.finding_waits"):
            move(
                by=cast.viewer("verifier"),
                incident=case.incident,
                to="closed",
                closure_reason="referred",
            )
        confirm_finding(by=cast.viewer("verifier"), finding=finding)
        closed = move(
            by=cast.viewer("verifier"),
            incident=case.incident,
            to="closed",
            closure_reason="referred",
        )
        assert closed.closure_reason_id == "closure.referred"

    def test_unfounded_takes_a_finding(self, cast: Cast) -> None:
        case = make_case(by=cast.viewer("documenter"))
        with pytest.raises(Problem, match=r"case\.unfounded_without_finding"):
            move(
                by=cast.viewer("verifier"),
                incident=case.incident,
                to="closed",
                closure_reason="closure.unfounded",
            )

    def test_reopening_keeps_the_history(self, cast: Cast) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        case = make_case(by=by)
        move(by=second, incident=case.incident, to="closed", closure_reason="lost_contact")
        with pytest.raises(Problem, match=r"case\.reason_missing"):
            reopen(by=second, incident=case.incident, reason=" ")
        opened = reopen(by=second, incident=case.incident, reason="a witness came forward")
        assert (opened.state, opened.closure_reason_id) == ("reopened", None)
        with bind(by):
            rows = list(Transition.objects.filter(incident=case.incident).order_by("created_at"))
        assert [row.to_state for row in rows] == ["closed", "reopened"]
        assert rows[0].closure_reason_id == "closure.lost_contact"


@pytest.mark.django_db
class TestWho:
    """The step's permission must be held in the office of the case."""

    def test_monitor_closes_nothing(self, cast: Cast) -> None:
        case = make_case(by=cast.viewer("documenter"))
        with pytest.raises(Denied, match=r"access\.no_permission"):
            move(
                by=cast.viewer("documenter"),
                incident=case.incident,
                to="closed",
                closure_reason="referred",
            )

    def test_other_office_sees_nothing_to_move(self, cast: Cast) -> None:
        case = make_case(by=cast.viewer("documenter"))
        with pytest.raises(Absent):
            move(by=cast.viewer("stranger"), incident=case.incident, to="triage", reason="r")

    def test_permission_from_another_office_does_not_reach(self, cast: Cast) -> None:
        # A verifier at home who is only a monitor where the case lies.
        RoleGrant.objects.create(
            account=cast.verifier,
            role="monitor",
            office=cast.stranger.office,
            granted_by=cast.head.pk,
        )
        case = make_case(by=cast.viewer("stranger"))
        with pytest.raises(Denied, match=r"access\.other_office"):
            move(
                by=cast.viewer("verifier"),
                incident=case.incident,
                to="closed",
                closure_reason="referred",
            )

    def test_next_states_are_those_one_may_take(self, cast: Cast) -> None:
        case = make_case(by=cast.viewer("documenter"), state="concluded")
        with bind(cast.viewer("verifier")) as viewer:
            found = {step.state: step for step in next_states(viewer, case.incident)}
        assert set(found) == {"intervention", "monitoring", "verification", "closed"}
        assert found["closed"].needs_closure_reason
        with bind(cast.viewer("documenter")) as viewer:
            assert [s.state for s in next_states(viewer, case.incident)] == ["verification"]


@pytest.mark.django_db
def test_overdue_cases_by_state(cast: Cast) -> None:
    """R1.14: idle longer than the state allows; closed cases never are."""
    by = cast.viewer("documenter")
    lead = make_case(by=by, state="lead")
    deep = make_case(by=by, state="verification")
    on = date(2026, 1, 1) + timedelta(days=15)
    with bind(by):
        assert [row.incident for row in overdue_cases(by, on)] == [lead.incident]
        later = overdue_cases(by, on + timedelta(days=60))
    assert {row.incident for row in later} == {lead.incident, deep.incident}
    assert {row.allowed for row in later} == {14, 60}


def establish(case, by, **given):
    """Propose that the acts of a case happened."""
    return propose_finding(
        by=by,
        incident=case.incident,
        **{
            "regime": "regime.casualty",
            "question": "question.act_occurred",
            "outcome": "outcome.established",
            "standard": "standard.reasonable_grounds",
            "reasons": "Two accounts agree.",
            "basis": [p.pk for p in case.pieces],
            **given,
        },
    )
