"""Under which names this machine is asked for pages."""

import ipaddress
import socket
from contextlib import suppress

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
# Addresses kept for documentation. Asking for the way there sends nothing, and tells which of our own would be used.
_FAR_AWAY = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def default_allowed_hosts(host: str) -> tuple[str, ...]:
    """The Host headers to answer when Parley listens on `host` and nobody listed any.

    On loopback its three names. On the network also this machine's name and addresses, so that a telephone finds it;
    never "any name", which would let a foreign page reach Parley under a name of its own (DNS rebinding).
    """
    if is_loopback(host):
        return tuple(dict.fromkeys((*LOOPBACK, in_url(host))))
    name = socket.gethostname().lower()
    own = (name, f"{name.partition('.')[0]}.local", *(in_url(address) for address in network_addresses()))
    bound = () if is_wildcard(host) else (in_url(host),)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *bound)))


def network_addresses() -> list[str]:
    """This machine's own addresses as others on the network see them; none without a network."""
    found = []
    for family, target in _FAR_AWAY:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(probe.getsockname()[0])
    return found


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens on `host`."""
    address = _address(host)
    return host == "localhost" if address is None else address.is_loopback


def is_wildcard(host: str) -> bool:
    """Whether `host` means every address of the machine."""
    address = _address(host)
    return address is not None and address.is_unspecified


def in_url(host: str) -> str:
    """The host as it stands in a URL or a Host header: an IPv6 address in brackets."""
    address = _address(host)
    return f"[{address}]" if address is not None and address.version == 6 else host


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
