"""The few settings a page needs, so that the design is tested without a database."""

from pathlib import Path

DESIGN = Path(__file__).resolve().parents[3] / "src" / "sijill" / "web" / "design"
SECRET_KEY = "only for tests"
INSTALLED_APPS = ["django.contrib.staticfiles", "django_cotton", "django_htmx"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [DESIGN / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
        },
    }
]
LANGUAGES = [("en", "English"), ("ar", "Arabic"), ("ckb", "Central Kurdish")]
ROOT_URLCONF = "tests.web.design.bare_urls"
STATIC_URL = "/static/"
STATICFILES_DIRS = [DESIGN / "static"]
USE_TZ = True
