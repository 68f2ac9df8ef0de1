"""All settings, in one file. What an office may change is listed in docs/settings.md."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sijill.base.postgres.roles import APP, PUBLIC, load
from sijill.base.postgres.setup import access_file
from sijill.config import environment as env

SOURCE = Path(__file__).resolve().parent.parent
PROJECT = SOURCE.parent.parent

DATA = env.folder("SIJILL_DATA", PROJECT / ".data")
DEMO = env.flag("SIJILL_DEMO")
PACK = env.folder("SIJILL_PACK", PROJECT / "packs" / "iraq")
# The demonstration answers to this machine's own names alone: it waives the second factor.
HOSTS = [] if DEMO else env.words("SIJILL_HOSTS")
BEHIND_TLS = not DEMO and env.flag("SIJILL_TLS")

DEBUG = False
SECRET_KEY = env.secret_file(DATA / "keys" / "session.secret")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "sijill.trust.access",
    "sijill.trust.accounts",
    "sijill.trust.ledger",
    "sijill.trust.keys",
    "sijill.trust.worklist",
    "sijill.reference",
    "sijill.intake",
    "sijill.record.people",
    "sijill.record.sources",
    "sijill.record.incidents",
    "sijill.verify",
    "sijill.analyse.figures",
    "sijill.publish",
    "sijill.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "sijill.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sijill.web.page.NoStoreMiddleware",
    "sijill.web.page.KeepableMiddleware",
]

ROOT_URLCONF = "sijill.config.urls"
WSGI_APPLICATION = "sijill.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates", SOURCE / "web" / "design" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "sijill.web.page.surroundings",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
        },
    }
]
COTTON_DIR = "cotton"

_access = load(access_file(DATA))


def _database(role: str | None) -> dict[str, object]:
    """A Django database entry for one of our roles (see base/postgres/roles.py)."""
    if _access is None:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "not-prepared"}
    user = _access.owner if role is None else role
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _access.host,
        "PORT": _access.port,
        "NAME": _access.name,
        "USER": user,
        "PASSWORD": _access.passwords[user],
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": f"sijill {user}"},
    }


# default: pages and jobs. journal: the same role on a connection of its own, where the leaf of
# an opening is committed before anything is opened. public: published rows only. owner: migrations.
DATABASES = {
    "default": _database(APP),
    "journal": _database(APP),
    "public": _database(PUBLIC),
    "owner": _database(None),
}
DATABASE_ROUTERS = ["sijill.config.routers.PublishedRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["sijill.trust.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sijill.trust.accounts.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "sijill.trust.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_ADAPTER = "sijill.trust.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sijill"
MFA_RECOVERY_CODES_SHOW_ONCE = True
# One step either way, for telephones whose clock drifts (RFC 6238 section 5.2); a code used once
# is refused in every process (web/signin/forms.py).
MFA_TOTP_TOLERANCE = 1
# The session ends with the browser; nobody is asked to be "remembered".
ACCOUNT_SESSION_REMEMBER = False

# Said once, on the server: a cookie would keep the words of a record in the browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "sijill_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "sijill_csrf"
IDLE_SECONDS = env.number("SIJILL_IDLE_SECONDS", 15 * 60)

SECURE_SSL_REDIRECT = False  # the proxy in deploy/ does it
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
# "no-referrer" would make browsers send `Origin: null` with our own forms, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("ckb", _("Central Kurdish"))]
LANGUAGE_COOKIE_NAME = "sijill_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [SOURCE / "web" / "design" / "static", ("parts", PROJECT / "build" / "parts")]
STATIC_ROOT = PROJECT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "sijill.web.static_files.StaticFiles"},
}
WHITENOISE_MAX_AGE = 31536000

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = DATA / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

VAULT = DATA / "vault"
NODE = env.text("SIJILL_NODE", "n1")

# A cache of the process, for what can be made again: never for anything about a person.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PGHISTORY_ADMIN_ALL_EVENTS = False

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"mute": {"()": "sijill.config.logs.Mute"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["mute"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "sijill": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "procrastinate": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
