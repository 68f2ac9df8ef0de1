"""Verified and unverified cases of the first quarter of 2026, with totals known beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sijill.verify.actions import confirm_finding
from tests.cast import Cast
from tests.verify.test_states import establish
from tests.verify.world import Case, Harm, make_case

CIVILIANS = "status.civilian"


@dataclass(frozen=True)
class Counted:
    """killed and injured: verified totals; unverified: killed that nobody has confirmed."""

    killed: int = 47
    injured: int = 30
    unverified: int = 7


def _killed(number: int, **given: str) -> Harm:
    return Harm(counts=(number, number, number), **given)


def _injured(number: int, **given: str) -> Harm:
    return Harm(acts=("act.injury",), counts=(number, number, number), **given)


def _confirmed(cast: Cast, case: Case) -> None:
    finding = establish(case, cast.viewer("documenter"))
    confirm_finding(by=cast.viewer("verifier"), finding=finding, note="agreed")


def count_something(cast: Cast) -> Counted:
    """Three verified cases and one that is not."""
    by = cast.viewer("documenter")
    verified = [
        make_case(
            by=by,
            day=date(2026, 1, 10),
            area="IQG08",
            harms=(_killed(20), _killed(12, sex="sex.woman"), _injured(30)),
        ),
        make_case(
            by=by,
            day=date(2026, 2, 14),
            area="IQG15",
            harms=(_killed(3, sex="sex.woman", cause="cause.ied"),),
        ),
        make_case(
            by=by, day=date(2026, 3, 2), area="IQG08", harms=(_killed(12, cause="cause.ied"),)
        ),
    ]
    for case in verified:
        _confirmed(cast, case)
    make_case(by=by, day=date(2026, 3, 9), area="IQG13", harms=(_killed(7),))
    return Counted()
