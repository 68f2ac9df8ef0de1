"""Addresses of this part of the desk."""

from django.urls import path

from sijill.web.desk.reports import one, queue, sorting, typed

urlpatterns = [
    path("reports/", queue.reports, name="reports"),
    path("reports/new/", typed.new, name="report_new"),
    path("reports/<str:reference>/", one.report, name="report"),
    path("reports/<str:reference>/open/", one.opened, name="report_open"),
    path("reports/<str:reference>/promote/", sorting.promote, name="report_promote"),
    path("reports/<str:reference>/set-aside/", sorting.put_aside, name="report_set_aside"),
    path("reports/<str:reference>/bring-back/", sorting.put_back, name="report_bring_back"),
    path("reports/<str:reference>/assign/", sorting.give, name="report_assign"),
]
