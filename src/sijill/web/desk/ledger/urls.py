"""Addresses of this part of the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.ledger import leaves

urlpatterns: list[URLPattern] = [
    path("ledger/", leaves.ledger, name="ledger"),
    path("ledger/<slug:kind>/<slug:key>/", leaves.ledger_record, name="ledger_record"),
]
