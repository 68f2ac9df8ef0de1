"""Staff accounts, roles and one's own settings, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from sijill.trust.accounts.models import Absence, Account, RoleGrant
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.ledger.models import Leaf
from tests.cast import Cast

pytestmark = pytest.mark.django_db

MANAGED = ["accounts", "account_open"]
NEW = {
    "full_name": "Synthetic Newcomer",
    "username": "new.comer",
    "role": "monitor",
    "language": "ckb",
}


@pytest.fixture(autouse=True)
def _waived(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def actions_now() -> set[str]:
    return set(Leaf.objects.values_list("action", flat=True))


@pytest.mark.parametrize("name", MANAGED)
@pytest.mark.parametrize("who", ["documenter", "head", "manager", "stranger"])
def test_only_administrators_manage_accounts(
    client: Client, cast: Cast, name: str, who: str
) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse(name)).status_code == 403


def test_the_list_shows_everybody_with_todays_roles(admin: Client, cast: Cast) -> None:
    page = admin.get(reverse("accounts")).content.decode()
    assert cast.stranger.full_name in page
    assert "Head of field office" in page
    found = admin.get(reverse("accounts"), {"q": "stranger"}).content.decode()
    assert cast.stranger.full_name in found
    assert cast.head.full_name not in found


def test_opening_an_account_shows_its_password_once(admin: Client, cast: Cast) -> None:
    answer = admin.post(reverse("account_open"), {**NEW, "office": cast.head.office_id})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    password = answer.context["opened"].password
    assert password in answer.content.decode()
    account = Account.objects.get(username="new.comer")
    assert account.check_password(password)
    assert account.password_once
    assert viewer_of(account).roles == ("monitor",)
    assert password not in admin.get(reverse("account", args=[account.pk])).content.decode()
    assert {"account.open", "account.grant_role", "account.ask_new_password"} <= actions_now()


@pytest.mark.parametrize("username", ["head", "HEAD", "a", "with space", "<b>", "9lives"])
def test_a_bad_or_taken_name_is_refused_and_nothing_is_written(
    admin: Client, cast: Cast, username: str
) -> None:
    before = Account.objects.count()
    answer = admin.post(
        reverse("account_open"), {**NEW, "username": username, "office": cast.head.office_id}
    )
    assert answer.context["form"].non_field_errors()
    assert Account.objects.count() == before


def test_an_unknown_office_or_role_is_refused(admin: Client, cast: Cast) -> None:
    for wrong in ({"office": "NOWHERE"}, {"office": cast.head.office_id, "role": "emperor"}):
        assert admin.post(reverse("account_open"), {**NEW, **wrong}).context["form"].errors
    assert not Account.objects.filter(username="new.comer").exists()


def test_a_role_is_given_and_ended(admin: Client, cast: Cast) -> None:
    page = reverse("account", args=[cast.documenter.pk])
    today = timezone.localdate()
    given = {"role": "verifier", "office": cast.stranger.office_id, "starts": today.isoformat()}
    assert admin.post(page, given)["Location"] == page
    grant = RoleGrant.objects.get(account=cast.documenter, role="verifier")
    assert admin.post(reverse("account_end_role", args=[cast.documenter.pk, grant.pk]))
    grant.refresh_from_db()
    assert grant.ends == today
    other = reverse("account_end_role", args=[cast.head.pk, grant.pk])
    assert admin.post(other).status_code == 404


def test_nobody_gives_a_role_to_themselves_or_closes_their_own_account(
    admin: Client, cast: Cast
) -> None:
    own = reverse("account", args=[cast.administrator.pk])
    given = {"role": "head_of_office", "office": cast.head.office_id, "starts": "2026-01-01"}
    refused = admin.post(own, given)
    assert refused.status_code == 403
    assert "to themselves" in refused.content.decode()
    assert admin.post(reverse("account_close", args=[cast.administrator.pk])).status_code == 400
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active
    assert cast.viewer("administrator").roles == ("administrator",)


def test_closing_signs_out_at_once(admin: Client, cast: Cast) -> None:
    theirs = Client()
    theirs.force_login(cast.stranger)
    assert theirs.get(reverse("my_settings")).status_code == 200
    close = reverse("account_close", args=[cast.stranger.pk])
    assert "signed out everywhere" in admin.get(close).content.decode()
    cast.stranger.refresh_from_db()
    assert cast.stranger.is_active
    admin.post(close)
    assert theirs.get(reverse("my_settings")).status_code == 302


def test_a_lost_password_and_a_lost_factor(admin: Client, cast: Cast) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(cast.head, "JBSWY3DPEHPK3PXP")
    answer = admin.post(reverse("account_password", args=[cast.head.pk]))
    cast.head.refresh_from_db()
    assert cast.head.check_password(answer.context["opened"].password)
    admin.post(reverse("account_factors", args=[cast.head.pk]))
    assert not cast.head.authenticator_set.exists()
    removed = Leaf.objects.get(action="factor.remove")
    assert removed.by == cast.administrator.pk


@pytest.mark.parametrize("who", ["documenter", "administrator", "manager"])
def test_everybody_reads_every_role(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    page = client.get(reverse("roles")).content.decode()
    assert page.count('class="card"') == 6
    assert "Never opens a name" in page


def test_choosing_language_and_digits(client: Client, cast: Cast) -> None:
    client.force_login(cast.documenter)
    answer = client.post(reverse("my_settings"), {"language": "ar", "digits": "native"})
    assert answer["Location"] == reverse("my_settings")
    assert client.cookies["sijill_language"].value == "ar"
    cast.documenter.refresh_from_db()
    assert (cast.documenter.language, cast.documenter.digits) == ("ar", "native")
    assert 'dir="rtl"' in client.get(reverse("my_settings")).content.decode()
    wrong = client.post(reverse("my_settings"), {"language": "xx", "digits": "roman"})
    assert wrong.context["form"].errors


def test_an_absence_with_a_deputy(client: Client, cast: Cast) -> None:
    client.force_login(cast.head)
    day = timezone.localdate() + timedelta(days=3)
    given = {
        "away-starts": day,
        "away-ends": day + timedelta(days=4),
        "away-deputy": str(cast.verifier.pk),
    }
    assert client.post(reverse("my_absence"), given)["Location"] == reverse("my_settings")
    assert Absence.objects.get().deputy == cast.verifier
    assert cast.verifier.full_name in client.get(reverse("my_settings")).content.decode()
    held = viewer_of(Account.objects.get(pk=cast.verifier.pk), on=day)
    assert "head_of_office" in held.roles


def test_an_absence_the_wrong_way_round_and_a_deputy_who_would_see_more(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.documenter)
    day = timezone.localdate()
    back = client.post(
        reverse("my_absence"), {"away-starts": day, "away-ends": day - timedelta(days=1)}
    )
    assert "last day is before the first" in back.content.decode()
    more = client.post(
        reverse("my_absence"),
        {"away-starts": day, "away-ends": day, "away-deputy": str(cast.administrator.pk)},
    )
    assert more.status_code == 200
    assert not Absence.objects.exists()


def test_handing_a_portfolio_over(client: Client, cast: Cast) -> None:
    client.force_login(cast.documenter)
    assert client.get(reverse("portfolio")).status_code == 403
    client.force_login(cast.head)
    given = {
        "account": str(cast.documenter.pk),
        "to": str(cast.stranger.pk),
        "office": cast.head.office_id,
        "starts": timezone.localdate(),
    }
    assert client.post(reverse("portfolio"), given)["Location"] == reverse("portfolio")
    grant = RoleGrant.objects.get(account=cast.stranger, stands_in_for=cast.documenter)
    assert grant.office_id == cast.head.office_id
    again = client.post(reverse("portfolio"), {**given, "to": given["account"]})
    assert "somebody else" in again.content.decode()


@pytest.mark.parametrize("name", ["accounts", "account_open", "roles", "my_settings"])
@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_pages_are_right_to_left_without_inline_style(
    admin: Client, name: str, language: str
) -> None:
    page = admin.get(reverse(name), {"lang": language}).content.decode()
    assert 'dir="rtl"' in page
    assert "style=" not in page
    assert "<script>" not in page
