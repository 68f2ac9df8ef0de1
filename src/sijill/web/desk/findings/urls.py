"""Addresses of this part of the desk."""

from django.urls import URLPattern, path

from sijill.web.desk.findings import finding, propose, waiting

urlpatterns: list[URLPattern] = [
    path("findings/", waiting.findings, name="findings"),
    path("findings/<str:reference>/", finding.finding, name="finding"),
    path("findings/<str:reference>/confirm/", finding.finding_confirm, name="finding_confirm"),
    path("findings/<str:reference>/return/", finding.finding_return, name="finding_return"),
    path(
        "incidents/<str:reference>/findings/new/",
        propose.finding_propose,
        name="finding_propose",
    ),
]
