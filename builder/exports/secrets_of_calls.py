"""Where a tool's secret goes in a call: by its access, or by the words in which its kind was told. Never its value."""

import re

from builder.exports.call_parts import Secret
from builder.exports.names import ascii_words
from builder.wording import one_line
from orchestrator.values import Access, Tool

_HEADER = re.compile(r"\b(X-[A-Za-z][A-Za-z-]{1,40})\b", re.IGNORECASE)
_NO_AUTH = re.compile(r"\b(?:none|no auth\w*|public|open|sin|aucune|keine)\b", re.IGNORECASE)
_BASIC, _KEY = re.compile(r"\bbasic\b", re.IGNORECASE), re.compile(r"\bapi[ -_]?key\b", re.IGNORECASE)


def secret_of(tool: Tool, name: str, address: str) -> Secret | None:
    """The secret of a tool's calls, None where none is needed. The variable is named after the host."""
    host = re.sub(r"^https?://([^/:?]*).*", r"\1", address) if address else name
    stem = "_".join(ascii_words(host)).upper()[:60] or name.upper()
    return _by_access(tool.access, stem) if tool.access else _by_words(one_line(tool.auth or ""), stem)


def _by_access(access: Access, stem: str) -> Secret | None:
    kind, header, prefix = {
        "none": ("", "", ""),
        "api_key": ("KEY", "X-API-Key", ""),
        "bearer": ("TOKEN", "Authorization", "Bearer "),
        "basic": ("BASIC", "Authorization", "Basic "),
        "oauth2": ("TOKEN", "Authorization", "Bearer "),
    }[access.kind]
    own = f"{one_line(access.prefix)} " if access.prefix else prefix
    return Secret(f"{stem}_{kind}", access.header or header, own) if kind else None


def _by_words(auth: str, stem: str) -> Secret | None:
    if not auth or _NO_AUTH.search(auth):
        return None
    named = _HEADER.search(auth)
    if named:
        return Secret(f"{stem}_KEY", named[1])
    if _BASIC.search(auth):
        return Secret(f"{stem}_BASIC", "Authorization", "Basic ")
    if _KEY.search(auth):
        return Secret(f"{stem}_KEY", "X-API-Key")
    return Secret(f"{stem}_TOKEN", "Authorization", "Bearer ")
