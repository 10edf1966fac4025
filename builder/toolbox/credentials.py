"""What each kind of access needs to be let in, and what becomes of it in a request."""

import base64
from collections.abc import Mapping

from orchestrator.values import Access, AccessKind

NEEDED: dict[AccessKind, tuple[str, ...]] = {
    "none": (),
    "api_key": ("key",),
    "bearer": ("token",),
    "basic": ("user_name", "password"),
    "oauth2": ("client_id", "client_secret"),
}
KINDS: dict[AccessKind, str] = {
    "none": "nothing is needed",
    "api_key": "API key in a header",
    "bearer": "bearer token",
    "basic": "user name and password (basic)",
    "oauth2": "OAuth 2.0 client credentials",
}
LABELS = {
    "key": "API key",
    "token": "Token",
    "user_name": "User name",
    "password": "Password",
    "client_id": "Client id",
    "client_secret": "Client secret",
}
ALL = tuple(LABELS)


def needed(access: Access | None) -> tuple[str, ...]:
    """The names of the secrets that this access takes."""
    return NEEDED[access.kind] if access else ()


def header_of(access: Access, secrets: Mapping[str, str]) -> tuple[str, str]:
    """The header that lets a call in. `secrets` has what `needed` names; for OAuth 2.0 the token in its place."""
    match access.kind:
        case "api_key":
            name, prefix, secret = "X-API-Key", "", secrets["key"]
        case "basic":
            pair = f"{secrets['user_name']}:{secrets['password']}"
            name, prefix, secret = "Authorization", "Basic ", base64.b64encode(pair.encode()).decode()
        case _:
            name, prefix, secret = "Authorization", "Bearer ", secrets["token"]
    own = f"{access.prefix} " if access.prefix else prefix
    return access.header or name, f"{own}{secret}"
