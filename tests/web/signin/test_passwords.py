"""One-time passwords, one's own password, and one's own sessions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from sijill.trust.access.errors import Problem
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.one_time import new_password, open_with_password, renew_password
from sijill.trust.ledger.models import Leaf
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

OWN = "four words of my own"


@pytest.fixture(autouse=True)
def _waived(settings: Settings) -> None:
    settings.DEMO = True


def opened(cast: Cast, **given: str) -> tuple[Account, str]:
    made = open_with_password(
        by=cast.viewer("administrator"),
        username="newcomer",
        full_name="Synthetic Newcomer",
        office=cast.head.office_id,
        **given,
    )
    return made.account, made.password


def test_random_passwords_differ_and_are_long() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 24 for password in made)


def test_the_one_time_password_is_replaced_before_the_first_page(
    client: Client, cast: Cast
) -> None:
    account, password = opened(cast)
    answer = client.post(
        "/sign-in/", {"login": "Newcomer ", "password": password, "next": "/sign-in/sessions/"}
    )
    assert answer["Location"] == reverse("account_new_password")
    assert client.get("/sign-in/sessions/")["Location"].startswith("/sign-in/?next=")
    same = client.post(
        reverse("account_new_password"), {"password1": password, "password2": password}
    )
    assert "Choose another password" in same.content.decode()
    weak = client.post(
        reverse("account_new_password"), {"password1": "short", "password2": "short"}
    )
    assert weak.status_code == 200
    done = client.post(reverse("account_new_password"), {"password1": OWN, "password2": OWN})
    assert done["Location"] == "/sign-in/sessions/"
    assert client.get("/sign-in/sessions/").status_code == 200
    account.refresh_from_db()
    assert not account.password_once
    assert account.check_password(OWN)
    assert Leaf.objects.filter(action="account.own_password", by=account.pk).count() == 1


@pytest.mark.parametrize("password", ["password1234", "123456789012", "newcomer-newcomer", "short"])
def test_weak_and_default_passwords_are_refused(cast: Cast, password: str) -> None:
    with pytest.raises(Problem) as caught:
        opened(cast, password=password)
    assert caught.value.code == "account.password_weak"
    assert not Account.objects.filter(username="newcomer").exists()


def test_a_renewed_password_ends_the_old_one(client: Client, cast: Cast) -> None:
    account, _ = opened(cast)
    renewed = renew_password(by=cast.viewer("administrator"), account=account.pk)
    account.refresh_from_db()
    assert account.check_password(renewed.password)
    assert account.password_once


def test_changing_ones_password_keeps_this_session_and_ends_others(
    client: Client, member: Account, sign_in: Callable
) -> None:
    other = Client()
    other.post("/sign-in/", {"login": member.username, "password": PASSWORD})
    sign_in()
    wrong = client.post(
        reverse("account_change_password"),
        {"oldpassword": "not it at all", "password1": OWN, "password2": OWN},
    )
    assert "This is not your present password" in wrong.content.decode()
    done = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": OWN, "password2": OWN},
    )
    assert done["Location"] == reverse("my_settings")
    assert client.get("/sign-in/sessions/").status_code == 200
    assert other.get("/sign-in/sessions/").status_code == 302


def test_ending_a_session_elsewhere(client: Client, member: Account, sign_in: Callable) -> None:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Android 14; Mobile) Firefox/128.0"})
    other.post("/sign-in/", {"login": member.username, "password": PASSWORD})
    sign_in()
    page = client.get("/sign-in/sessions/")
    sessions = page.context["sessions"]
    assert [own.current for own in sessions] == [True, False]
    assert sessions[1].device == "Firefox · Android"
    assert other.session.session_key not in page.content.decode()
    client.post("/sign-in/sessions/", {"session": sessions[1].handle})
    assert other.get("/sign-in/sessions/").status_code == 302
    assert client.get("/sign-in/sessions/").status_code == 200


def test_nobody_ends_a_colleagues_session(client: Client, cast: Cast, sign_in: Callable) -> None:
    from sijill.trust.accounts.sessions import handle_of

    other = Client()
    other.force_login(cast.stranger)
    sign_in()
    answer = client.post("/sign-in/sessions/", {"session": handle_of(other.session.session_key)})
    assert answer.status_code == 404
    assert other.get("/sign-in/sessions/").status_code == 200
