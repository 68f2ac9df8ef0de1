"""Signing in and out: names, passwords, second factors, leaves."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from sijill.trust.accounts.models import Account
from sijill.trust.ledger.models import Leaf
from tests.cast import PASSWORD
from tests.web.signin.conftest import code_of

pytestmark = pytest.mark.django_db

HOME = "/desk/"


def latest(using: str = "journal") -> dict:
    """The body of the newest leaf."""
    return json.loads(bytes(Leaf.objects.using(using).order_by("-at").first().body))


def test_wrong_name_and_wrong_password_answer_alike(client: Client, sign_in: Callable) -> None:
    wrong_password = sign_in("not the right password")
    wrong_name = client.post("/sign-in/", {"login": "nobody", "password": "not the right one"})
    assert wrong_password.status_code == wrong_name.status_code == 200
    for page in (wrong_password, wrong_name):
        assert list(page.context["form"].non_field_errors()) == [
            "The name or the password is not right."
        ]


def test_a_failed_sign_in_leaves_a_leaf_without_the_name(client: Client, sign_in: Callable) -> None:
    sign_in("not the right password")
    leaf = latest()
    assert leaf["action"] == "sign_in.failed"
    assert leaf["on"] == []
    assert "head" not in json.dumps(leaf)


def test_a_closed_account_cannot_sign_in(
    client: Client, member: Account, sign_in: Callable
) -> None:
    member.is_active = False
    member.save()
    page = sign_in()
    assert "not right" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_signing_in_without_a_factor_leads_to_setting_one_up(
    client: Client, sign_in: Callable
) -> None:
    answer = sign_in(next="/sign-in/sessions/")
    assert answer["Location"] == "/sign-in/sessions/"
    desk = client.get("/sign-in/sessions/")
    # And back, once it is set up.
    back = urlencode({"next": "/sign-in/sessions/"})
    assert desk["Location"] == f"{reverse('mfa_activate_totp')}?{back}"


def set_up_factor(client: Client) -> str:
    """Activate the second factor as the page asks; returns its secret."""
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    assert page.context["form"].typed_secret.replace(" ", "") == secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_the_whole_first_sign_in(client: Client, member: Account, sign_in: Callable) -> None:
    sign_in()
    secret = set_up_factor(client)
    stored = Authenticator.objects.get(user=member, type="totp").data["secret"]
    assert secret not in stored
    shown = client.get(reverse("mfa_view_recovery_codes"))
    codes = shown.context["unused_codes"]
    assert len(codes) == 10
    assert codes[0][:4] in shown.content.decode()
    again = client.get(reverse("mfa_view_recovery_codes"))
    assert codes[0][:4] not in again.content.decode()
    assert client.get("/sign-in/sessions/").status_code == 200


def test_a_code_opens_once(client: Client, member: Account, sign_in: Callable) -> None:
    sign_in()
    secret = set_up_factor(client)
    client.post("/sign-in/out/")
    assert sign_in()["Location"] == reverse("mfa_authenticate")
    code = code_of(secret, steps=1)
    wrong = client.post("/sign-in/code/", {"code": "000000"})
    assert "This code is not right" in wrong.content.decode()
    assert client.get("/sign-in/sessions/")["Location"].startswith("/sign-in/?next=")
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    assert client.get("/sign-in/sessions/").status_code == 200
    client.post("/sign-in/out/")
    sign_in()
    from django.core.cache import cache

    cache.clear()  # as another process of the web server, which knows nothing of this one
    replayed = client.post("/sign-in/code/", {"code": code})
    assert "This code is not right" in replayed.content.decode()


def test_a_recovery_code_signs_in_once(client: Client, member: Account, sign_in: Callable) -> None:
    sign_in()
    set_up_factor(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    for status in (302, 200):
        client.post("/sign-in/out/")
        sign_in()
        assert client.post("/sign-in/code/", {"code": codes[0]}).status_code == status


def test_factor_changes_are_leaves_of_the_same_transaction(
    client: Client, member: Account, sign_in: Callable
) -> None:
    before = Leaf.objects.filter(action="factor.add").count()
    sign_in()
    set_up_factor(client)
    assert Leaf.objects.filter(action="factor.add").count() == before + 2
    client.post(reverse("mfa_deactivate_totp"))
    assert Leaf.objects.filter(action="factor.remove", by=member.pk).count() >= 2
    desk = client.get("/sign-in/sessions/")["Location"]
    assert urlsplit(desk).path == reverse("mfa_activate_totp")


def test_an_old_sign_in_must_show_the_password_again(
    client: Client, member: Account, sign_in: Callable
) -> None:
    sign_in()
    set_up_factor(client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = client.post(reverse("mfa_generate_recovery_codes"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = client.post(answer["Location"], {"password": "wrong password here", "next": "/"})
    assert "This is not your password" in page.content.decode()
    done = client.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": reverse("mfa_generate_recovery_codes")},
    )
    assert done["Location"] == reverse("mfa_view_recovery_codes")


def test_sign_in_and_sign_out_are_leaves(
    client: Client, member: Account, sign_in: Callable, settings: Settings
) -> None:
    settings.DEMO = True
    sign_in()
    assert (latest()["action"], latest()["by"]) == ("sign_in", str(member.pk))
    assert client.get("/sign-in/out/").status_code == 200
    assert client.post("/sign-in/out/")["Location"] == "/sign-in/"
    assert (latest()["action"], latest()["by"]) == ("sign_out", str(member.pk))


def test_after_an_idle_time_out_one_comes_back_to_the_form(
    client: Client, member: Account, sign_in: Callable, settings: Settings
) -> None:
    settings.DEMO = True
    sign_in()
    form = "/sign-in/sessions/?page=2"
    client.get(form)
    session = client.session
    session["seen"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    turned = client.get(form)
    assert turned["Location"] == "/sign-in/?next=/sign-in/sessions/%3Fpage%3D2"
    page = client.get(turned["Location"])
    assert page.context["redirect_field_value"] == form
    assert sign_in(next=form)["Location"] == form


def test_the_idle_limit_holds_on_sign_in_pages(
    client: Client, member: Account, sign_in: Callable, settings: Settings
) -> None:
    sign_in()
    session = client.session
    session["seen"] = int(time.time()) - settings.IDLE_SECONDS - 1
    session.save()
    assert client.get(reverse("account_change_password"))["Location"].startswith("/sign-in/")
    assert "_auth_user_id" not in client.session


def test_guessing_is_slowed(client: Client, sign_in: Callable) -> None:
    for _ in range(5):
        sign_in("a wrong guess")
    page = sign_in()
    assert "Too many attempts" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_next_leads_nowhere_else(client: Client, sign_in: Callable, settings: Settings) -> None:
    settings.DEMO = True
    settings.LOGIN_REDIRECT_URL = HOME
    assert sign_in(next="https://elsewhere.example/")["Location"] == HOME


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "confirm-email/"])
def test_nothing_of_allauth_is_open_that_we_did_not_open(client: Client, path: str) -> None:
    assert client.get(f"/sign-in/{path}").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_page_is_private_and_speaks_the_readers_language(client: Client, language: str) -> None:
    page = client.get(f"/sign-in/?lang={language}")
    text = page.content.decode()
    assert f'lang="{language}"' in text
    assert page["Cache-Control"] == "no-store"
    assert "<script>" not in text
    assert "style=" not in text


def test_a_new_device_speaks_the_accounts_language(
    client: Client, member: Account, sign_in: Callable, settings: Settings
) -> None:
    settings.DEMO = True
    member.language = "ckb"
    member.save()
    sign_in()
    assert client.cookies["sijill_language"].value == "ckb"
    chosen = Client()
    chosen.cookies["sijill_language"] = "ar"
    chosen.post("/sign-in/", {"login": member.username, "password": PASSWORD})
    assert chosen.cookies["sijill_language"].value == "ar"


@pytest.mark.parametrize("case", ["unknown name", "wrong password", "closed account"])
def test_every_refusal_costs_one_hash(
    client: Client, member: Account, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashing is what takes time: as much of it whether or not the name exists."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    if case == "closed account":
        Account.objects.filter(pk=member.pk).update(is_active=False)
    name = "nobody" if case == "unknown name" else member.username
    worked = []
    for method in ("encode", "verify"):
        genuine = getattr(Argon2PasswordHasher, method)

        def counted(self: object, *given: object, genuine: Callable = genuine) -> object:
            worked.append(case)
            return genuine(self, *given)

        monkeypatch.setattr(Argon2PasswordHasher, method, counted)
    client.post("/sign-in/", {"login": name, "password": "not the right password"})
    assert len(worked) == 1


def test_codes_are_taken_in_arabic_digits_and_with_spaces(
    client: Client, member: Account, sign_in: Callable
) -> None:
    sign_in()
    page = client.get(reverse("mfa_activate_totp"))
    code = code_of(page.context["form"].secret)
    typed = "".join(chr(0x0660 + int(digit)) for digit in code)
    assert client.post(reverse("mfa_activate_totp"), {"code": typed}).status_code == 302
    recovery = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    client.post("/sign-in/out/")
    sign_in()
    spaced = f" {recovery[:4]} {recovery[4:]} "
    assert client.post("/sign-in/code/", {"code": spaced}).status_code == 302
