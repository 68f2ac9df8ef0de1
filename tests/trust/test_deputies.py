"""A deputy holds a role no longer than whoever they stand in for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sijill.trust.accounts.actions import report_absence
from sijill.trust.accounts.models import RoleGrant
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_deputys_grant_ends_with_the_role(cast: Cast) -> None:
    today = timezone.localdate()
    last = today + timedelta(days=3)
    RoleGrant.objects.filter(account=cast.documenter).update(ends=last)
    report_absence(
        by=cast.viewer("documenter"),
        starts=today,
        ends=today + timedelta(days=30),
        deputy=cast.head,
    )
    given = RoleGrant.objects.get(stands_in_for=cast.documenter)
    assert (given.account_id, given.ends) == (cast.head.pk, last)
