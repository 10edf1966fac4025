"""The environment, read strictly: one reader per setting, and what cannot be meant stops the start with one line.

Standard library only, so that the set-up can ask it before anything is installed.
"""

import os
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from config.reading import BadSetting, Reader

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Environment:
    """Every setting of Parley as plain data. Nothing set at all is a working start."""

    host: str
    port: int
    data_dir: Path
    model: str | None
    fast_model: str | None
    model_timeout: float
    model_rpm: int
    database_url: str | None
    redis_url: str | None
    secret_key: str | None
    secrets_keys: tuple[str, ...]
    allowed_hosts: tuple[str, ...]
    behind_proxy: bool
    cors_origins: tuple[str, ...]
    require_login: bool
    interview_ttl_hours: int
    budget_usd: Decimal | None
    rate_limit: int
    tool_allow_hosts: tuple[str, ...]
    web_concurrency: int

    @property
    def is_embedded(self) -> bool:
        """Whether Parley brings its own database and its own Valkey."""
        return self.database_url is None and self.redis_url is None


def load() -> Environment:
    """Read `.env` into this process's environment, where what is set already wins, and then that. Raises BadSetting."""
    _read_dotenv(ROOT / ".env")
    return read(Reader(os.environ))


def read(reader: Reader) -> Environment:
    """Every setting, checked. Raises BadSetting for a bad value, and for a PARLEY_ name that no setting has."""
    model = reader.word("PARLEY_MODEL")
    found = Environment(
        host=reader.word("HOST") or "127.0.0.1",
        port=reader.whole("PORT", 8000, low=0, high=65535),
        data_dir=_below_root(reader.text("PARLEY_DATA_DIR") or "var"),
        model=model,
        fast_model=reader.word("PARLEY_FAST_MODEL") or model,
        model_timeout=reader.number("PARLEY_MODEL_TIMEOUT", 20.0, low=0.1, high=600.0),
        model_rpm=reader.whole("PARLEY_MODEL_RPM", 0, low=0, high=1_000_000),
        database_url=reader.url("DATABASE_URL", ("postgres", "postgresql", "sqlite")),
        redis_url=reader.url("REDIS_URL", ("redis", "rediss", "unix")),
        secret_key=reader.text("SECRET_KEY"),
        secrets_keys=reader.keys("PARLEY_SECRETS_KEY"),
        allowed_hosts=reader.hosts("ALLOWED_HOSTS"),
        behind_proxy=reader.flag("PARLEY_BEHIND_PROXY"),
        cors_origins=reader.origins("PARLEY_CORS_ORIGINS"),
        require_login=reader.flag("PARLEY_REQUIRE_LOGIN"),
        interview_ttl_hours=reader.whole("PARLEY_INTERVIEW_TTL_HOURS", 24, low=1, high=24 * 366),
        budget_usd=reader.amount("PARLEY_BUDGET_USD"),
        rate_limit=reader.whole("PARLEY_RATE_LIMIT", 600, low=0, high=1_000_000),
        tool_allow_hosts=reader.destinations("PARLEY_TOOL_ALLOW_HOSTS"),
        web_concurrency=reader.whole("WEB_CONCURRENCY", 1, low=1, high=64),
    )
    reader.refuse_unknown()
    if found.fast_model and not found.model:
        raise BadSetting("PARLEY_FAST_MODEL is set but PARLEY_MODEL is not: set PARLEY_MODEL, or neither.")
    return found


def _below_root(path: str) -> Path:
    return (ROOT / os.path.expanduser(path)).absolute()


def _read_dotenv(path: Path) -> None:
    if not path.is_file():
        return
    from dotenv.parser import parse_stream  # not there yet while the set-up runs

    try:
        with path.open(encoding="utf-8") as lines:
            bindings = list(parse_stream(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}") from error
    for binding in bindings:
        if binding.error:
            raise BadSetting(f"{path}, line {binding.original.line}, is not NAME=value.")
        if binding.key and binding.value is not None:
            os.environ.setdefault(binding.key, binding.value)
