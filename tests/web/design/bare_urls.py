"""The addresses the shells ask for, leading nowhere."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nowhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("language", nowhere, name="language"),
    path("search", nowhere, name="search"),
    path("sign-out", nowhere, name="account_logout"),
]
