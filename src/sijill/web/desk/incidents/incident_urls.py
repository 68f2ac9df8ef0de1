"""Addresses of the list of incidents and of the page of one."""

from django.urls import URLPattern, path

from sijill.web.desk.incidents import incident, incident_doing, incident_opening
from sijill.web.desk.incidents import list as incident_list

urlpatterns: list[URLPattern] = [
    path("incidents/", incident_list.incidents, name="incidents"),
    path("incidents/<str:reference>/", incident.incident, name="incident"),
    path(
        "incidents/<str:reference>/names/", incident_opening.incident_names, name="incident_names"
    ),
    path(
        "incidents/<str:reference>/address/",
        incident_opening.incident_address,
        name="incident_address",
    ),
    path(
        "incidents/<str:reference>/information/<uuid:information>/account/",
        incident_opening.incident_account,
        name="incident_account",
    ),
    path("incidents/<str:reference>/move/", incident_doing.incident_move, name="incident_move"),
    path(
        "incidents/<str:reference>/assign/", incident_doing.incident_assign, name="incident_assign"
    ),
]
