"""Addresses under /sign-in/. The names are allauth's: its code looks them up.

Not here, on purpose: signing oneself up, e-mail addresses, password reset by mail.
"""

from django.urls import URLPattern, path

from sijill.web.signin import greeting, sessions, views  # noqa: F401 - greeting connects itself
from sijill.web.signin.doors import door

urlpatterns: list[URLPattern] = [
    path("", door(views.login, "GET", "POST"), name="account_login"),
    path("out/", door(views.logout, "GET", "POST"), name="account_logout"),
    path("closed/", door(views.inactive, "GET"), name="account_inactive"),
    path("again/", door(views.password_again, "GET", "POST"), name="account_reauthenticate"),
    path("password/", door(views.change_password, "GET", "POST"), name="account_change_password"),
    path("password/new/", door(views.new_password, "GET", "POST"), name="account_new_password"),
    path("code/", door(views.second_step, "GET", "POST"), name="mfa_authenticate"),
    path("code/again/", door(views.code_again, "GET", "POST"), name="mfa_reauthenticate"),
    path("factor/", door(views.factors, "GET"), name="mfa_index"),
    path("factor/set-up/", door(views.activate, "GET", "POST"), name="mfa_activate_totp"),
    path("factor/remove/", door(views.deactivate, "GET", "POST"), name="mfa_deactivate_totp"),
    path("codes/", door(views.view_codes, "GET"), name="mfa_view_recovery_codes"),
    path("codes/new/", door(views.new_codes, "GET", "POST"), name="mfa_generate_recovery_codes"),
    path("sessions/", sessions.own_sessions, name="account_sessions"),
]
