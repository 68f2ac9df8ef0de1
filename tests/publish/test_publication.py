"""Two people publish; what is small is withheld, and what is out can be checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sijill.analyse.figures.declared import figure
from sijill.methods.disclosure import exposed
from sijill.publish.actions import clear, prepare, send_back, withdraw
from sijill.publish.canonical import TOTAL, digest_of
from sijill.publish.earlier import compared
from sijill.publish.models import Publication, PublishedCell, PublishedFigure
from sijill.publish.queries import public
from sijill.publish.queries.desk import may_clear, publication_of, publications
from sijill.publish.suppression import from_plain, threshold_of
from sijill.reference.queries import pack
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.models import writing
from sijill.trust.access.viewer import bind
from sijill.trust.accounts.models import RoleGrant
from sijill.trust.ledger.models import Leaf
from sijill.trust.worklist.queries import waiting_for
from tests.analyse.test_casualties import Office
from tests.cast import Cast
from tests.verify.world import Harm, make_case

pytestmark = pytest.mark.django_db

YEAR = date(2025, 1, 1), date(2025, 12, 31)


@pytest.fixture
def office(cast: Cast) -> Office:
    """A year with large and small cells: 30 killed in one place, 3 in another, 12 injured."""
    found = Office(cast)
    for day, area, harms in [
        (date(2025, 3, 10), "IQG07", (Harm(counts=(30, 30, 30)),)),
        (date(2025, 4, 10), "IQG07", (Harm(counts=(20, 20, 20), sex="sex.woman"),)),
        (date(2025, 4, 11), "IQG02", (Harm(counts=(3, 3, 3), age="age.child"),)),
        (date(2025, 4, 12), "IQG02", (Harm(counts=(25, 25, 25), cause="cause.ied"),)),
        (date(2025, 5, 10), "IQG02", (Harm(("act.injury",), counts=(12, 12, 12)),)),
    ]:
        case = make_case(by=found.author, day=day, area=area, harms=harms)
        found.find(case, "established")
    return found


@pytest.fixture
def prepared(office: Office, cast: Cast) -> Publication:
    return prepare(by=cast.viewer("manager"), figure="casualties", period=YEAR)


class TestPreparing:
    """What is frozen, and for whom."""

    def test_freezes_with_everything_needed_to_check(self, prepared: Publication) -> None:
        asked = figure("casualties")
        assert (prepared.method_version, prepared.standard) == (
            asked.method_version,
            asked.standard,
        )
        assert prepared.tables["totals"]["killed"]["best"] == 78
        assert prepared.tables["threshold"] == pack().rules.suppression.children
        assert prepared.ledger_size >= 0 and prepared.extracted_at
        assert {"minimum", "groups", "compartments"} <= set(prepared.tables["caveats"])

    def test_small_cells_are_withheld_and_proved(self, prepared: Publication) -> None:
        found = from_plain(prepared.tables["measures"], prepared.tables["threshold"])
        for tables in found.values():
            assert exposed(tables) == []
        assert prepared.tables["proof"]["bounds"]
        assert prepared.tables["proof"]["width"] >= 5

    def test_waits_for_whoever_clears(self, prepared: Publication, cast: Cast) -> None:
        with bind(cast.viewer("head")) as head:
            assert [r.subject_key for r in waiting_for(head)] == [prepared.pk]
        with bind(cast.viewer("manager")) as manager:
            assert not waiting_for(manager).exists()

    @pytest.mark.parametrize(
        ("period", "code"),
        [
            ((date(2025, 1, 2), date(2025, 12, 31)), "publication.whole_months"),
            ((date(2025, 1, 1), date(2025, 12, 30)), "publication.whole_months"),
            ((date(2025, 2, 1), date(2025, 1, 31)), "figure.period_reversed"),
            ((date(2025, 1, 1), date(2099, 12, 31)), "publication.period_open"),
        ],
    )
    def test_whole_months_that_have_ended(
        self, cast: Cast, period: tuple[date, date], code: str
    ) -> None:
        with pytest.raises(Problem) as caught:
            prepare(by=cast.viewer("manager"), figure="casualties", period=period)
        assert caught.value.code == code

    def test_unverified_is_never_published(self, cast: Cast) -> None:
        with pytest.raises(Problem, match=r"publication\.figure_internal"):
            prepare(by=cast.viewer("manager"), figure="casualties_unverified", period=YEAR)

    def test_needs_sight_of_every_office(self, cast: Cast) -> None:
        from dataclasses import replace

        manager = cast.viewer("manager")
        blind = replace(manager, offices=manager.offices - {cast.stranger.office_id})
        with pytest.raises(Denied, match=r"publication\.partial_sight"):
            prepare(by=blind, figure="casualties", period=YEAR)
        with pytest.raises(Denied, match=r"access\.no_permission"):
            prepare(by=cast.viewer("head"), figure="casualties", period=YEAR)


class TestClearing:
    """The second person."""

    def test_publishes_the_frozen_cells(self, prepared: Publication, cast: Cast) -> None:
        published = clear(by=cast.viewer("head"), publication=prepared)
        cells = list(PublishedCell.objects.filter(figure=published))
        assert {c.margin for c in cells} == {"month_place", "sex_age", "cause_status"}
        small = {c.value for c in cells if c.value is not None and 0 < c.value < 10}
        assert small == set()
        grand = [c.value for c in cells if c.measure == "killed" and c.row == c.column == TOTAL]
        assert grand == [78, 78, 78]
        assert any(c.withheld for c in cells)
        assert published.digest == prepared.digest
        with bind(cast.viewer("head")) as head:
            assert not waiting_for(head).exists()

    def test_never_by_whoever_prepared(self, prepared: Publication, cast: Cast) -> None:
        RoleGrant.objects.create(
            account=cast.manager,
            role="head_of_office",
            office=cast.manager.office,
            granted_by=cast.administrator.pk,
        )
        manager = cast.viewer("manager")
        assert may_clear(manager, prepared) == "publication.own"
        for decide in (clear, send_back):
            with pytest.raises(Denied, match=r"publication\.own"):
                decide(by=manager, publication=prepared, note="n")
        with writing("test"), pytest.raises(IntegrityError), transaction.atomic():
            prepared.decided_by, prepared.decided_at = cast.manager.pk, timezone.now()
            prepared.save()

    def test_decided_once(self, prepared: Publication, cast: Cast) -> None:
        head = cast.viewer("head")
        with pytest.raises(Problem, match=r"publication\.note_missing"):
            send_back(by=head, publication=prepared, note=" ")
        send_back(by=head, publication=prepared.pk, note="April looks wrong")
        with pytest.raises(Problem, match=r"publication\.not_prepared"):
            clear(by=head, publication=prepared)
        assert not PublishedFigure.objects.exists()

    def test_what_was_changed_after_freezing_is_not_published(
        self, prepared: Publication, cast: Cast
    ) -> None:
        prepared.tables["measures"]["killed"][0]["cells"][2][6] += 1
        with writing("test"):
            prepared.save()
        with pytest.raises(Exception, match=r"publication\.changed"):
            clear(by=cast.viewer("head"), publication=prepared)

    def test_a_reader_who_could_subtract(
        self, prepared: Publication, office: Office, cast: Cast
    ) -> None:
        """R10.07: a second release of the same period that differs by a few."""
        head = cast.viewer("head")
        clear(by=head, publication=prepared)
        case = make_case(by=office.author, day=date(2025, 3, 20), area="IQG07")
        office.find(case, "established")
        again = prepare(by=cast.viewer("manager"), figure="casualties", period=YEAR)
        assert [prepared.reference, "killed", "0", TOTAL, TOTAL] in again.tables["differences"]
        with pytest.raises(Problem, match=r"publication\.differences_unexplained"):
            clear(by=head, publication=again)
        clear(by=head, publication=again, note="One death added; the family agreed.")
        quarter = prepare(
            by=cast.viewer("manager"),
            figure="casualties",
            period=(date(2025, 1, 1), date(2025, 3, 31)),
        )
        assert set(quarter.tables["overlaps"]) == {prepared.reference, again.reference}

    def test_two_that_waited_together_see_each_other(
        self, prepared: Publication, cast: Cast
    ) -> None:
        """R10.07: neither was out when the other was prepared."""
        head, manager = cast.viewer("head"), cast.viewer("manager")
        quarter = prepare(
            by=manager, figure="casualties", period=(date(2025, 1, 1), date(2025, 3, 31))
        )
        assert quarter.tables["overlaps"] == []
        assert compared(quarter)["overlaps"] == []
        clear(by=head, publication=prepared)
        assert compared(quarter)["overlaps"] == [prepared.reference]
        with pytest.raises(Problem, match=r"publication\.differences_unexplained"):
            clear(by=head, publication=quarter)
        clear(by=head, publication=quarter, note="The first quarter alone is asked for.")
        quarter.refresh_from_db()
        assert quarter.tables["overlaps"] == [prepared.reference]

    def test_leaves_name_the_steps(self, prepared: Publication, cast: Cast) -> None:
        clear(by=cast.viewer("head"), publication=prepared)
        withdraw(by=cast.viewer("head"), publication=prepared, reason="wrong period")
        actions = Leaf.objects.filter(action__startswith="publication.")
        assert [leaf.action for leaf in actions.order_by("at")] == [
            "publication.prepare",
            "publication.clear",
            "publication.withdraw",
        ]


class TestPublic:
    """What anyone reads, and how they check it."""

    @pytest.fixture(autouse=True)
    def _same_transaction(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The public connection cannot see what a test has not committed."""
        monkeypatch.setattr(public, "PUBLIC", "default")

    def test_read_back_and_checked(self, prepared: Publication, cast: Cast) -> None:
        clear(by=cast.viewer("head"), publication=prepared)
        found = public.figure(prepared.reference)
        assert digest_of(found.cells) == found.digest
        assert found.totals == {"killed": 78, "injured": 12}
        assert found.caveats == prepared.tables["caveats"]
        assert [one.reference for one in public.published_figures()] == [prepared.reference]

    def test_withdrawn_stays_listed_without_numbers(
        self, prepared: Publication, cast: Cast
    ) -> None:
        head = cast.viewer("head")
        with pytest.raises(Problem, match=r"publication\.not_cleared"):
            withdraw(by=head, publication=prepared, reason="too early")
        clear(by=head, publication=prepared)
        with pytest.raises(Problem, match=r"publication\.reason_missing"):
            withdraw(by=head, publication=prepared, reason=" ")
        withdraw(by=head, publication=prepared, reason="counted a wrong month")
        (listed,) = public.published_figures()
        assert listed.withdrawn_reason == "counted a wrong month" and listed.withdrawn_at
        assert public.figure(prepared.reference).cells == ()
        with pytest.raises(Problem, match=r"publication\.not_cleared"):
            withdraw(by=head, publication=prepared, reason="again")

    def test_unknown_reference(self) -> None:
        with pytest.raises(Absent):
            public.figure("PUB-2026-00000")


def test_desk_lists_are_for_those_who_publish(prepared: Publication, cast: Cast) -> None:
    for who in ("manager", "head"):
        assert publications(cast.viewer(who)) == [prepared]
        assert publication_of(cast.viewer(who), prepared.reference) == prepared
    with pytest.raises(Denied):
        publications(cast.viewer("documenter"))
    with pytest.raises(Absent):
        publication_of(cast.viewer("head"), "PUB-2026-00000")


def test_threshold_comes_from_the_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure that shows children apart is under the pack's rule for children (R10.06)."""
    rules: Any = pack().rules.suppression
    assert threshold_of(figure("casualties")) == rules.children > rules.default
