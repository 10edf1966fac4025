"""Which addresses lie inward: this machine, its network, the cloud's metadata. Pure; no name is resolved here."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Beside what `is_global` knows, in every Python: relays, benchmarks, documentation, and Azure's inner address.
_INWARD_4 = tuple(
    map(
        IPv4Network,
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
        " 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
        " 168.63.129.16/32".split(),
    )
)
# Of IPv6 only this is the internet, less Teredo, other special uses, documentation and 6to4.
_OUTWARD_6 = IPv6Network("2000::/3")
_INWARD_6 = tuple(map(IPv6Network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split()))
_ISATAP = (0x00005EFE, 0x02005EFE)  # an IPv4 address within an IPv6 one

_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*", re.IGNORECASE)
_INNER_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")


@dataclass(frozen=True)
class Allowed:
    """What PARLEY_TOOL_ALLOW_HOSTS lets in although it lies inward: hosts, hosts at a port, networks."""

    entries: tuple[str, ...] = ()

    def name(self, host: str, port: int) -> bool:
        """Whether this very name was listed, for any port or for this one."""
        return bool({host.casefold(), f"{host.casefold()}:{port}"} & {entry.casefold() for entry in self.entries})

    def address(self, address: Address, port: int) -> bool:
        """Whether the address was listed, itself (perhaps with this port) or within a network."""
        return any(address in network and at in (None, port) for network, at in map(_network, self.entries) if network)


def _network(entry: str) -> tuple[Network | None, int | None]:
    bare, at = entry, None
    found = re.fullmatch(r"\[([^\]]*)\](?::(\d+))?|([\d.]+):(\d+)", entry)
    if found:
        bare, at = found[1] or found[3], found[2] or found[4]
    try:
        return ip_network(bare, strict=False), int(at) if at else None
    except ValueError:
        return None, None


def literal(host: str) -> Address | None:
    """The address that a host spells, in the one usual notation; None for a name. Raises ValueError for any other
    spelling of an address (decimal, octal, hexadecimal, short), and for what is neither."""
    if ":" in host:
        return IPv6Address(host)
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        return IPv4Address(host)
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise ValueError("not the name of a host")
    return None


def is_inner_name(host: str) -> bool:
    """Whether a name can only mean something on this machine or this network."""
    name = host.casefold()
    return "." not in name or any(name.endswith(f".{inner}") for inner in _INNER_NAMES)


def is_inward(address: Address) -> bool:
    """Whether the address is anything but a public one of the internet, or carries another address within."""
    if isinstance(address, IPv4Address):
        return not address.is_global or any(address in network for network in _INWARD_4)
    return (
        address not in _OUTWARD_6
        or not address.is_global
        or address.scope_id is not None
        or (int(address) >> 32 & 0xFFFFFFFF) in _ISATAP
        or any(address in network for network in _INWARD_6)
    )


def parsed(text: str) -> Address:
    """An address as the resolver gives it, with or without a zone."""
    return ip_address(text)
