"""Addresses of this part of the desk."""

from django.urls import path

from sijill.web.desk.imports import downloads, mappings, preview, runs, upload

urlpatterns = [
    path("imports/", runs.imports, name="imports"),
    path("imports/new/", upload.new, name="import_new"),
    path("imports/mappings/", mappings.mappings, name="mappings"),
    path("imports/mappings/<slug:code>/", mappings.mapping, name="mapping"),
    path("imports/<uuid:key>/", runs.run, name="import_run"),
    path("imports/<uuid:key>/preview/", preview.preview, name="import_preview"),
    path("imports/<uuid:key>/begin/", runs.begin, name="import_begin"),
    path("imports/<uuid:key>/cancel/", runs.cancel, name="import_cancel"),
    path("imports/<uuid:key>/errors/", downloads.errors, name="import_errors"),
]
