"""Addresses of this part of the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.home import home, search
from sijill.web.desk.home.sentences import SENTENCES
from sijill.web.problems import register

register(SENTENCES)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("tour/put-away/", home.put_tour_away, name="tour_put_away"),
    path("search/", search.search, name="search"),
]
