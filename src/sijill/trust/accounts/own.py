"""What people change of their own account: password, language, digits, the tour."""

from __future__ import annotations

from django.conf import settings

from sijill.trust.access.errors import Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account
from sijill.trust.ledger.actions import action, commit_to

DIGITS = ("latin", "native")


def _own(by: Viewer) -> Account:
    return Account.objects.select_for_update(of=("self",)).get(pk=by.account)


@action("account.own_password", permission=None)
def change_own_password(*, by: Viewer, account: Account, password: str) -> Account:
    """Set one's own password, already checked by the form; the one-time password is spent.

    ``account`` is the row the session holds: its new hash keeps the session alive.
    """
    if account.pk != by.account:
        raise Problem("account.not_own")
    account.set_password(password)
    account.password_once = False
    account.save(update_fields=["password", "password_once"])
    commit_to("account", account.pk, {"password": "changed"})
    return account


@action("account.own_settings", permission=None)
def choose_settings(*, by: Viewer, language: str, digits: str) -> Account:
    """Choose one's language and digits; raises Problem account.unknown_setting."""
    if language not in dict(settings.LANGUAGES) or digits not in DIGITS:
        raise Problem("account.unknown_setting")
    account = _own(by)
    account.language, account.digits = language, digits
    account.save(update_fields=["language", "digits"])
    commit_to("account", account.pk, {"language": language, "digits": digits})
    return account


@action("account.tour_seen", permission=None)
def see_tour(*, by: Viewer, seen: bool = True) -> Account:
    """Remember that the tour was taken or put away, so that it is not offered again."""
    account = _own(by)
    account.tour_seen = seen
    account.save(update_fields=["tour_seen"])
    commit_to("account", account.pk, {"tour_seen": seen})
    return account
