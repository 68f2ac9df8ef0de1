"""Addresses of the figures at the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.figures import page, sentences  # noqa: F401

urlpatterns: list[URLPattern] = [
    path("figures/", page.figures, name="figures"),
    path("figures/table.csv", page.figures_csv, name="figures_csv"),
]
