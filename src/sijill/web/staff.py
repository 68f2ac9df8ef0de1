"""The names of colleagues for pages: authors, assignees, whoever moved a case."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sijill.trust.accounts.models import Account

MOST = 300


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """Account → full name, in one query; unknown ones are left out."""
    wanted = {account for account in accounts if account}
    if not wanted:
        return {}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "full_name"))


def colleagues(office: str) -> list[tuple[UUID, str]]:
    """The active accounts of an office, by name."""
    rows = Account.objects.filter(office=office, is_active=True).order_by("full_name")
    return list(rows.values_list("pk", "full_name")[:MOST])
