"""The one way out to addresses that people typed: guarded, bounded in size and time, pinned to the address checked.

A name is resolved once for each connection, all of its addresses must lie outward (or be allow-listed), and the
connection goes to one of those very addresses: what the name means a moment later is of no consequence. Redirects are
new requests and are checked anew. No proxy is asked: it would resolve the name again.
"""

import asyncio
import functools
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import httpx2
from django.conf import settings

from builder.toolbox.inflating import inflated
from builder.toolbox.inward import Address, Allowed, is_inner_name, is_inward, literal, parsed

SECONDS, BYTES, HOPS = 10.0, 1_000_000, 5
CONNECT = 4.0
_WITHOUT_SECRETS = frozenset("host accept accept-encoding content-type content-length user-agent".split())
_MADE_BY_THE_CALL = frozenset("host content-length transfer-encoding connection upgrade te trailer".split())
Resolve = Callable[[str, int], Awaitable[tuple[Address, ...]]]


class OutgoingError(Exception):
    """A request that did not go out, or was not answered. The text is for the person who asked for it."""


class Refused(OutgoingError):
    """An address that Parley does not ask: no web address, or one that points inward."""


class Unanswered(OutgoingError):
    """Nobody answered in time, or what came was no answer."""


@dataclass(frozen=True)
class Answered:
    """An answer: its body as far as `limit` bytes reach (`cut` if there was more), and each address that was asked."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cut: bool
    seconds: float
    hops: tuple[str, ...]

    @property
    def content_type(self) -> str:
        """The media type alone, in small letters; "" where none was said."""
        said = next((value for name, value in self.headers if name.lower() == "content-type"), "")
        return said.partition(";")[0].strip().lower()


def permitted() -> Allowed:
    """What the settings let in."""
    return Allowed(tuple(settings.PARLEY_TOOL_ALLOW_HOSTS))


async def resolved(host: str, port: int) -> tuple[Address, ...]:
    """All addresses of a name, IPv4 first. Raises OSError for a name that has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = {parsed(str(sockaddr[0])) for *_, sockaddr in found}
    return tuple(sorted(addresses, key=lambda one: (one.version, int(one))))


def checked_url(text: str) -> httpx2.URL:
    """A web address as it will be asked. Raises Refused for another scheme, a name or password in it, a port that is
    none, and odd spellings of a host."""
    if any(c.isspace() or not c.isprintable() or c == "\\" for c in text):
        raise Refused("The address holds a blank, a backslash or a character that cannot be seen.")
    try:
        url = httpx2.URL(text)
        authority = re.split(r"[/?#]", text.partition("//")[2], maxsplit=1)[0]
        if literal(url.raw_host.decode("ascii")) and not authority.isascii():
            raise ValueError("an address in digits of another script")
    except (httpx2.InvalidURL, ValueError) as error:
        raise Refused("That is not the address of a host in its usual spelling.") from error
    if url.scheme not in ("http", "https"):
        raise Refused("An address begins with https:// or http://.")
    if url.userinfo or "@" in authority:
        raise Refused("An address must hold no name and no password before its host.")
    if not 0 < port_of(url) < 65536:
        raise Refused("A port is a number from 1 to 65535.")
    return url


def port_of(url: httpx2.URL) -> int:
    return url.port if url.port is not None else {"http": 80, "https": 443}.get(url.scheme, 0)


async def addresses_of(url: httpx2.URL, allowed: Allowed, resolve: Resolve = resolved) -> tuple[Address, ...]:
    """The addresses a request to `url` may go to. Raises Refused if any lies inward, Unanswered if there is none."""
    host, port = checked_url(str(url)).raw_host.decode("ascii"), port_of(url)
    spelled = literal(host)
    known = allowed.name(host, port)
    if spelled is None and not known and is_inner_name(host):
        raise Refused(f"{host} is a name of this machine or network; Parley does not ask inside.")
    try:
        found = (spelled,) if spelled else await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise Unanswered(f"There is no host called {host}.") from error
    if not known and any(not allowed.address(one, port) and _is_ours(one) for one in found):
        raise Refused(f"{host} points to an address inside, not on the internet; Parley does not ask there.")
    return found


def _is_ours(address: Address) -> bool:
    """Inward, or this machine's own under its public address."""
    if is_inward(address):
        return True
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((str(address), 0))
    except OSError:
        return False
    return True


class Guard(httpx2.AsyncBaseTransport):
    """A transport that asks no address inside, whatever client uses it."""

    def __init__(self, allowed: Allowed | None = None, resolve: Resolve = resolved) -> None:
        self._allowed = permitted() if allowed is None else allowed
        self._resolve = resolve
        # A connection is never used again: two names at one address would share it.
        alone = httpx2.Limits(max_keepalive_connections=0)
        self._wire = httpx2.AsyncHTTPTransport(verify=_tls(), limits=alone, trust_env=False)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises Refused, and Unanswered where no address of the host takes the connection."""
        failure: Exception | None = None
        for address in await addresses_of(request.url, self._allowed, self._resolve):
            try:
                return await self._wire.handle_async_request(_pinned(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failure = error
        raise Unanswered(f"{request.url.host} does not answer: {failure or 'no connection'}.") from failure

    async def aclose(self) -> None:
        await self._wire.aclose()


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def _pinned(request: httpx2.Request, address: Address) -> httpx2.Request:
    """The same request to this very address; Host and the name on the certificate stay those of the URL."""
    name = {} if literal(request.url.raw_host.decode("ascii")) else {"sni_hostname": request.url.raw_host.decode()}
    url = request.url.copy_with(host=str(address))
    extensions = {**request.extensions, **name}
    return httpx2.Request(request.method, url, headers=request.headers, stream=request.stream, extensions=extensions)


def guarded_client(
    *,
    headers: Mapping[str, str] | None = None,
    timeout: float = SECONDS,
    allowed: Allowed | None = None,
    resolve: Resolve = resolved,
) -> httpx2.AsyncClient:
    """A client with the guard on its wire, for a library that wants one. It follows no redirects by itself; whoever
    makes it follow has each of them checked as well."""
    limits = httpx2.Timeout(timeout, connect=min(CONNECT, timeout))
    return httpx2.AsyncClient(
        headers={"user-agent": "Parley", **(headers or {})},
        timeout=limits,
        transport=Guard(allowed, resolve),
        trust_env=False,
    )


async def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    content: bytes | None = None,
    limit: int = BYTES,
    seconds: float = SECONDS,
    hops: int = HOPS,
    allowed: Allowed | None = None,
    resolve: Resolve = resolved,
) -> Answered:
    """Send one request and read its answer, at most `limit` bytes in `seconds` altogether. Follows redirects, and tells
    another host nothing but what was asked for. Raises Refused and Unanswered."""
    checked_url(url)
    own = _sendable(headers or {})
    await asyncio.to_thread(_tls)
    began = time.monotonic()
    try:
        async with (
            asyncio.timeout(seconds),
            guarded_client(headers={"accept-encoding": "identity"}, allowed=allowed, resolve=resolve) as client,
        ):
            request = client.build_request(method, url, headers=own, content=content)
            return await _followed(client, request, hops, limit, began)
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise Unanswered(f"No answer within {seconds:g} seconds.") from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise Unanswered(f"The answer could not be read: {str(error) or type(error).__name__}.") from error


def _sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without those that the call makes itself. Raises Refused for one that cannot be sent."""
    if not all(f"{name}{value}".isascii() for name, value in headers.items()):
        raise Refused("A header holds a sign that headers do not take: only plain letters, digits and signs.")
    return {name: value for name, value in headers.items() if name.lower() not in _MADE_BY_THE_CALL}


async def _followed(
    client: httpx2.AsyncClient, request: httpx2.Request, hops: int, limit: int, began: float
) -> Answered:
    asked: list[str] = []
    while True:
        asked.append(str(request.url))
        response = await client.send(request, stream=True)
        try:
            following = response.next_request
            if following is None:
                return await _read(response, limit, began, tuple(asked))
        finally:
            await response.aclose()
        if len(asked) > hops:
            much = f"from one to the next, more than {hops} times" if hops else "to another one"
            raise Unanswered(f"The address sends {much}.")
        request = _onward(request, following)


def _onward(before: httpx2.Request, following: httpx2.Request) -> httpx2.Request:
    """The request a redirect asks for; to another origin without anything that could be secret."""
    checked_url(str(following.url))
    if _origin(before.url) != _origin(following.url):
        for name in set(following.headers) - _WITHOUT_SECRETS:
            del following.headers[name]
    return following


def _origin(url: httpx2.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, port_of(url)


async def _read(response: httpx2.Response, limit: int, began: float, hops: tuple[str, ...]) -> Answered:
    body, cut = await inflated(response, limit)
    return Answered(
        status=response.status_code,
        reason=response.reason_phrase,
        headers=tuple(response.headers.multi_items()),
        body=body,
        cut=cut,
        seconds=time.monotonic() - began,
        hops=hops,
    )
