"""Addresses of the public pages."""

from django.urls import URLPattern, path

from sijill.web.public import downloads, figures, front, methods, sentences  # noqa: F401

urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("figures/", figures.figure_list, name="public_figures"),
    path("figures/<slug:reference>.csv", downloads.figure_csv, name="public_figure_csv"),
    path("figures/<slug:reference>.json", downloads.figure_json, name="public_figure_json"),
    path("figures/<slug:reference>/", figures.figure_page, name="public_figure"),
    path("methods/", methods.method_list, name="methods"),
    path("methods/<str:figure>/", methods.method_page, name="method"),
    path("about/", methods.about, name="about"),
]
