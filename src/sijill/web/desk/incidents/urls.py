"""Addresses of this part of the desk."""

from django.urls import URLPattern

from sijill.web.desk.incidents import incident_urls, record_urls

urlpatterns: list[URLPattern] = [
    *record_urls.urlpatterns,
    *incident_urls.urlpatterns,
]
