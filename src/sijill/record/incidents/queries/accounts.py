"""Search over sealed accounts, on keyed hashes alone."""

from __future__ import annotations

from django.db.models import Count

from sijill.record.incidents.models import AccountKey, Information
from sijill.record.incidents.telling import account_tokens
from sijill.trust.access.enums import Permission
from sijill.trust.access.viewer import Viewer
from sijill.trust.ledger.actions import record_look


def search_accounts(viewer: Viewer, text: str, limit: int = 50) -> list[Information]:
    """Information whose account holds every word of the text, newest first.

    A look in the ledger, with a count and no text. Whole words only. Raises Denied: to learn
    that a word occurs is to open a part of the account.
    """
    viewer.check(Permission.OPEN_NAMES)
    wanted = account_tokens(text)
    found: list[Information] = []
    if wanted:
        holding = (
            AccountKey.objects.filter(token__in=wanted)
            .values("information")
            .annotate(met=Count("token", distinct=True))
            .filter(met=len(wanted))
        )
        rows = Information.objects.filter(pk__in=holding.values("information"))
        rows = rows.select_related("incident", "source").order_by("-received_on", "-pk")
        found = list(rows[:limit])
    record_look("accounts.search", viewer, [], results=len(found))
    return found
