"""Addresses of this part of the desk."""

from django.urls import path

from sijill.web.desk.places import browser, queue, settling

urlpatterns = [
    path("places/", queue.places, name="places"),
    path("places/browse/", browser.gazetteer, name="gazetteer"),
    path("places/<uuid:key>/", settling.place, name="place"),
    path("places/<uuid:key>/find/", settling.find, name="place_find"),
    path("places/<uuid:key>/settle/", settling.settle, name="place_settle"),
]
