"""One's own settings, absence and deputy; and handing a portfolio over."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sijill.trust.access.enums import Permission
from sijill.trust.access.errors import Problem
from sijill.trust.access.roles import ROLES
from sijill.trust.accounts.actions import hand_over_portfolio, report_absence
from sijill.trust.accounts.models import Account
from sijill.trust.accounts.own import choose_settings
from sijill.trust.accounts.queries import absences_ahead, roles_held
from sijill.web.desk.accounts.forms import AbsenceForm, PortfolioForm, SettingsForm
from sijill.web.page import DeskRequest, page
from sijill.web.problems import sentence


@page(None)
def roles(request: DeskRequest) -> HttpResponse:
    """Every role in plain words, and what each may do."""
    order = list(Permission)
    rows = [(role, sorted(role.permissions, key=order.index)) for role in ROLES.values()]
    context = {"rows": rows, "mine": set(request.viewer.roles)}
    return TemplateResponse(request, "accounts/roles.html", context)


@page(None, methods=("GET", "POST"))
def my_settings(request: DeskRequest) -> HttpResponse:
    """Language, digits, absence, and the way to password, factor and sessions."""
    own = _own(request)
    form = SettingsForm(
        request.POST or None, initial={"language": own.language, "digits": own.digits}
    )
    if form.is_valid():
        choose_settings(by=request.viewer, **form.cleaned_data)
        return _remembered(request, form.cleaned_data["language"])
    return _settings_page(request, own, form=form)


def _remembered(request: DeskRequest, language: str) -> HttpResponse:
    """Back to the settings, in the language just chosen."""
    with translation.override(language):
        messages.success(request, _("Your settings are saved."))
    answer = HttpResponseRedirect(reverse("my_settings"))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31536000,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return answer


def _own(request: DeskRequest) -> Account:
    return Account.objects.prefetch_related("grants").get(pk=request.viewer.account)


def _settings_page(
    request: DeskRequest,
    own: Account,
    *,
    form: SettingsForm | None = None,
    absence: AbsenceForm | None = None,
) -> HttpResponse:
    initial = {"language": own.language, "digits": own.digits}
    context: dict[str, Any] = {
        "account": own,
        "form": form or SettingsForm(initial=initial),
        "absence": absence or AbsenceForm(request.viewer, prefix="away"),
        "absences": absences_ahead(own.pk),
        "held": [held for held in roles_held(own) if held.state != "ended"],
    }
    return TemplateResponse(request, "accounts/settings.html", context)


@page(None, methods=("POST",))
def my_absence(request: DeskRequest) -> HttpResponse:
    """Say when one is away and who takes the work."""
    form = AbsenceForm(request.viewer, request.POST, prefix="away")
    if form.is_valid() and _tried(form, _report, request, form):
        messages.success(request, _("Your absence is noted."))
        return HttpResponseRedirect(reverse("my_settings"))
    return _settings_page(request, _own(request), absence=form)


def _report(request: DeskRequest, form: AbsenceForm) -> None:
    given = form.cleaned_data
    report_absence(
        by=request.viewer,
        starts=given["starts"],
        ends=given["ends"],
        deputy=given["deputy"] or None,
    )


def _tried(form: django_forms.Form, act: Any, *args: Any) -> bool:
    """Run an action; a problem becomes a sentence on the form."""
    try:
        act(*args)
    except Problem as problem:
        form.add_error(None, sentence(problem))
        return False
    return True


@page(Permission.ASSIGN, methods=("GET", "POST"))
def portfolio(request: DeskRequest) -> HttpResponse:
    """Hand what one person does in an office to another."""
    form = PortfolioForm(request.viewer, request.POST or None)
    if form.is_valid() and _tried(form, _hand_over, request, form):
        messages.success(request, _("The portfolio is handed over."))
        return HttpResponseRedirect(reverse("portfolio"))
    return TemplateResponse(request, "accounts/portfolio.html", {"form": form})


def _hand_over(request: DeskRequest, form: PortfolioForm) -> None:
    hand_over_portfolio(by=request.viewer, **form.cleaned_data)
