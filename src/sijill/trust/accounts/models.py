"""Staff accounts and the roles they hold, each for a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sijill.base.ids import new_id
from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES


class AccountManager(BaseUserManager):
    """Accounts by sign-in name."""

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """One member of staff. Deactivated, never deleted: the ledger and findings name them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=64, unique=True)
    # allauth asks for an address; ours is optional and unused while no mail relay is set.
    email = models.EmailField(blank=True)
    full_name = models.CharField(max_length=120)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, default="en")
    digits = models.CharField(max_length=8, default="latin")
    is_active = models.BooleanField(default=True)
    synthetic = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    tour_seen = models.BooleanField(default=False)
    # The password was given by somebody else: a new one is chosen before the first page.
    password_once = models.BooleanField(default=False)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's own permissions are not used: Viewer.may is."""
        return False

    def has_module_perms(self, label: str) -> bool:
        """Django's own permissions are not used."""
        return False


class RoleGrant(models.Model):
    """A role held by a person for a time; ``office`` extends their sight to that office.

    A portfolio handed to a colleague of another office, a deputy during an absence and an
    ordinary appointment are all grants with dates (R1.13).
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=32, choices=[(code, code) for code in ROLES])
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(default=date.today)
    ends = models.DateField(null=True, blank=True)
    stands_in_for = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")),
            )
        ]


class Absence(models.Model):
    """Days on which somebody is away, and who takes their work."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="absences")
    starts = models.DateField()
    ends = models.DateField()
    deputy = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start", condition=Q(ends__gte=models.F("starts"))
            )
        ]
