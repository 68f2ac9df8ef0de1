"""The people every test knows by name. All synthetic."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.trust.access.models import Office
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Account, RoleGrant
from sijill.trust.accounts.viewers import viewer_of

PASSWORD = "a long enough passphrase"


@dataclass
class Cast:
    """``documenter`` and ``verifier`` share an office; ``stranger`` sits in another."""

    documenter: Account
    verifier: Account
    adviser: Account
    head: Account
    manager: Account
    administrator: Account
    stranger: Account

    def viewer(self, who: str) -> Viewer:
        """The viewer of one of them, as a fresh request would see it."""
        return viewer_of(Account.objects.get(pk=getattr(self, who).pk))


ROLES = {
    "documenter": ("monitor", 0),
    "verifier": ("verifier", 0),
    "adviser": ("child_protection_adviser", 0),
    "head": ("head_of_office", 0),
    "manager": ("information_manager", 0),
    "administrator": ("administrator", 0),
    "stranger": ("monitor", 1),
}


def make_cast() -> Cast:
    """Create the cast in the pack's first two offices."""
    offices = list(Office.objects.order_by("code")[:2])
    people = {}
    for name, (role, office) in ROLES.items():
        account = Account(
            username=name, full_name=f"Synthetic {name}", office=offices[office], synthetic=True
        )
        # A cheap hash: the suite signs in through force_login.
        account.password = "no hash: nobody signs in with it"
        account.save()
        RoleGrant.objects.create(
            account=account, role=role, office=offices[office], granted_by=account.pk
        )
        people[name] = account
    return Cast(**people)
