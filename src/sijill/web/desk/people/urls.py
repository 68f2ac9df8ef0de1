"""Addresses of this part of the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.people import person, search

urlpatterns: list[URLPattern] = [
    path("people/", search.people, name="people"),
    path("people/<str:reference>/", person.person, name="person"),
    path("people/<str:reference>/names/", person.person_names, name="person_names"),
    path("people/<str:reference>/declarations/", person.person_declared, name="person_declared"),
]
