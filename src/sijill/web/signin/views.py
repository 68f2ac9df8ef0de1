"""Sign-in pages: allauth's flows with our forms, and two pages of our own."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.http import HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from sijill.trust.accounts.adapters import AccountAdapter
from sijill.trust.accounts.stages import NewPasswordStage
from sijill.web.signin import forms

login = account.LoginView.as_view(form_class=forms.SignInForm)
logout = account.LogoutView.as_view()
inactive = account.AccountInactiveView.as_view()
password_again = account.ReauthenticateView.as_view(form_class=forms.PasswordAgainForm)
code_again = mfa.ReauthenticateView.as_view(form_class=forms.SecondStepAgainForm)
second_step = mfa.AuthenticateView.as_view(form_class=forms.SecondStepForm)
change_password = account.PasswordChangeView.as_view(form_class=forms.PasswordChangeForm)
factors = mfa.IndexView.as_view()
activate = totp.ActivateTOTPView.as_view(form_class=forms.ActivateForm)
view_codes = codes.ViewRecoveryCodesView.as_view()
new_codes = codes.GenerateRecoveryCodesView.as_view()


class _DeactivateView(totp.DeactivateTOTPView):
    """Without a factor there is no desk: after removing one, the next is set up at once."""

    def get_success_url(self) -> str:
        return reverse("mfa_activate_totp")


deactivate = _DeactivateView.as_view()


@method_decorator(
    login_stage_required(stage=NewPasswordStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
class NewPasswordView(FormView):
    """Between the one-time password and the first page: a password of one's own."""

    form_class = forms.FirstPasswordForm
    template_name = "account/new_password.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self._stage.login.user}

    def form_valid(self, form: forms.FirstPasswordForm) -> HttpResponse:
        """Save it, with its leaf, and finish signing in."""
        AccountAdapter(self.request).set_password(
            self._stage.login.user, form.cleaned_data["password1"]
        )
        return self._stage.exit()

    @property
    def _stage(self) -> Any:
        return self.request._login_stage  # type: ignore[attr-defined]


new_password = NewPasswordView.as_view()
