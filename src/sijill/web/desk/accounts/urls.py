"""Addresses of staff accounts, roles and one's own settings."""

from django.urls import URLPattern, path

from sijill.web import problems
from sijill.web.desk.accounts import own, staff
from sijill.web.desk.accounts.sentences import SENTENCES

problems.register(SENTENCES)

urlpatterns: list[URLPattern] = [
    path("accounts/", staff.staff, name="accounts"),
    path("accounts/new/", staff.open_new, name="account_open"),
    path("accounts/<uuid:key>/", staff.account, name="account"),
    path("accounts/<uuid:key>/close/", staff.close, name="account_close"),
    path("accounts/<uuid:key>/password/", staff.password, name="account_password"),
    path("accounts/<uuid:key>/factors/", staff.factors, name="account_factors"),
    path("accounts/<uuid:key>/roles/<int:grant>/end/", staff.end_role, name="account_end_role"),
    path("roles/", own.roles, name="roles"),
    path("me/", own.my_settings, name="my_settings"),
    path("me/absence/", own.my_absence, name="my_absence"),
    path("portfolio/", own.portfolio, name="portfolio"),
]
