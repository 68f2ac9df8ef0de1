"""`sijill account …` on the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from sijill.cli.accounts import account
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.viewers import viewer_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test database stands already."""
    monkeypatch.setattr("sijill.cli.accounts.django_up", lambda: None)
    yield


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(account, list(arguments), input=typed)


def create(cast: Cast, *more: str, typed: str = "") -> Result:
    return run(
        "create",
        "new.comer",
        "--name",
        "Synthetic Newcomer",
        "--office",
        cast.head.office_id,
        "--role",
        "administrator",
        *more,
        typed=typed,
    )


def test_create_prints_a_password_that_works(cast: Cast) -> None:
    result = create(cast, "--language", "ar")
    assert result.exit_code == 0, result.output
    password = next(line for line in result.output.splitlines() if "One-time" in line).split()[-1]
    made = Account.objects.get(username="new.comer")
    assert made.check_password(password)
    assert made.password_once
    assert made.language == "ar"
    assert viewer_of(made).roles == ("administrator",)


@pytest.mark.parametrize("typed", ["password1234", "sijill sijill sijill", "111111111111"])
def test_a_weak_password_is_refused(cast: Cast, typed: str) -> None:
    result = create(cast, "--ask-password", typed=f"{typed}\n{typed}\n")
    assert result.exit_code == 2
    assert "This password is refused" in result.output
    assert not Account.objects.filter(username="new.comer").exists()


def test_unknown_office_and_role_name_the_choices(cast: Cast) -> None:
    wrong = run("create", "new.comer", "--name", "N", "--office", "XX", "--role", "monitor")
    assert wrong.exit_code == 2
    assert cast.head.office_id in wrong.output
    wrong = run("role", "head", "emperor")
    assert wrong.exit_code == 2
    assert "administrator" in wrong.output


def test_list_close_and_role(cast: Cast) -> None:
    assert f"head_of_office@{cast.head.office_id}" in run("list").output
    assert run("role", "documenter", "verifier").exit_code == 0
    assert "verifier" in viewer_of(Account.objects.get(pk=cast.documenter.pk)).roles
    assert run("close", "stranger", "--yes").exit_code == 0
    assert "closed" in next(line for line in run("list").output.splitlines() if "stranger" in line)
    assert run("close", "nobody", "--yes").exit_code == 2
