"""Strict readers: a setting is what it must be, or one line says what is wrong. An empty value counts as not set."""

import difflib
import ipaddress
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

PREFIX = "PARLEY_"
OF_THE_TESTS = "PARLEY_TEST_"
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class BadSetting(ValueError):
    """A setting that cannot be meant. Its text is one line for the person who set it, and never holds a secret."""


class Reader:
    """Reads settings from a mapping of names to text, and remembers which names it was asked for."""

    def __init__(self, source: Mapping[str, str]) -> None:
        self._source = source
        self.asked: set[str] = set()

    def text(self, name: str) -> str | None:
        """The value without blanks around it, or None when it is not set or empty."""
        self.asked.add(name)
        value = self._source.get(name, "").strip()
        if not value.isprintable():
            raise BadSetting(f"{name} holds a character that cannot be printed.")
        return value or None

    def word(self, name: str) -> str | None:
        """One word: a value without blanks inside."""
        value = self.text(name)
        if value and len(value.split()) > 1:
            raise BadSetting(f"{name}={value} must not have blanks in it.")
        return value

    def whole(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.text(name)
        if value is None:
            return default
        # No other digits than ASCII's, and none of int()'s underscores.
        if not (value.isascii() and value.isdigit() and low <= int(value[:9]) <= high and len(value) < 9):
            raise BadSetting(f"{name}={value} must be a whole number from {low} to {high}.")
        return int(value)

    def number(self, name: str, default: float, *, low: float, high: float) -> float:
        """A number from `low` to `high`; digits and a point."""
        value = self._decimal(name)
        if value is None:
            return default
        if not low <= value <= high:
            raise BadSetting(f"{name}={value} must be a number from {low:g} to {high:g}.")
        return float(value)

    def amount(self, name: str) -> Decimal | None:
        """An amount of money, more than nothing, or None when it is not set."""
        value = self._decimal(name)
        if value is not None and value <= 0:
            raise BadSetting(f"{name}={value} must be more than 0.")
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; not set is no."""
        value = (self.text(name) or NO[0]).lower()
        if value not in YES + NO:
            raise BadSetting(f"{name}={value} must be 1 or 0.")
        return value in YES

    def url(self, name: str, schemes: tuple[str, ...]) -> str | None:
        """An address with one of the schemes. The message leaves the value out: it may hold a password."""
        value = self.text(name)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            fits = parts.scheme in schemes and value.startswith(f"{parts.scheme}://") and (parts.port or True)
        except ValueError:
            fits = False
        if not fits:
            raise BadSetting(f"{name} must be an address that begins with {' or '.join(s + '://' for s in schemes)}.")
        return value

    def hosts(self, name: str) -> tuple[str, ...]:
        """Host names separated by commas."""
        found = self._list(name)
        for host in found:
            if "/" in host or " " in host or (":" in host and not host.startswith("[")):
                raise BadSetting(f"{name}: {host} must be a host name alone, such as parley.example.org.")
        return found

    def keys(self, name: str) -> tuple[str, ...]:
        """Secret keys separated by commas, each long enough to be one. The message leaves them out."""
        found = self._list(name)
        if any(len(key) < 16 for key in found):
            raise BadSetting(f"{name} must have at least 16 characters, better 40 at random.")
        return found

    def destinations(self, name: str) -> tuple[str, ...]:
        """Hosts, hosts with a port, addresses and networks separated by commas."""
        found = self._list(name)
        for place in found:
            if not _is_destination(place):
                example = "crm.intern, crm.intern:8080, 10.1.2.3:8080 or 10.1.0.0/16"
                raise BadSetting(f"{name}: {place} must be a host, with a port or without, or a network: {example}.")
        return found

    def origins(self, name: str) -> tuple[str, ...]:
        """Origins (scheme, host, perhaps a port) separated by commas."""
        found = self._list(name)
        for origin in found:
            if not _is_origin(origin):
                raise BadSetting(f"{name}: {origin} must be an origin such as https://app.example.org.")
        return found

    def refuse_unknown(self) -> None:
        """Raise BadSetting for a PARLEY_ name that was never asked for: most likely a slip of the pen."""
        for name in sorted(self._source):
            if name.startswith(PREFIX) and not name.startswith(OF_THE_TESTS) and name not in self.asked:
                near = difflib.get_close_matches(name, sorted(self.asked), n=1, cutoff=0.8)
                advice = f" Did you mean {near[0]}?" if near else " The settings are listed in .env.example."
                raise BadSetting(f"{name} is not a setting of Parley.{advice}")

    def _decimal(self, name: str) -> Decimal | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            found = Decimal(value)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise BadSetting(f"{name}={value} must be a number.")
        return found

    def _list(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in (self.text(name) or "").split(",") if part.strip())


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        bare = f"{parts.scheme}://{parts.netloc}" == text and "@" not in text and (parts.port or True)
    except ValueError:
        return False
    return bool(bare and parts.scheme in ("http", "https") and parts.hostname)


def _is_destination(text: str) -> bool:
    try:
        if "/" in text or (text.count(":") > 1 and not text.startswith("[")):
            return bool(ipaddress.ip_network(text))
        parts = urlsplit(f"//{text}")
        return bool(parts.hostname and parts.netloc == text and "@" not in text and parts.port != 0)
    except ValueError:
        return False
