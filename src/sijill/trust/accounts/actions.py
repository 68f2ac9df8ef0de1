"""Opening and closing accounts, giving roles, absences and portfolios: each one a leaf."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.access.models import Office
from sijill.trust.access.roles import ROLES, Role
from sijill.trust.access.viewer import Viewer
from sijill.trust.accounts.models import Absence, Account, RoleGrant
from sijill.trust.accounts.portfolios import grants_held
from sijill.trust.ledger.actions import action, commit_to

Row = TypeVar("Row", bound=models.Model)


def _one(model: type[Row], given: Row | object) -> Row:
    """The row given as itself or by its key, read afresh and locked; raises Absent."""
    key = getattr(given, "pk", given)
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None:
        raise Absent("record.absent")
    return row


def _role(code: str) -> Role:
    if code not in ROLES:
        raise Problem("account.unknown_role", role=code)
    return ROLES[code]


@action("account.open", permission=Permission.ACCOUNTS)
def open_account(
    *,
    by: Viewer,
    username: str,
    full_name: str,
    office: Office | str,
    password: str = "",
    language: str = "en",
    synthetic: bool = False,
) -> Account:
    """Open an account in an office; it may do nothing before it is given a role.

    Raises Problem account.username_taken, account.password_weak. An empty password: nobody can
    sign in until set_password.
    """
    username = username.strip()
    if Account.objects.filter(username__iexact=username).exists():
        raise Problem("account.username_taken", username=username)
    account = Account(
        username=username,
        full_name=full_name.strip(),
        office=_one(Office, office),
        language=language,
        synthetic=synthetic,
    )
    _give_password(account, password)
    account.save()
    commit_to(
        "account",
        account.pk,
        {"username": username, "full_name": account.full_name},
        office=account.office_id,
    )
    return account


@action("account.set_password", permission=Permission.ACCOUNTS)
def set_password(*, by: Viewer, account: Account | object, password: str) -> Account:
    """Give an account a new password; raises Problem account.password_weak."""
    found = _one(Account, account)
    _give_password(found, password)
    found.save(update_fields=["password"])
    commit_to("account", found.pk, {"password": "set"})
    return found


def _give_password(account: Account, password: str) -> None:
    if not password:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Problem("account.password_weak", reasons=" ".join(error.messages)) from error
    account.set_password(password)


@action("account.close", permission=Permission.ACCOUNTS)
def close_account(*, by: Viewer, account: Account | object) -> Account:
    """Close an account today: no sign-in, no role. Never deleted, the ledger names it.

    What somebody else holds on its behalf (a portfolio) stays until it ends or is ended.
    """
    found, today = _one(Account, account), timezone.localdate()
    found.is_active = False
    found.save(update_fields=["is_active"])
    RoleGrant.objects.filter(account=found, starts__gt=today).delete()
    # Yesterday where possible: an account closed this morning shows nothing this afternoon.
    held = RoleGrant.objects.filter(account=found).exclude(ends__lt=today)
    held.filter(starts=today).delete()
    ended = held.update(ends=today - timedelta(days=1))
    commit_to("account", found.pk, {"is_active": False}, grants=ended)
    return found


@action("account.grant_role", permission=Permission.ACCOUNTS)
def grant_role(
    *,
    by: Viewer,
    account: Account | object,
    role: str,
    office: Office | str,
    starts: date | None = None,
    ends: date | None = None,
    stands_in_for: Account | object | None = None,
) -> RoleGrant:
    """Give a role in an office for a time. Nobody gives one to themselves."""
    found = _one(Account, account)
    if found.pk == by.account:
        raise Denied("account.own_roles")
    _role(role)
    principal = None if stands_in_for is None else _one(Account, stands_in_for)
    grant = _grant(
        found,
        role,
        _one(Office, office).pk,
        starts or timezone.localdate(),
        ends,
        principal=principal,
        by=by,
    )
    commit_to(
        "account",
        found.pk,
        {"grant": grant.pk},
        role=role,
        office=grant.office_id,
        starts=str(grant.starts),
        ends=str(grant.ends or ""),
    )
    return grant


@action("account.end_grant", permission=Permission.ACCOUNTS)
def end_grant(*, by: Viewer, grant: RoleGrant | object, on: date | None = None) -> RoleGrant:
    """End a grant; ``on`` (today) is its last day. One that has not started ends unused."""
    found = _one(RoleGrant, grant)
    last = on or timezone.localdate()
    found.ends = max(last, found.starts)
    found.save(update_fields=["ends"])
    commit_to("account", found.account_id, {"grant": found.pk}, ends=str(found.ends))
    return found


@action("account.hand_over_portfolio", permission=Permission.ASSIGN)
def hand_over_portfolio(
    *,
    by: Viewer,
    account: Account | object,
    to: Account | object,
    office: Office | str,
    starts: date,
    ends: date | None = None,
) -> list[RoleGrant]:
    """Hand what one person does in an office to another, who may sit in another office.

    The receiver stands in for the giver: with the giver's roles there, between the dates. Nobody
    hands on more than they carry themselves. Raises Problem account.nothing_to_hand_over,
    account.same_person, account.dates_reversed, account.closed; Denied account.beyond_own.
    """
    giver, receiver = _one(Account, account), _one(Account, to)
    where = _one(Office, office).pk
    by.check_office(where)
    _check_receiver(giver, receiver, starts, ends)
    roles = _own_roles(giver, starts).filter(office_id=where).values_list("role", flat=True)
    codes = sorted(set(roles))
    if not codes:
        raise Problem("account.nothing_to_hand_over", office=where)
    for code in codes:
        _check_within(by, ROLES[code])
    grants = [_grant(receiver, code, where, starts, ends, principal=giver, by=by) for code in codes]
    commit_to(
        "account",
        giver.pk,
        {"grants": [grant.pk for grant in grants]},
        to=str(receiver.pk),
        office=where,
        starts=str(starts),
        ends=str(ends or ""),
    )
    return grants


@action("account.report_absence", permission=None)
def report_absence(
    *, by: Viewer, starts: date, ends: date, deputy: Account | object | None = None
) -> Absence:
    """Say when one is away and who takes the work meanwhile.

    The deputy gets one's roles for those days, marked as standing in. Whoever may not give out
    work (Permission.ASSIGN) names a deputy who already carries as much; more is for the head of
    office to hand over. Raises as hand_over_portfolio; Denied account.deputy_needs_head.
    """
    own = _one(Account, by.account)
    second = None if deputy is None else _one(Account, deputy)
    _check_receiver(own, second, starts, ends)
    absence = Absence.objects.create(account=own, starts=starts, ends=ends, deputy=second)
    if second is not None:
        for grant in _own_roles(own, starts):
            _check_deputy(by, second, grant, starts)
            # A deputy holds it no longer than whoever they stand in for.
            last = min(ends, grant.ends or ends)
            _grant(second, grant.role, grant.office_id, starts, last, principal=own, by=by)
    commit_to(
        "account",
        own.pk,
        {"absence": absence.pk},
        starts=str(starts),
        ends=str(ends),
        deputy=str(second.pk) if second else "",
    )
    return absence


def _own_roles(account: Account, on: date) -> models.QuerySet[RoleGrant]:
    """Grants somebody holds in their own right: a deputy has no deputy of their own."""
    return grants_held(account.pk, on).filter(stands_in_for=None)


def _check_receiver(
    giver: Account, receiver: Account | None, starts: date, ends: date | None
) -> None:
    if ends is not None and ends < starts:
        raise Problem("account.dates_reversed")
    if receiver is None:
        return
    if receiver.pk == giver.pk:
        raise Problem("account.same_person")
    if not receiver.is_active:
        raise Problem("account.closed", username=receiver.username)


def _check_within(by: Viewer, role: Role) -> None:
    if not (role.permissions <= by.permissions and role.compartments <= by.compartments):
        raise Denied("account.beyond_own", role=role.code)


def _check_deputy(by: Viewer, deputy: Account, wanted: RoleGrant, on: date) -> None:
    if by.may(Permission.ASSIGN):
        return
    held = [
        ROLES[grant.role]
        for grant in grants_held(deputy.pk, on)
        if ROLES[grant.role].everywhere or grant.office_id == wanted.office_id
    ]
    role = ROLES[wanted.role]
    carried = frozenset[Permission]().union(*(r.permissions for r in held))
    seen = frozenset[object]().union(*(r.compartments for r in held))
    if not (role.permissions <= carried and role.compartments <= seen):
        raise Denied("account.deputy_needs_head")


def _grant(
    account: Account,
    role: str,
    office: str,
    starts: date,
    ends: date | None,
    *,
    principal: Account | None,
    by: Viewer,
) -> RoleGrant:
    if ends is not None and ends < starts:
        raise Problem("account.dates_reversed")
    return RoleGrant.objects.create(
        account=account,
        role=role,
        office_id=office,
        starts=starts,
        ends=ends,
        stands_in_for=principal,
        granted_by=by.account,
    )
