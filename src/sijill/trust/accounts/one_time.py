"""One-time passwords: made by the machine, handed over by a person, good for one sign-in."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Problem
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.actions import open_account, set_password
from sijill.trust.accounts.models import Account
from sijill.trust.ledger.actions import action, commit_to

# No letter or digit that reads like another: it is copied from paper and read over the telephone.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LENGTH = 5, 4
USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,62}[a-z0-9]")


@dataclass(frozen=True)
class Opened:
    """An account and the password to hand over. The password exists nowhere else."""

    account: Account
    password: str


def new_password() -> str:
    """A random password of 98 bits in groups of four, such as ``k7mq-…``."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def open_with_password(
    *,
    by: Viewer,
    username: str,
    full_name: str,
    office: str,
    password: str = "",
    language: str = "en",
) -> Opened:
    """Open an account whose password (random if none is given) must be changed at first sign-in.

    Raises Problem account.username_form, account.username_taken, account.password_weak.
    """
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise Problem("account.username_form", username=username)
    chosen = password or new_password()
    with transaction.atomic():
        account = open_account(
            by=by,
            username=username,
            full_name=full_name,
            office=office,
            password=chosen,
            language=language,
        )
        return Opened(_ask_new_password(by=by, account=account.pk), chosen)


def renew_password(*, by: Viewer, account: UUID) -> Opened:
    """Give somebody who forgot theirs a new one-time password; raises Absent."""
    chosen = new_password()
    with transaction.atomic():
        set_password(by=by, account=account, password=chosen)
        return Opened(_ask_new_password(by=by, account=account), chosen)


@action("account.ask_new_password", permission=Permission.ACCOUNTS)
def _ask_new_password(*, by: Viewer, account: UUID) -> Account:
    """Have the person choose a password of their own before their first page."""
    found = Account.objects.select_for_update(of=("self",)).get(pk=account)
    found.password_once = True
    found.save(update_fields=["password_once"])
    commit_to("account", found.pk, {"password_once": True})
    return found


@action("account.remove_factors", permission=Permission.ACCOUNTS)
def remove_factors(*, by: Viewer, account: UUID) -> int:
    """Remove the second factor of somebody who lost it; they set a new one at the next sign-in.

    Returns how many factors there were. Raises Absent; Problem account.own_factors for one's own.
    """
    from allauth.mfa.models import Authenticator

    found = Account.objects.filter(pk=account).first()
    if found is None:
        raise Absent("record.absent")
    if found.pk == by.account:
        raise Problem("account.own_factors")
    removed, _ = Authenticator.objects.filter(user_id=found.pk).delete()
    commit_to("account", found.pk, None, factors=removed)
    return removed
