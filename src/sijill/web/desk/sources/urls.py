"""Addresses of this part of the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.sources import new, source

urlpatterns: list[URLPattern] = [
    path("sources/", source.sources, name="sources"),
    path("sources/new/", new.source_new, name="source_new"),
    path("sources/<str:reference>/", source.source, name="source"),
    path("sources/<str:reference>/dependence/", source.source_depends, name="source_depends"),
]
