"""Addresses of publications at the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.publications import list as listing
from sijill.web.desk.publications import one, preparing, sentences  # noqa: F401

ONE = "publications/<slug:reference>/"

urlpatterns: list[URLPattern] = [
    path("publications/", listing.publications, name="publications"),
    path("publications/prepare/", preparing.publication_prepare, name="publication_prepare"),
    path(ONE, one.publication, name="publication"),
    path(f"{ONE}clear/", one.publication_clear, name="publication_clear"),
    path(f"{ONE}return/", one.publication_return, name="publication_return"),
    path(f"{ONE}withdraw/", one.publication_withdraw, name="publication_withdraw"),
]
