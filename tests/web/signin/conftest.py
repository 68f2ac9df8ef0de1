"""Helpers of the sign-in tests: an account with a real password, and the codes of its app."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from sijill.trust.accounts.models import Account
from tests.cast import PASSWORD, Cast


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    """Rate limits live in the process's cache: each test starts without a past."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def member(cast: Cast) -> Account:
    """The head of office, with a password of their own."""
    cast.head.set_password(PASSWORD)
    cast.head.save()
    return cast.head


@pytest.fixture
def sign_in(client: Client, member: Account) -> Callable[..., object]:
    """Post name and password to the sign-in page."""

    def post(password: str = PASSWORD, **more: str) -> object:
        return client.post("/sign-in/", {"login": member.username, "password": password, **more})

    return post


def code_of(secret: str, steps: int = 0) -> str:
    """The code an authenticator app shows now, or some half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
