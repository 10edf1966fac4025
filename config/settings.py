"""Django's settings, from the environment. What the environment may hold is config/environment.py's business."""

import os
import sys

# Before anything can import litellm: it would ask the network for prices.
os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")

from config import data_folder, environment, hosts, review_look, storage
from config.data_folder import FolderRefused
from config.environment import ROOT
from config.reading import BadSetting

try:
    _environment = environment.load()
    DATA_DIR = data_folder.open_folder(_environment.data_dir)
    SECRET_KEY = _environment.secret_key or data_folder.secret_key(DATA_DIR)
    PARLEY_SECRETS_KEYS = data_folder.secrets_keys(DATA_DIR, _environment.secrets_keys)
    PARLEY_REDIS_URL = _environment.redis_url or storage.valkey_url(DATA_DIR)
    DATABASES = {"default": storage.database(_environment.database_url, DATA_DIR)}
except (BadSetting, FolderRefused) as problem:
    print(f"Parley: {problem}", file=sys.stderr)
    raise SystemExit(2) from None

PARLEY_VERSION = "0.1.0"
PARLEY_EMBEDDED = _environment.is_embedded
PARLEY_MODEL = _environment.model
PARLEY_FAST_MODEL = _environment.fast_model
PARLEY_MODEL_TIMEOUT = _environment.model_timeout
PARLEY_MODEL_RPM = _environment.model_rpm
PARLEY_REQUIRE_LOGIN = _environment.require_login
PARLEY_INTERVIEW_TTL_HOURS = _environment.interview_ttl_hours
PARLEY_BUDGET_USD = _environment.budget_usd
PARLEY_RATE_LIMIT = _environment.rate_limit
PARLEY_TOOL_ALLOW_HOSTS = _environment.tool_allow_hosts

DEBUG = False
ALLOWED_HOSTS = list(_environment.allowed_hosts or hosts.default_allowed_hosts(_environment.host))
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# The admin's theme asks for fields of PostgreSQL that no model here has, and would load its driver into every process.
sys.modules.setdefault("django.contrib.postgres.fields", None)  # type: ignore[arg-type]

# Without "daphne": as an app it only serves runserver, and brings Twisted (35 MB, 0.5 s) into commands and worker.
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "config.review_apps.ReviewConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "corsheaders",
    "csp",
    "django_htmx",
    "ninja",
    "orchestrator",
    "runs",
    "builder",
    "sessions",
    "api",
    "evaluation",
]

# Nothing here may be sync only: one such middleware puts every streamed answer on a thread of its own.
MIDDLEWARE = [
    "api.timing.ServerTiming",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# People

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The admin site

UNFOLD = review_look.UNFOLD

# Redis, or the embedded Valkey. All of it may be lost.

CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": PARLEY_REDIS_URL,
        "KEY_PREFIX": "parley",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CHANNEL_LAYERS = {
    "default": {
        # Sockets outlive a restart of Redis on this one: docs/decisions/0005-channel-layer.md
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        # redis-py ends a read after 5 s; a socket may be idle for longer.
        "CONFIG": {
            "hosts": [{"address": PARLEY_REDIS_URL, "socket_timeout": None, "socket_connect_timeout": 2}],
            "prefix": "parley",
        },
    }
}

CELERY_BROKER_URL = storage.broker_url(PARLEY_REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Redis hands a task out again after this many seconds: more than the longest task takes.
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "global_keyprefix": "parley:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A tick that found no worker in time is not made up for: the next one does the same work.
    "sweep-turns": {"task": "sessions.tasks.sweep_turns", "schedule": 15, "options": {"expires": 15}},
    "sweep-polishes": {"task": "sessions.tasks.sweep_polishes", "schedule": 30, "options": {"expires": 30}},
    "expire-interviews": {"task": "sessions.tasks.expire_interviews", "schedule": 600, "options": {"expires": 600}},
}

# Files for the browser

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / ".build" / "static"
STATICFILES_DIRS = [ROOT / ".build" / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "uploads"
SERVESTATIC_ALLOW_ALL_ORIGINS = False
# Names with Django's hash (app.0123456789ab.js) or the bundler's (chunk-ABCD1234.js) never change what they hold.
SERVESTATIC_IMMUTABLE_FILE_TEST = r"^.+(\.[0-9a-f]{12}|-[A-Z0-9]{8})\.\w+$"

# Safety

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        # Mermaid puts a style element into its drawings.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
CORS_ALLOWED_ORIGINS = list(_environment.cors_origins)
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key"]
CORS_EXPOSE_HEADERS = ["retry-after", "server-timing"]
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "parley_session"
CSRF_COOKIE_NAME = "parley_csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Only a proxy that was declared is believed about https: anybody can send its header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _environment.behind_proxy else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _environment.behind_proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _environment.behind_proxy else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        # A page that is not there is no news.
        "django.request": {"level": "ERROR"},
        "LiteLLM": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        "httpx2": {"level": "WARNING"},
    },
}
