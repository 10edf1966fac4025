"""How much a person, and an address, may ask for in a while: counted in Redis, in windows by the clock.

While Redis is away, and for two seconds after any call of it that failed, nothing is counted: there is no limit then,
and no failure. PARLEY_RATE_LIMIT is the number of messages that one person may send in ten minutes; all other limits
follow from it, and 0 is no limit at all.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from time import time
from typing import Literal

from django.conf import settings
from django.http import HttpRequest

from sessions import hot
from sessions.access import Visitor
from sessions.errors import TooMany

Kind = Literal["begin", "message", "document", "tryout", "polish"]


@dataclass(frozen=True)
class Limit:
    """What is allowed in so many seconds, as shares of the setting: to one person, and to all at one address."""

    what: str
    seconds: int
    person: float
    address: float


LIMITS: dict[Kind, Limit] = {
    "begin": Limit("new interviews", 3600, person=1, address=0.1),
    "message": Limit("messages", 600, person=1, address=5),
    "document": Limit("documents", 600, person=0.2, address=1),
    "polish": Limit("polishings", 600, person=0.02, address=0.2),
    "tryout": Limit("tool calls", 600, person=0.05, address=0.5),
}


async def check(visitor: Visitor, address: str, kind: Kind) -> None:
    """Count one more. Raises TooMany if this person or this address has had enough for now; nothing is saved then.

    Users and API keys are counted by their user alone. `address` is an IP address, "" if unknown.
    """
    limit = LIMITS[kind]
    window, passed = divmod(int(time()), limit.seconds)
    for who, share in _counted(visitor, address, limit):
        name = hashlib.sha256(f"{kind} {who} {window}".encode()).hexdigest()
        allowed = max(1, round(settings.PARLEY_RATE_LIMIT * share))
        if settings.PARLEY_RATE_LIMIT and await hot.count(f"limit:{name}", limit.seconds) > allowed:
            raise TooMany(limit.what, limit.seconds - passed)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. A proxy's own word counts only where the server was told to believe it."""
    return str(request.META.get("REMOTE_ADDR") or "")


def _counted(visitor: Visitor, address: str, limit: Limit) -> list[tuple[str, float]]:
    if visitor.user_id is not None:
        return [(f"user {visitor.user_id}", limit.person)]
    found = [(f"token {visitor.token_hash}", limit.person)] if visitor.token_hash else []
    return [*found, *((f"address {network}", limit.address) for network in _networks(address))]


def _networks(address: str) -> list[str]:
    """The address, or an IPv6 subscriber's whole network. None for this machine itself: behind a proxy that was not
    declared everybody comes from there.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return []
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    if found.is_loopback:
        return []
    return [str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))]
