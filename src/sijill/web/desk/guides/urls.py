"""Addresses of the guides, the tour, the glossary and the state of the languages."""

from django.urls import URLPattern, path

from sijill.web.desk.guides import guides, languages

urlpatterns: list[URLPattern] = [
    path("guides/", guides.guides, name="guides"),
    path("guides/<slug:role>/", guides.guide, name="guide"),
    path("tour/", guides.tour, name="tour"),
    path("tour/<int:step>/", guides.tour, name="tour_step"),
    path("glossary/", guides.glossary, name="glossary"),
    path("languages/", languages.languages, name="languages"),
    path("languages/<slug:language>.csv", languages.unreviewed, name="unreviewed_terms"),
]
