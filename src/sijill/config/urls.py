"""All addresses. Each part of the site keeps its own; nothing is registered elsewhere."""

from django.urls import include, path

from sijill.web import errors, health, language

PARTS = [
    "home",
    "incidents",
    "reports",
    "people",
    "sources",
    "findings",
    "imports",
    "places",
    "figures",
    "publications",
    "ledger",
    "guides",
    "accounts",
]

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("language/", language.choose, name="language"),
    path("", include("sijill.web.public.urls")),
    path("sign-in/", include("sijill.web.signin.urls")),
    *[path("desk/", include(f"sijill.web.desk.{part}.urls")) for part in PARTS],
]

handler404 = errors.not_found
handler403 = errors.refused
handler400 = errors.bad_request
handler500 = errors.broken
