"""The synthetic staff, and the sign-ins shown to whoever starts the demonstration."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES
from sijill.trust.accounts.models import Account, RoleGrant

SHOWN = {
    "monitor": "monitor",
    "verifier": "verifier",
    "adviser": "child_protection_adviser",
    "head": "head_of_office",
    "manager": "information_manager",
}


@dataclass(frozen=True)
class SignIn:
    """One line of the start screen."""

    role: str
    username: str
    password: str


def _file() -> Path:
    return Path(settings.DATA) / "keys" / "demonstration.json"


def sign_ins() -> list[SignIn]:
    """The five sign-ins of this demonstration (kept beside the keys, for this machine alone)."""
    return [SignIn(**line) for line in json.loads(_file().read_text())]


def make_staff() -> dict[str, Account]:
    """Five who can sign in at the first office, and two colleagues in every other office."""
    offices = list(Office.objects.order_by("code"))
    people, lines = {}, []
    for username, role in SHOWN.items():
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        people[username] = _account(username, role, offices[0], password)
        lines.append(SignIn(str(ROLES[role].title), username, password))
    for office in offices[1:]:
        for role in ("monitor", "verifier"):
            username = f"{role}.{office.code.lower()}"
            people[username] = _account(username, role, office, None)
    people["administrator"] = _account("administrator", "administrator", offices[0], None)
    with os.fdopen(os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump([asdict(line) for line in lines], out)
    return people


def _account(username: str, role: str, office: Office, password: str | None) -> Account:
    place = office.names.get("en", office.code)
    account = Account(
        username=username,
        full_name=f"{ROLES[role].title} ({place}, synthetic)",
        office=office,
        synthetic=True,
    )
    if password is None:
        account.set_unusable_password()
    else:
        account.set_password(password)
    account.save()
    RoleGrant.objects.create(account=account, role=role, office=office, granted_by=account.pk)
    return account
