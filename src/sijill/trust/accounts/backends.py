"""Checking a password in the same time whether or not the account exists."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from sijill.trust.accounts.models import Account


class AccountBackend:
    """Sign-in by name and password; inactive and unknown accounts cost the same hash."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **extra: Any
    ) -> Account | None:
        """The account, or None after as much work as a right password takes."""
        try:
            account = Account.objects.get_by_natural_key(username)
        except Account.DoesNotExist:
            make_password(password)
            return None
        if not account.check_password(password) or not account.is_active:
            return None
        return account

    def get_user(self, key: Any) -> Account | None:
        """The active account of a session."""
        return Account.objects.filter(pk=key, is_active=True).prefetch_related("grants").first()
