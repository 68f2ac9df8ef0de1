"""Accounts, roles, absences and portfolios: who may give what to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Denied, Problem
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.actions import (
    close_account,
    end_grant,
    grant_role,
    hand_over_portfolio,
    open_account,
    report_absence,
    set_password,
)
from sijill.trust.accounts.models import Absence, RoleGrant
from sijill.trust.accounts.portfolios import stood_in_for
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.ledger.models import Leaf, Subject
from sijill.trust.worklist.models import Request
from sijill.trust.worklist.queries import waiting_for
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> Any:
    return timezone.localdate()


class TestAccounts:
    """Opening and closing."""

    def test_opened_without_any_right(self, cast: Cast) -> None:
        by = cast.viewer("administrator")
        account = open_account(
            by=by,
            username="new.one",
            full_name="Synthetic new",
            office=cast.head.office,
            password=PASSWORD,
        )
        assert account.check_password(PASSWORD)
        assert viewer_of(account).permissions == frozenset()
        grant_role(by=by, account=account, role="monitor", office=cast.head.office_id)
        assert viewer_of(account).roles == ("monitor",)
        assert Subject.objects.filter(kind="account", key=str(account.pk)).count() == 2

    def test_nothing_secret_in_the_ledger(self, cast: Cast) -> None:
        by = cast.viewer("administrator")
        open_account(
            by=by,
            username="new.one",
            full_name="Synthetic new",
            office=cast.head.office,
            password=PASSWORD,
        )
        body = bytes(Leaf.objects.get(action="account.open").body).decode()
        assert PASSWORD not in body and "Synthetic new" not in body

    def test_names_and_passwords_are_checked(self, cast: Cast) -> None:
        by = cast.viewer("administrator")
        with pytest.raises(Problem, match=r"account\.username_taken"):
            open_account(by=by, username="HEAD", full_name="x", office=cast.head.office)
        with pytest.raises(Problem, match=r"account\.password_weak"):
            set_password(by=by, account=cast.head, password="short")
        set_password(by=by, account=cast.head, password=PASSWORD)
        cast.head.refresh_from_db()
        assert cast.head.check_password(PASSWORD)

    def test_closed_at_once(self, cast: Cast, today: Any) -> None:
        by = cast.viewer("administrator")
        grant_role(
            by=by,
            account=cast.head,
            role="verifier",
            office=cast.head.office,
            starts=today + timedelta(days=5),
        )
        RoleGrant.objects.filter(account=cast.head, starts=today).update(
            starts=today - timedelta(days=5)
        )
        close_account(by=by, account=cast.head)
        cast.head.refresh_from_db()
        assert not cast.head.is_active
        for day in (today, today + timedelta(days=6)):
            assert viewer_of(cast.head, on=day).permissions == frozenset()

    def test_nobody_raises_themselves(self, cast: Cast) -> None:
        with pytest.raises(Denied, match=r"account\.own_roles"):
            grant_role(
                by=cast.viewer("administrator"),
                account=cast.administrator,
                role="head_of_office",
                office=cast.head.office,
            )
        with pytest.raises(Denied, match=r"access\.no_permission"):
            grant_role(
                by=cast.viewer("head"),
                account=cast.documenter,
                role="verifier",
                office=cast.head.office,
            )
        with pytest.raises(Problem, match=r"account\.unknown_role"):
            grant_role(
                by=cast.viewer("administrator"),
                account=cast.head,
                role="king",
                office=cast.head.office,
            )

    def test_ending_a_grant(self, cast: Cast, today: Any) -> None:
        grant = RoleGrant.objects.get(account=cast.verifier)
        RoleGrant.objects.filter(pk=grant.pk).update(starts=today - timedelta(days=5))
        end_grant(by=cast.viewer("administrator"), grant=grant, on=today - timedelta(days=1))
        assert cast.viewer("verifier").permissions == frozenset()


class TestPortfolio:
    """Handing over what one person does in an office."""

    def test_receiver_stands_in_between_the_dates(self, cast: Cast, today: Any) -> None:
        last = today + timedelta(days=9)
        hand_over_portfolio(
            by=cast.viewer("head"),
            account=cast.verifier,
            to=cast.stranger,
            office=cast.head.office,
            starts=today,
            ends=last,
        )
        inside = viewer_of(cast.stranger, on=last)
        assert cast.head.office_id in inside.offices and "verifier" in inside.roles
        assert stood_in_for(inside, last) == {cast.verifier.pk}
        after = viewer_of(cast.stranger, on=last + timedelta(days=1))
        assert cast.head.office_id not in after.offices

    def test_what_was_given_to_the_absent_waits_for_their_deputy(
        self, cast: Cast, today: Any
    ) -> None:
        by = cast.viewer("documenter")
        request = Request(
            kind="case.assigned",
            subject_kind="incident",
            subject_key=uuid4(),
            needs=Permission.RECORD,
            assigned_to=cast.verifier.pk,
            office_id=by.office,
            created_by=by.account,
        )
        with bind(by), writing("test"):
            request.save()
        assert self.waiting(cast, "verifier") == [request.pk]
        assert self.waiting(cast, "stranger") == []
        hand_over_portfolio(
            by=cast.viewer("head"),
            account=cast.verifier,
            to=cast.stranger,
            office=cast.head.office,
            starts=today,
        )
        assert self.waiting(cast, "stranger") == [request.pk]
        assert self.waiting(cast, "head") == []

    @staticmethod
    def waiting(cast: Cast, who: str) -> list[Any]:
        viewer = cast.viewer(who)
        with bind(viewer):
            return [row.pk for row in waiting_for(viewer)]

    def test_nobody_hands_on_more_than_they_carry(self, cast: Cast, today: Any) -> None:
        RoleGrant.objects.create(
            account=cast.documenter,
            role="child_protection_adviser",
            office=cast.head.office,
            granted_by=cast.administrator.pk,
        )
        with pytest.raises(Denied, match=r"account\.beyond_own"):
            hand_over_portfolio(
                by=cast.viewer("head"),
                account=cast.documenter,
                to=cast.verifier,
                office=cast.head.office,
                starts=today,
            )

    def test_only_for_ones_own_office(self, cast: Cast, today: Any) -> None:
        with pytest.raises(Denied, match=r"access\.other_office"):
            hand_over_portfolio(
                by=cast.viewer("head"),
                account=cast.stranger,
                to=cast.verifier,
                office=cast.stranger.office,
                starts=today,
            )
        with pytest.raises(Denied, match=r"access\.no_permission"):
            hand_over_portfolio(
                by=cast.viewer("verifier"),
                account=cast.verifier,
                to=cast.documenter,
                office=cast.head.office,
                starts=today,
            )

    def test_what_makes_no_sense_is_refused(self, cast: Cast, today: Any) -> None:
        given = {"by": cast.viewer("head"), "office": cast.head.office, "starts": today}
        with pytest.raises(Problem, match=r"account\.nothing_to_hand_over"):
            hand_over_portfolio(account=cast.stranger, to=cast.verifier, **given)
        with pytest.raises(Problem, match=r"account\.same_person"):
            hand_over_portfolio(account=cast.verifier, to=cast.verifier, **given)
        with pytest.raises(Problem, match=r"account\.dates_reversed"):
            hand_over_portfolio(
                account=cast.verifier, to=cast.documenter, ends=today - timedelta(days=1), **given
            )

    def test_a_portfolio_stood_in_for_is_not_handed_on(self, cast: Cast, today: Any) -> None:
        """A deputy has no deputy of their own: only own roles are handed over."""
        head = cast.viewer("head")
        hand_over_portfolio(
            by=head,
            account=cast.verifier,
            to=cast.documenter,
            office=cast.head.office,
            starts=today,
        )
        grants = hand_over_portfolio(
            by=head,
            account=cast.documenter,
            to=cast.stranger,
            office=cast.head.office,
            starts=today,
        )
        assert [grant.role for grant in grants] == ["monitor"]


class TestAbsence:
    """Saying that one is away, and who takes the work."""

    def test_head_names_a_deputy(self, cast: Cast, today: Any) -> None:
        report_absence(by=cast.viewer("head"), starts=today, ends=today, deputy=cast.verifier)
        assert stood_in_for(cast.viewer("verifier")) == {cast.head.pk}
        assert "head_of_office" in cast.viewer("verifier").roles

    def test_others_cannot_raise_a_colleague(self, cast: Cast, today: Any) -> None:
        with pytest.raises(Denied, match=r"account\.deputy_needs_head"):
            report_absence(
                by=cast.viewer("verifier"), starts=today, ends=today, deputy=cast.documenter
            )
        with pytest.raises(Denied, match=r"account\.deputy_needs_head"):
            report_absence(
                by=cast.viewer("documenter"), starts=today, ends=today, deputy=cast.stranger
            )
        assert not Absence.objects.exists()
        report_absence(by=cast.viewer("verifier"), starts=today, ends=today, deputy=cast.head)
        assert stood_in_for(cast.viewer("head")) == {cast.verifier.pk}

    def test_nobody_need_stand_in(self, cast: Cast, today: Any) -> None:
        absence = report_absence(by=cast.viewer("documenter"), starts=today, ends=today)
        assert (absence.account, absence.deputy) == (cast.documenter, None)
        with pytest.raises(Problem, match=r"account\.dates_reversed"):
            report_absence(
                by=cast.viewer("documenter"), starts=today, ends=today - timedelta(days=1)
            )
