"""Every setting of an installation, read from the environment once. `AMENDS_X_FILE` may name a file instead of a value."""

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

import amends


def _from_files() -> None:
    """A secret may stand in a file: `AMENDS_X_FILE=/run/secrets/x` sets `AMENDS_X` unless it is set itself."""
    for name in [
        n for n in os.environ if n.endswith("_FILE") and n.startswith(("AMENDS_", "DATABASE_", "EMAIL_"))
    ]:
        os.environ.setdefault(name.removesuffix("_FILE"), Path(os.environ[name]).read_text().strip())


_from_files()
env = environ.Env()

HOME = Path(env.str("AMENDS_HOME", "") or ".amends").expanduser().resolve()
PORT = env.int("AMENDS_PORT", 8000)
LIVE_PORT = env.int("AMENDS_LIVE_PORT", 8001)
SMTP_PORT = env.int("AMENDS_SMTP_PORT", 8025)
SMTP_HOST = env.str("AMENDS_SMTP_HOST", "127.0.0.1")  # where the two mail doors listen
LMTP_PORT = env.int("AMENDS_LMTP_PORT", 0)  # 0: no LMTP door
LMTP_SOCKET = env.str("AMENDS_LMTP_SOCKET", "")  # a path; empty: none
PUBLIC_URL = env.str("AMENDS_PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")
LIVE_URL = env.str("AMENDS_LIVE_URL", "")
TRUSTED_PROXIES = env.list("AMENDS_TRUSTED_PROXIES", default=[])
LARGEST_UPLOAD = env.int("AMENDS_LARGEST_UPLOAD", 25 * 1024 * 1024)
LARGEST_MESSAGE = env.int("AMENDS_LARGEST_MESSAGE", 50 * 1024 * 1024)
FILES_PER_MESSAGE = env.int("AMENDS_FILES_PER_MESSAGE", 100)
MAIL_LOOP_LIMIT = env.int("AMENDS_MAIL_LOOP_LIMIT", 5)
OUTGOING_PRIVATE_ADDRESSES = env.bool("AMENDS_OUTGOING_PRIVATE_ADDRESSES", False)
METRICS_TOKEN = env.str("AMENDS_METRICS_TOKEN", "")  # who shows it may read /metrics from another machine
COMPLAINTS_PER_ADDRESS = env.int("AMENDS_COMPLAINTS_PER_ADDRESS", 60)  # by the form in 10 min; 0: no limit
FIRST_COMPANY = {  # how set-up calls the company; afterwards `amends company set` and the settings page
    "name": env.str("AMENDS_COMPANY", "Our company"),
    "zone": env.str("AMENDS_ZONE", "UTC"),
    "country": env.str("AMENDS_COUNTRY", ""),
}
TOLD_TOGETHER = (
    0.02  # seconds in which a process gathers what came in before it wakes others; 0: at each commit
)
COMPANY_KEPT_FOR = 1.0  # seconds a process works with the company's settings before it reads them again
SEAL_MAIL_TO = env.str("AMENDS_SEAL_MAIL_TO", "")


def _secret_key() -> str:
    """The key that links and sessions are signed with: from the environment, or made once and kept in the data folder."""
    if key := str(env.str("AMENDS_SECRET_KEY", "")):
        return key
    path = HOME / "secret_key"
    if path.exists():
        return path.read_text().strip()
    HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"secret_key.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50))
    try:
        os.link(fresh, path)  # the first of several starters wins; the others read its key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = env.list("AMENDS_HOSTS", default=["*"])
ROOT_URLCONF = "amends.server.urls"
WSGI_APPLICATION = "amends.server.wsgi.application"
AUTH_USER_MODEL = "people.Staff"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VERSION = amends.__version__

INSTALLED_APPS = [
    "amends.journal",
    "amends.people",
    "amends.cases",
    "amends.channels",
    "amends.responses",
    "amends.improvement",
    "amends.web",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amends.server.compression.CompressedPages",
    "amends.web.company_once.CompanyOnce",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amends.server.errors.told_when_not_so",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "amends.web.context.page",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    if "DATABASE_URL" in os.environ:
        found: dict[str, Any] = env.db_url("DATABASE_URL")
    else:
        from amends.server.postgres import django_database

        found = django_database(HOME, env.str("AMENDS_DATABASE_ROLE", "amends"))
    prepare = 5 if env.bool("AMENDS_PREPARED_STATEMENTS", True) else None
    options = {**found.get("OPTIONS", {}), "prepare_threshold": prepare}
    kept = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    return {**found, **kept, "ENGINE": "amends.server.database", "OPTIONS": options}


DATABASES = {"default": _database()}

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("sk", _("Slovak")),
    ("th", _("Thai")),
    ("lv", _("Latvian")),
    ("bg", _("Bulgarian")),
    ("ro", _("Romanian")),
]
LOCALE_PATHS = [Path(amends.__file__).parent / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "amends.server.bundles.Finder",
]
FILES_ROOT = HOME / "files"
FONTS_ROOT = HOME / "fonts"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "amends.server.static.Manifest"},
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
EMAIL_BACKEND = EMAIL_CONFIG.get("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
MAIL_FROM = env.str("AMENDS_MAIL_FROM", "complaints@localhost")
DEFAULT_FROM_EMAIL = MAIL_FROM

SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_ENGINE = "amends.people.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "amends_session"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "amends.web.trouble.not_surely_theirs"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = FILES_PER_MESSAGE + 100  # the form says in words when there are too many
FILE_UPLOAD_HANDLERS = [
    "amends.web.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, LIVE_URL or f"*:{LIVE_PORT}"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
    }
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_ADAPTER = "amends.web.sign_in.Adapter"
ACCOUNT_FORMS = {"login": "amends.web.sign_in.SignIn"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Amends"

PROCRASTINATE_IMPORT_PATHS = [
    "amends.server.worker",
    "amends.cases.jobs",
    "amends.channels.jobs",
    "amends.improvement.jobs",
    "amends.copies.jobs",
]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "amends_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # counted calls must outlive the others that are counted
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W012", "security.W016", "security.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": env.str("AMENDS_LOG_LEVEL", "WARNING")},
}
