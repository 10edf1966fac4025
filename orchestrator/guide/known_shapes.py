"""Words with digits or capitals inside that are no passwords: standards, products, counts, times."""

import re
from functools import cache

from orchestrator.guide.secret_words import rx
from orchestrator.languages import names, spoken
from orchestrator.toolbox.library import names as tool_names

_KNOWN = re.compile(
    r"(?i)o-?auth[\d.]*|saml[\d.]*|sha-?\d+|md5|aes-?\d+|base-?64|utf-?\d+|tls[v\d.]*|rfc-?\d+|iso-?\d+|auth0|argon2\w*"
    r"|pbkdf2|1password|\w+365|o365|windows-?\d+|[23]-?fa|mfa|otp|http/?\d?|v\d[\d.]*|iphones?\d*|ios\d*"
    r"|\d{1,3}(?:[.,]\d{3})+|\d{1,2}[:.]\d{2}|\d{1,3}\+?(?:[-–]\d{1,3})?(?:-[^\W\d_]+)*\+?"
    r"|\d{1,4}[ -]?(?:st|nd|rd|th|x|h|hrs?|hours?|mins?|min|minutes?|s|sec|seconds?|d|days?|tage?n?|stellig\w*|fach|mal"
    r"|stunden|minuten|jours?|heures?|días|horas|chars?|characters?|digits?|zeichen|bits?|%)"
    r"|\d{1,3}[/:]\d{1,3}%?|\d{1,3}[.,]\d{1,3}[^\W\d_]{0,3}"
    r"|(?:(?:shift|ctrl|control|strg|alt|altgr|cmd|command|option|fn|win|maj|umschalt)\+){1,3}[^\W_]{1,6}"
)
# "24/7-Erreichbarkeit", "24h/24", "7j/7", "base64-encoded", "HMAC-SHA256"
_COMPOUND = re.compile(
    r"(?i)(?:\d{1,2}[hj]?/\d{1,2}[hj]?|(?:[^\W\d_]+-)?(?:o-?auth\d?|sha-?\d+|aes-?\d+|base-?64|utf-?\d+))"
    r"(?:[-/,][^\W\d_]+)*"
)
_GENDERED = r"[^\W\d_]+[*:·•](?:@gendered)"  # Kund*innen, client·e·s


def is_known_shape(word: str) -> bool:
    """Whether a word is a name, a count or a time, however much it looks like a password."""
    if _KNOWN.fullmatch(word) or _COMPOUND.fullmatch(word) or rx(_GENDERED).fullmatch(word):
        return True
    return word.casefold() in _names()


@cache
def _names() -> frozenset[str]:
    """The names Parley knows, of tools, platforms and channels, in small letters."""
    lexicons = [lexicon for data in (names(), spoken()["en"]) for lexicon in data["lexicons"].values()]
    known = [tool_names(), *lexicons]
    return frozenset(n.casefold() for own in known for name, other in own.items() for n in (name, *other))
