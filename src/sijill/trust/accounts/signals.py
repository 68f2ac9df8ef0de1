"""Sign-ins, failures, sign-outs and second factors become leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from sijill.trust.access.errors import NoViewer
from sijill.trust.access.viewer import Viewer, bound
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.sessions import mark_session
from sijill.trust.accounts.viewers import viewer_of
from sijill.trust.ledger.actions import action, commit_to, record_look

# Whoever failed to sign in is nobody: neither the name tried nor an account goes into the leaf.
NOBODY = Viewer(
    account=UUID(int=0),
    name="",
    office="",
    offices=frozenset(),
    permissions=frozenset(),
    purpose="sign-in",
)


@receiver(user_logged_in, dispatch_uid="sijill.signed_in")
def signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    """A sign-in with every step passed."""
    mark_session(request.session, request.headers.get("User-Agent", ""))
    record_look("sign_in", viewer_of(user, purpose="sign-in"), [("account", str(user.pk))])


@receiver(user_login_failed, dispatch_uid="sijill.sign_in_failed")
def sign_in_failed(**_: Any) -> None:
    """A wrong name or password, at sign-in or when asked for the password again."""
    record_look("sign_in.failed", NOBODY, [], step="password")


@receiver(authentication_failed, dispatch_uid="sijill.factor_failed")
def factor_failed(user: Account, **_: Any) -> None:
    """A wrong code after a right password: the account's owner should know of it."""
    record_look("sign_in.failed", NOBODY, [("account", str(user.pk))], step="second factor")


@receiver(user_logged_out, dispatch_uid="sijill.signed_out")
def signed_out(user: Account | None, **_: Any) -> None:
    """A sign-out by the person."""
    if user is not None:
        record_look("sign_out", viewer_of(user, purpose="sign-in"), [("account", str(user.pk))])


def _acting(factor: Authenticator) -> Viewer:
    """Whoever runs the present action (an administrator), else the factor's owner."""
    try:
        return bound()
    except NoViewer:
        return viewer_of(factor.user, purpose="sign-in")


@action("factor.add", permission=None)
def _add_factor(*, by: Viewer, factor: Authenticator) -> None:
    """A second factor was set up: its kind goes into the ledger, never its secret."""
    commit_to("account", factor.user_id, None, type=str(factor.type))


@action("factor.remove", permission=None)
def _remove_factor(*, by: Viewer, factor: Authenticator) -> None:
    """A second factor was taken away."""
    commit_to("account", factor.user_id, None, type=str(factor.type))


@receiver(post_save, sender=Authenticator, dispatch_uid="sijill.factor_added")
def factor_added(instance: Authenticator, created: bool, **_: Any) -> None:
    """A new second factor or set of recovery codes; its leaf stands in the same transaction."""
    if created:
        _add_factor(by=_acting(instance), factor=instance)


@receiver(post_delete, sender=Authenticator, dispatch_uid="sijill.factor_removed")
def factor_removed(instance: Authenticator, **_: Any) -> None:
    """A second factor removed, or recovery codes replaced."""
    _remove_factor(by=_acting(instance), factor=instance)
