"""Where Parley keeps its data: the addresses of database, Redis and broker as the libraries want them."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import dj_database_url

from config.data_folder import valkey_socket
from config.reading import BadSetting

# Readers never wait for the writer, and the writer is told apart at once instead of failing half-way.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-1000",
}


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """Django's settings of the database at `url`, or of SQLite in the data folder. Raises BadSetting."""
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url or f"sqlite:///{quote(str(folder / 'parley.sqlite3'))}"))
    except ValueError as error:
        raise BadSetting("DATABASE_URL cannot be read: encode special characters in its parts (%40 for @).") from error
    # Under ASGI a kept connection would stay with a thread that nobody comes back to.
    found["CONN_MAX_AGE"] = 0
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = _SQLITE | found.get("OPTIONS", {})
        # Tests run on a file too: in memory, threads would lock each other out.
        found["TEST"] = {"NAME": str(folder / "test.sqlite3")}
    return found


def valkey_url(folder: Path) -> str:
    """Where the embedded Valkey of this data folder is to be found, whether it runs or not."""
    return f"unix://{quote(str(valkey_socket(folder)))}?db=0"


def broker_url(redis_url: str) -> str:
    """The same Redis as Celery names it."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parts.query.removeprefix("db=") or "0"
    return f"redis+socket://{parts.path}?virtual_host={number}"
