"""`sijill account …`: the first accounts of an office, and help when the administrator is away."""

from __future__ import annotations

import sys
from typing import Any

import click

from sijill.cli.stage import django_up


def _viewer() -> Any:
    """Who acts at the command line: the machine's keeper, with account administration only."""
    from dataclasses import replace

    from sijill.trust.access.enums import Permission
    from sijill.trust.access.models import Office
    from sijill.trust.accounts.viewers import SETUP

    offices = frozenset(Office.objects.values_list("code", flat=True))
    return replace(
        SETUP, name="command line", offices=offices, permissions=frozenset({Permission.ACCOUNTS})
    )


def _fail(message: str) -> None:
    click.echo(f"sijill: {message}", err=True)
    sys.exit(2)


def _try(act: Any) -> Any:
    """Run an action; a problem ends the command with its sentence."""
    import sijill.web.desk.accounts.sentences as accounts
    from sijill.trust.access.errors import Problem
    from sijill.web import problems

    problems.register(accounts.SENTENCES)
    try:
        return act()
    except Problem as problem:
        _fail(problems.sentence(problem))


def _find(username: str) -> Any:
    from sijill.trust.accounts.models import Account

    try:
        return Account.objects.get_by_natural_key(username)
    except Account.DoesNotExist:
        _fail(f"There is no account called {username}. `sijill account list` shows them.")


def _check_office(code: str) -> str:
    from sijill.trust.access.models import Office

    codes = list(Office.objects.values_list("code", flat=True))
    if code not in codes:
        _fail(f"There is no office {code}. Choose one of: {', '.join(codes)}.")
    return code


def _check_role(code: str) -> str:
    from sijill.trust.access.roles import ROLES

    if code not in ROLES:
        _fail(f"There is no role {code}. Choose one of: {', '.join(ROLES)}.")
    return code


@click.group()
def account() -> None:
    """Staff accounts: open, list, close, give a role."""


@account.command()
@click.argument("username")
@click.option("--name", "full_name", required=True, help="Full name, as colleagues write it.")
@click.option("--office", required=True, help="Code of the office the person works in.")
@click.option("--role", required=True, help="First role; `sijill account role` gives more.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    type=click.Choice(["en", "ar", "ckb"]),
    help="Language of the person's pages.",
)
@click.option(
    "--ask-password",
    is_flag=True,
    help="Type the first password instead of having one "
    "made. It must be changed at the first sign-in all the same.",
)
def create(
    username: str, full_name: str, office: str, role: str, language: str, ask_password: bool
) -> None:
    """Open an account and print its one-time password.

    The password is shown once and must be changed at the first sign-in, where the second factor
    is set up too. Weak and well-known passwords are refused.
    """
    django_up()
    _check_office(office), _check_role(role)
    password = (
        click.prompt("Password", hide_input=True, confirmation_prompt=True) if ask_password else ""
    )
    opened = _try(lambda: _open(username, full_name, office, role, language, password))
    click.echo(f"Account {opened.account.username} is open, as {role} in {office}.")
    if not ask_password:
        click.echo(f"One-time password: {opened.password}")
        click.echo("Hand it over in person. It is stored nowhere and opens one sign-in.")


def _open(
    username: str, full_name: str, office: str, role: str, language: str, password: str
) -> Any:
    from django.db import transaction

    from sijill.trust.accounts.actions import grant_role
    from sijill.trust.accounts.one_time import open_with_password

    by = _viewer()
    with transaction.atomic():
        opened = open_with_password(
            by=by,
            username=username,
            full_name=full_name,
            office=office,
            password=password,
            language=language,
        )
        grant_role(by=by, account=opened.account, role=role, office=office)
    return opened


@account.command("list")
def list_accounts() -> None:
    """Show every account with its office and its roles today."""
    django_up()
    from sijill.trust.accounts.queries import roles_held, staff_visible_to

    for row in staff_visible_to(_viewer()):
        held = [
            f"{item.grant.role}@{item.grant.office_id}"
            for item in roles_held(row)
            if item.state == "now"
        ]
        state = "open" if row.is_active else "closed"
        click.echo(
            f"{row.username:<20} {state:<7} {row.office_id:<12} "
            f"{', '.join(held) or 'no role'}  {row.full_name}"
        )


@account.command()
@click.argument("username")
@click.confirmation_option(prompt="Close this account? It is signed out at once.")
def close(username: str) -> None:
    """Close an account: no sign-in, no role. Nothing it did is changed."""
    django_up()
    from sijill.trust.accounts.actions import close_account

    found = _find(username)
    _try(lambda: close_account(by=_viewer(), account=found))
    click.echo(f"Account {found.username} is closed.")


@account.command()
@click.argument("username")
@click.argument("role")
@click.option("--office", help="Code of the office (the person's own if left out).")
@click.option("--end", is_flag=True, help="End the role today instead of giving it.")
def role(username: str, role: str, office: str | None, end: bool) -> None:
    """Give a role in an office, or end it with --end."""
    django_up()
    from sijill.trust.accounts.actions import grant_role

    found = _find(username)
    where = _check_office(office or found.office_id)
    _check_role(role)
    if end:
        _end(found, role, where)
        return
    _try(lambda: grant_role(by=_viewer(), account=found, role=role, office=where))
    click.echo(f"{found.username} is {role} in {where} from today.")


def _end(found: Any, role: str, office: str) -> None:
    from sijill.trust.accounts.actions import end_grant
    from sijill.trust.accounts.queries import roles_held

    held = [
        item.grant
        for item in roles_held(found)
        if item.state != "ended" and item.grant.role == role and item.grant.office_id == office
    ]
    if not held:
        _fail(f"{found.username} does not hold {role} in {office}. See `sijill account list`.")
    for grant in held:
        _try(lambda grant=grant: end_grant(by=_viewer(), grant=grant))
    click.echo(f"{found.username} is no longer {role} in {office} after today.")


@account.command()
@click.argument("username")
def password(username: str) -> None:
    """Print a new one-time password for somebody who forgot theirs."""
    django_up()
    from sijill.trust.accounts.one_time import renew_password

    found = _find(username)
    opened = _try(lambda: renew_password(by=_viewer(), account=found.pk))
    click.echo(f"One-time password of {found.username}: {opened.password}")


@account.command()
@click.argument("username")
@click.confirmation_option(prompt="Remove this person's second factor? Be sure that it is them.")
def factor(username: str) -> None:
    """Remove a lost second factor; a new one is set up at the next sign-in."""
    django_up()
    from sijill.trust.accounts.one_time import remove_factors

    found = _find(username)
    removed = _try(lambda: remove_factors(by=_viewer(), account=found.pk))
    click.echo(f"{removed} factors of {found.username} removed.")


def register(main: click.Group) -> None:
    """Add this file's commands."""
    main.add_command(account)
