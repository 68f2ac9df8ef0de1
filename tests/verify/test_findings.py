"""Findings by two people: who may, what is kept, what supersedes what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from sijill.record.incidents.models import Incident, Information
from sijill.reference.models import Actor, Term
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.actions import hand_over_portfolio, report_absence
from sijill.trust.accounts.models import RoleGrant
from sijill.trust.worklist.models import Request
from sijill.trust.worklist.queries import waiting_for
from sijill.verify.actions import confirm_finding, return_finding
from sijill.verify.actions.decisions import is_late
from sijill.verify.models import Basis, Decision, Standing
from sijill.verify.queries import (
    findings_of,
    may_confirm,
    outcomes_at,
    standing_at,
    waiting_findings,
)
from tests.cast import Cast
from tests.verify.test_states import establish
from tests.verify.world import Case, Harm, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(by=cast.viewer("documenter"))


class TestSecondPerson:
    """R1.11: never the author; a deputy or another office where the role reaches."""

    def test_author_never_confirms(self, cast: Cast, case: Case) -> None:
        by = cast.viewer("verifier")
        finding = establish(case, by)
        for decide in (confirm_finding, return_finding):
            with pytest.raises(Denied, match=r"finding\.own"):
                decide(by=by, finding=finding, note="n")
        with bind(by):
            assert not Decision.objects.exists()
            assert may_confirm(by, finding) == "finding.own"
            assert waiting_findings(by) == []

    def test_colleague_confirms(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("documenter"))
        second = cast.viewer("verifier")
        with bind(second):
            assert [line.finding for line in waiting_findings(second)] == [finding]
            assert may_confirm(second, finding) is None
        decision = confirm_finding(by=second, finding=finding.pk, note="agreed")
        assert (decision.created_by, decision.stood_in_for) == (cast.verifier.pk, None)
        with bind(second):
            assert may_confirm(second, finding) == "finding.decided"
            assert waiting_findings(second) == []

    def test_monitor_may_not(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("verifier"))
        with pytest.raises(Denied, match=r"access\.no_permission"):
            confirm_finding(by=cast.viewer("documenter"), finding=finding)

    def test_other_office_does_not_know_of_it(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("documenter"))
        RoleGrant.objects.create(
            account=cast.stranger,
            role="verifier",
            office=cast.stranger.office,
            granted_by=cast.head.pk,
        )
        with pytest.raises(Absent):
            confirm_finding(by=cast.viewer("stranger"), finding=finding)

    def test_role_for_every_office_reaches(self, cast: Cast) -> None:
        """A two-person office: the adviser, who sees every office, is the second person."""
        case = make_case(by=cast.viewer("stranger"))
        finding = establish(case, cast.viewer("stranger"))
        decision = confirm_finding(by=cast.viewer("adviser"), finding=finding)
        assert decision.created_by == cast.adviser.pk

    def test_portfolio_of_another_office(self, cast: Cast) -> None:
        """A colleague of another office, after the head there handed the portfolio over."""
        there = cast.stranger.office
        head = _head_of(there)
        case = make_case(by=cast.viewer("stranger"))
        finding = establish(case, cast.viewer("stranger"))
        with pytest.raises(Absent):
            confirm_finding(by=cast.viewer("verifier"), finding=finding)
        hand_over_portfolio(
            by=_view(head),
            account=head,
            to=cast.verifier,
            office=there,
            starts=timezone.localdate(),
            ends=timezone.localdate(),
        )
        decision = confirm_finding(by=cast.viewer("verifier"), finding=finding)
        assert decision.stood_in_for == head.pk
        with bind(cast.viewer("verifier")) as viewer:
            (line,) = findings_of(viewer, case.incident)
        assert line.stood_in_for == head.full_name

    def test_monitor_there_verifier_at_home(self, cast: Cast) -> None:
        RoleGrant.objects.create(
            account=cast.verifier,
            role="monitor",
            office=cast.stranger.office,
            granted_by=cast.head.pk,
        )
        case = make_case(by=cast.viewer("stranger"))
        finding = establish(case, cast.viewer("stranger"))
        with pytest.raises(Denied, match=r"access\.other_office"):
            confirm_finding(by=cast.viewer("verifier"), finding=finding)

    def test_deputy_stands_in(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("documenter"))
        report_absence(
            by=cast.viewer("head"),
            starts=timezone.localdate(),
            ends=timezone.localdate(),
            deputy=cast.adviser,
        )
        RoleGrant.objects.filter(account=cast.adviser, stands_in_for=None).delete()
        decision = confirm_finding(by=cast.viewer("adviser"), finding=finding)
        assert decision.stood_in_for == cast.head.pk

    def test_deputy_of_the_author_is_not_a_second_person(self, cast: Cast, case: Case) -> None:
        """Standing in for the author alone, one would confirm in the author's own place."""
        finding = establish(case, cast.viewer("head"))
        report_absence(
            by=cast.viewer("head"),
            starts=timezone.localdate(),
            ends=timezone.localdate(),
            deputy=cast.documenter,
        )
        with pytest.raises(Denied, match=r"finding\.for_author"):
            confirm_finding(by=cast.viewer("documenter"), finding=finding)

    def test_expired_grant_reaches_no_longer(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("documenter"))
        viewer = cast.viewer("verifier")  # a page opened before the role ended
        RoleGrant.objects.filter(account=cast.verifier).update(
            starts=timezone.localdate() - timedelta(days=9),
            ends=timezone.localdate() - timedelta(days=1),
        )
        with pytest.raises(Denied, match=r"access\.other_office"):
            confirm_finding(by=viewer, finding=finding)


class TestProposal:
    """What a finding keeps, and what it is refused for."""

    def test_keeps_grades_as_they_stood(self, cast: Cast, case: Case) -> None:
        """R1.09: letter and number apart, and as they were then."""
        by = cast.viewer("documenter")
        finding = establish(case, by)
        with bind(by), writing("test"):
            Information.objects.filter(pk=case.pieces[0].pk).update(
                reliability="reliability.e", credibility="credibility.5"
            )
        with bind(by):
            row = Basis.objects.get(finding=finding)
        assert (row.reliability_id, row.credibility_id) == ("reliability.b", "credibility.2")
        assert not {"grade", "score", "rating"} & {f.name for f in Basis._meta.get_fields()}

    def test_database_refuses_to_change_it(self, cast: Cast, case: Case) -> None:
        by = cast.viewer("documenter")
        finding = establish(case, by)
        with bind(by), writing("test"):
            for row in (finding, Basis.objects.first()):
                with pytest.raises(DatabaseError), transaction.atomic():
                    row.save()
                with pytest.raises(DatabaseError), transaction.atomic():
                    row.delete()

    def test_too_early_and_too_late(self, cast: Cast) -> None:
        by = cast.viewer("documenter")
        for state in ("lead", "allegation"):
            with pytest.raises(Problem, match=r"finding\.too_early"):
                establish(make_case(by=by, state=state), by)

    @pytest.mark.parametrize(
        ("state", "after"),
        [
            ("triage", "verification"),
            ("reopened", "verification"),
            ("verification", "verification"),
            ("concluded", "concluded"),
            ("monitoring", "monitoring"),
        ],
    )
    def test_takes_the_case_along(self, cast: Cast, state: str, after: str) -> None:
        by = cast.viewer("documenter")
        case = make_case(by=by, state=state)
        establish(case, by)
        assert _state(case, by) == after

    def test_basis_of_another_case(self, cast: Cast, case: Case) -> None:
        by = cast.viewer("documenter")
        other = make_case(by=by)
        with pytest.raises(Problem, match=r"finding\.basis_elsewhere"):
            establish(case, by, basis=[other.pieces[0].pk])
        with pytest.raises(Absent):
            establish(case, by, act=other.acts[0])

    def test_reasons_are_needed(self, cast: Cast, case: Case) -> None:
        with pytest.raises(Problem, match=r"finding\.reasons_missing"):
            establish(case, cast.viewer("documenter"), reasons="  ")

    def test_term_of_another_list(self, cast: Cast, case: Case) -> None:
        with pytest.raises(Problem, match=r"finding\.unknown_term"):
            establish(case, cast.viewer("documenter"), regime="outcome.established")

    def test_separate_questions_with_their_own_standard(self, cast: Cast, case: Case) -> None:
        """R1.07: act, attribution, law and status; R1.08: a list, no one flag."""
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        actor = Actor.objects.filter(state_agent=True).first()
        right = Term.objects.filter(vocabulary="right")[0]
        for question, more in [
            ("act_occurred", {}),
            ("attribution", {"actor": actor}),
            ("legal_characterisation", {"actor": actor, "right": right}),
            ("person_status", {"person_status": "status.civilian"}),
        ]:
            standard = "clear_convincing" if question == "attribution" else "reasonable_grounds"
            finding = establish(
                case, by, question=f"question.{question}", standard=f"standard.{standard}", **more
            )
            confirm_finding(by=second, finding=finding)
        with bind(by):
            lines = findings_of(by, case.incident)
        assert {line.state for line in lines} == {"confirmed"}
        assert [line.finding.wording for line in lines] == ["", "violation", "", ""]
        assert not any("verified" in f.name for f in Incident._meta.get_fields())

    @pytest.mark.parametrize(
        ("question", "code"),
        [
            ("attribution", "finding.actor_missing"),
            ("legal_characterisation", "finding.actor_missing"),
            ("person_status", "finding.status_missing"),
        ],
    )
    def test_established_answers_name_what_they_answer(
        self, cast: Cast, case: Case, question: str, code: str
    ) -> None:
        with pytest.raises(Problem) as caught:
            establish(case, cast.viewer("documenter"), question=f"question.{question}")
        assert caught.value.code == code

    def test_asks_somebody_else(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("verifier"))
        with bind(cast.viewer("verifier")) as viewer:
            assert not waiting_for(viewer).exists()
        with bind(cast.viewer("head")) as viewer:
            request = waiting_for(viewer).get()
        assert (request.kind, request.subject_key) == ("finding.confirm", finding.pk)
        assert request.not_by == cast.verifier.pk


class TestDecision:
    """What follows a decision."""

    def test_confirming_concludes_the_case(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        confirm_finding(by=second, finding=establish(case, by))
        assert _state(case, by) == "concluded"
        with bind(by):
            assert outcomes_at(case.incident) == {
                "regime.casualty": frozenset({"outcome.established"})
            }

    def test_attribution_concludes_nothing(self, cast: Cast, case: Case) -> None:
        by = cast.viewer("documenter")
        actor = Actor.objects.first()
        finding = establish(case, by, question="question.attribution", actor=actor)
        confirm_finding(by=cast.viewer("verifier"), finding=finding)
        assert _state(case, by) == "verification"

    def test_decided_once(self, cast: Cast, case: Case) -> None:
        finding = establish(case, cast.viewer("documenter"))
        return_finding(by=cast.viewer("verifier"), finding=finding, note="who saw it?")
        for decide in (confirm_finding, return_finding):
            with pytest.raises(Problem, match=r"finding\.decided"):
                decide(by=cast.viewer("head"), finding=finding, note="n")

    def test_returning_asks_the_author(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        finding = establish(case, by)
        with pytest.raises(Problem, match=r"finding\.note_missing"):
            return_finding(by=second, finding=finding, note=" ")
        return_finding(by=second, finding=finding, note="who saw it?")
        with bind(by):
            assert [r.kind for r in waiting_for(by)] == ["finding.revise"]
            assert not Standing.objects.exists()
        establish(case, by)
        with bind(by):
            assert not waiting_for(by).exists()
            kinds = Request.objects.filter(done_at=None).values_list("kind", flat=True)
            assert list(kinds) == ["finding.confirm"]

    def test_new_finding_supersedes(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        first = establish(case, by)
        confirm_finding(by=second, finding=first)
        between = timezone.now()
        with pytest.raises(Problem, match=r"finding\.one_stands"):
            establish(case, by)
        newer = establish(case, by, outcome="outcome.not_verifiable", supersedes=first)
        with bind(by):
            assert standing_at(case.incident).get().finding == first
        confirm_finding(by=second, finding=newer)
        with bind(by):
            assert standing_at(case.incident).get().finding == newer
            assert standing_at(case.incident, between).get().finding == first
            old = Standing.objects.get(finding=first)
            assert old.until == Standing.objects.get(finding=newer).since
            assert [line.state for line in findings_of(by, case.incident)] == [
                "confirmed",
                "superseded",
            ]

    def test_only_one_successor_stands(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        first = establish(case, by)
        confirm_finding(by=second, finding=first)
        one, two = (establish(case, by, supersedes=first) for _ in range(2))
        confirm_finding(by=second, finding=one)
        with pytest.raises(Problem, match=r"finding\.does_not_stand"):
            confirm_finding(by=second, finding=two)

    def test_two_proposals_cannot_both_stand(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        one, two = establish(case, by), establish(case, by)
        confirm_finding(by=second, finding=one)
        with pytest.raises(Problem, match=r"finding\.one_stands"):
            confirm_finding(by=second, finding=two)

    def test_several_actors_may_be_found(self, cast: Cast, case: Case) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        for actor in Actor.objects.all()[:2]:
            finding = establish(case, by, question="question.attribution", actor=actor)
            confirm_finding(by=second, finding=finding)
        with bind(by):
            assert standing_at(case.incident).count() == 2

    def test_one_act_apart(self, cast: Cast) -> None:
        by, second = cast.viewer("documenter"), cast.viewer("verifier")
        case = make_case(by=by, harms=(Harm(), Harm()))
        confirm_finding(by=second, finding=establish(case, by))
        apart = establish(case, by, act=case.acts[1], outcome="outcome.not_verifiable", basis=[])
        confirm_finding(by=second, finding=apart)
        with bind(by):
            assert standing_at(case.incident).count() == 2


@pytest.mark.parametrize(
    ("happened", "confirmed", "late"),
    [
        (date(2026, 3, 31), date(2026, 3, 31), False),
        (date(2026, 1, 1), date(2026, 3, 31), False),
        (date(2026, 3, 31), date(2026, 4, 1), True),
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2026, 12, 1), date(2026, 3, 1), False),
        (None, date(2026, 3, 1), False),
    ],
)
def test_late_is_after_the_quarter(happened: date | None, confirmed: date, late: bool) -> None:
    assert is_late(happened, confirmed) is late


def test_late_is_kept_on_the_standing(cast: Cast) -> None:
    """By the latest possible day: a range that reaches into this quarter is not late."""
    by, today = cast.viewer("documenter"), timezone.localdate()
    for last, late in [(today, False), (date(2020, 1, 1), True)]:
        case = make_case(by=by, day=date(2020, 1, 1), last=last)
        decision = confirm_finding(by=cast.viewer("verifier"), finding=establish(case, by))
        assert decision.finding.standing.late is late
        with bind(by):
            assert findings_of(by, case.incident)[0].late is late


def test_lists_ask_as_often_for_three_as_for_one(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    by, second = cast.viewer("documenter"), cast.viewer("verifier")
    counts = []
    for _ in range(2):
        case = make_case(by=by)
        for question in ("act_occurred", "attribution", "person_status"):
            establish(
                case,
                by,
                question=f"question.{question}",
                outcome="outcome.not_verifiable",
                basis=[case.pieces[0].pk],
            )
        with bind(second):
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as queries:
                waiting_findings(second)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def _state(case: Case, by: Any) -> str:
    with bind(by):
        return Incident.objects.get(pk=case.incident.pk).state


def _head_of(office: Any) -> Any:
    from sijill.trust.accounts.models import Account

    head = Account(
        username="head-there",
        full_name="Synthetic head there",
        office=office,
        synthetic=True,
        password="!",
    )
    head.save()
    RoleGrant.objects.create(account=head, role="head_of_office", office=office, granted_by=head.pk)
    return head


def _view(account: Any) -> Any:
    from sijill.trust.accounts.viewers import viewer_of

    return viewer_of(account)


@pytest.mark.parametrize("decide", [confirm_finding, return_finding])
def test_the_case_is_locked_before_anybody_looks_whether_it_is_decided(
    cast: Cast, case: Case, decide: Any
) -> None:
    """Two reviewers cannot race: the second waits for the first, then finds it decided."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    finding = establish(case, cast.viewer("documenter"))
    with CaptureQueriesContext(connection) as queries:
        decide(by=cast.viewer("verifier"), finding=finding, note="n")
    asked = [query["sql"] for query in queries]
    lock = next(
        n for n, sql in enumerate(asked) if "incidents_incident" in sql and "FOR UPDATE" in sql
    )
    decided = [n for n, sql in enumerate(asked) if 'FROM "verify_decision"' in sql]
    assert decided and lock < min(decided)
