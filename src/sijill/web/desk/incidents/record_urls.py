"""Addresses of the recording forms, their look-ups and their drafts."""

from django.urls import URLPattern, path

from sijill.web.desk.incidents import (
    record_additions,
    record_correct,
    record_drafts,
    record_edit,
    record_links,
    record_lookups,
    record_people,
    record_views,
)
from sijill.web.desk.incidents.sentences import SENTENCES
from sijill.web.problems import register

register(SENTENCES)

# Before the addresses of one incident: "new" is no reference.
urlpatterns: list[URLPattern] = [
    path("incidents/new/", record_views.record_new, name="record"),
    path("incidents/new/", record_views.record_new, name="record_new"),
    path("incidents/new/<str:report>/", record_views.record_new, name="record_new"),
    path("incidents/<str:reference>/edit/", record_edit.edit, name="incident_edit"),
    path(
        "incidents/<str:reference>/victims/new/",
        record_additions.victim,
        name="incident_add_victim",
    ),
    path("incidents/<str:reference>/acts/new/", record_additions.act, name="incident_add_act"),
    path("incidents/<str:reference>/acts/<uuid:act>/edit/", record_correct.act, name="act_edit"),
    path(
        "incidents/<str:reference>/information/<uuid:information>/edit/",
        record_correct.information,
        name="information_edit",
    ),
    path(
        "incidents/<str:reference>/information/<uuid:information>/grade/",
        record_correct.grade,
        name="information_grade",
    ),
    path(
        "incidents/<str:reference>/involvements/new/",
        record_additions.involvement,
        name="incident_add_involvement",
    ),
    path(
        "incidents/<str:reference>/information/new/",
        record_additions.information,
        name="incident_add_information",
    ),
    path(
        "incidents/<str:reference>/members/new/", record_people.member, name="incident_name_member"
    ),
    path(
        "incidents/<str:reference>/people/<str:person>/name/",
        record_people.name,
        name="person_name",
    ),
    path("incidents/<str:reference>/related/new/", record_links.related, name="incident_relate"),
    path(
        "incidents/<str:reference>/reports/new/", record_links.report, name="incident_link_report"
    ),
    path("lookup/places/", record_lookups.places, name="lookup_places"),
    path("lookup/people/", record_lookups.people, name="lookup_people"),
    path("lookup/actors/", record_lookups.actors, name="lookup_actors"),
    path("lookup/terms/", record_lookups.terms, name="lookup_terms"),
    path("lookup/date/", record_lookups.date, name="lookup_date"),
    path("drafts/back/", record_drafts.back, name="draft_back"),
    path("drafts/<str:form>/", record_drafts.draft, name="draft"),
    path("drafts/<str:form>/discard/", record_drafts.discard, name="draft_discard"),
]
