"""Whoever signs in on a new device is spoken to in the language of their settings."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from sijill.trust.accounts.models import Account


@receiver(user_logged_in, dispatch_uid="sijill.greeted")
def greet(request: HttpRequest, user: Account, response: HttpResponse, **_: Any) -> None:
    """Set the language cookie of a device that has none; a choice made there already stays."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            max_age=31536000,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
