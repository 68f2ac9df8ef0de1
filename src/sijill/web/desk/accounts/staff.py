"""Staff for account administrators: the list, opening, roles, closing, lost passwords."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Absent, Denied, Problem
from sijill.trust.accounts.actions import close_account, end_grant, grant_role
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.one_time import (
    Opened,
    open_with_password,
    remove_factors,
    renew_password,
)
from sijill.trust.accounts.queries import get_account, roles_held, staff_visible_to
from sijill.web.desk.accounts.forms import GrantForm, OpenForm
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence

SHOWN = 200


@page(Permission.ACCOUNTS)
def staff(request: DeskRequest) -> HttpResponse:
    """Who has an account, where, and with which roles today."""
    text = request.GET.get("q", "").strip()
    found = staff_visible_to(request.viewer)
    if text:
        found = found.filter(full_name__icontains=text) | found.filter(username__icontains=text)
    rows = [(account, roles_held(account)) for account in found[: SHOWN + 1]]
    context = {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "text": text, "shown": SHOWN}
    return TemplateResponse(request, "accounts/list.html", context)


@page(Permission.ACCOUNTS, methods=("GET", "POST"))
def open_new(request: DeskRequest) -> HttpResponse:
    """Open an account; the one-time password is shown on the answer and nowhere else."""
    form = OpenForm(request.viewer, request.POST or None)
    if form.is_valid():
        try:
            return _opened(request, _open(request, form.cleaned_data))
        except Problem as problem:
            form.add_error(None, sentence(problem))
    return TemplateResponse(request, "accounts/open.html", {"form": form})


@transaction.atomic
def _open(request: DeskRequest, given: dict[str, str]) -> Opened:
    """Account and first role together, or neither."""
    role = given.pop("role")
    opened = open_with_password(by=request.viewer, **given)
    grant_role(by=request.viewer, account=opened.account, role=role, office=given["office"])
    return opened


def _opened(request: DeskRequest, opened: Opened) -> HttpResponse:
    return TemplateResponse(request, "accounts/password.html", {"opened": opened})


@page(Permission.ACCOUNTS, methods=("GET", "POST"))
def account(request: DeskRequest, key: UUID) -> HttpResponse:
    """One account: its roles, and giving another."""
    found = get_account(request.viewer, key)
    if request.method == "POST" and found.pk == request.viewer.account:
        raise Denied("account.own_roles")
    form = GrantForm(request.viewer, request.POST or None)
    if form.is_valid():
        try:
            grant_role(by=request.viewer, account=found, **form.cleaned_data)
            messages.success(request, _("The role is given."))
            return _back(found.pk)
        except Problem as problem:
            form.add_error(None, sentence(problem))
    context = {
        "account": found,
        "held": roles_held(found),
        "form": form,
        "own": found.pk == request.viewer.account,
        "factors": _has_factor(found),
    }
    return TemplateResponse(request, "accounts/account.html", context)


def _has_factor(account: Account) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return is_mfa_enabled(account)


def _back(key: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("account", args=[key]))


@page(Permission.ACCOUNTS, methods=("POST",))
def end_role(request: DeskRequest, key: UUID, grant: int) -> HttpResponse:
    """End a role today."""
    found = get_account(request.viewer, key)
    if not any(held.grant.pk == grant for held in roles_held(found)):
        raise Absent("record.absent")
    end_grant(by=request.viewer, grant=grant)
    messages.success(request, _("The role ends today."))
    return _back(key)


@page(Permission.ACCOUNTS, methods=("GET", "POST"))
def close(request: DeskRequest, key: UUID) -> HttpResponse:
    """Close an account, after a page that says what that means."""
    found = get_account(request.viewer, key)
    if found.pk == request.viewer.account:
        raise Problem("account.own_close")
    if request.method == "POST":
        close_account(by=request.viewer, account=found)
        messages.success(request, _("The account is closed."))
        return _back(key)
    return TemplateResponse(request, "accounts/close.html", {"account": found})


@page(Permission.ACCOUNTS, methods=("POST",))
def password(request: DeskRequest, key: UUID) -> HttpResponse:
    """A new one-time password for somebody who forgot theirs, shown on the answer only."""
    get_account(request.viewer, key)
    return _opened(request, renew_password(by=request.viewer, account=key))


@page(Permission.ACCOUNTS, methods=("POST",))
def factors(request: DeskRequest, key: UUID) -> HttpResponse:
    """Remove the second factor of somebody who lost the telephone and the codes."""
    get_account(request.viewer, key)
    remove_factors(by=request.viewer, account=key)
    messages.success(request, _("The second factor is removed. A new one is set up at sign-in."))
    return _back(key)
