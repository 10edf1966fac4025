"""Words with digits or capitals inside that are no passwords: standards, products, counts, times."""

import re
from functools import cache

from orchestrator.languages import names, spoken
from orchestrator.toolbox.library import names as tool_names

_KNOWN = re.compile(
    r"(?i)o-?auth[\d.]*|saml[\d.]*|sha-?\d+|md5|aes-?\d+|base-?64|utf-?\d+|tls[v\d.]*|rfc-?\d+|iso-?\d+|auth0|argon2\w*"
    r"|pbkdf2|1password|\w+365|o365|windows-?\d+|[23]-?fa|mfa|otp|http/?\d?|v\d[\d.]*|24/7|iphones?\d*|ios\d*"
    r"|\d{1,3}(?:[.,]\d{3})+|\d{1,2}[:.]\d{2}|\d{1,3}\+?(?:[-–]\d{1,3})?(?:-[^\W\d_]+)*\+?"
    r"|\d{1,4}[ -]?(?:st|nd|rd|th|x|h|hrs?|hours?|mins?|min|minutes?|s|sec|seconds?|d|days?|tage?n?|stellig\w*|fach|mal"
    r"|stunden|minuten|jours?|heures?|días|horas|chars?|characters?|digits?|zeichen|%)"
)


def is_known_shape(word: str) -> bool:
    """Whether a word is a name, a count or a time, however much it looks like a password."""
    return bool(_KNOWN.fullmatch(word)) or word.casefold() in _names()


@cache
def _names() -> frozenset[str]:
    """The names Parley knows, of tools, platforms and channels, in small letters."""
    lexicons = [lexicon for data in (names(), spoken()["en"]) for lexicon in data["lexicons"].values()]
    known = [tool_names(), *lexicons]
    return frozenset(n.casefold() for own in known for name, other in own.items() for n in (name, *other))
