"""How an API lets one in, as its description tells it: never with a secret."""

from typing import Any
from urllib.parse import urljoin

from builder.toolbox.placing import is_header
from builder.toolbox.readers.described import Notes, listed, mapping, worded
from builder.toolbox.readers.references import References
from orchestrator.values import Access

IN_QUERY = (
    "It wants its key in the address, as {name}. Parley sends keys in headers only: look whether one is taken there, "
    "and name it on the tool's page."
)
IN_COOKIE = "The key goes into a cookie called {name}, which is not sent."
NO_CLIENT = (
    "People log in to it themselves (OAuth 2 without client credentials). Set a token that one of them gives, "
    "or ask for another way in."
)
OTHER = "Its way in, {kind}, is not supported; set it on the tool's page as far as that goes."
SEVERAL = "There are several ways in; the first is taken: {name}."


def access_of(
    document: dict[str, Any], references: References, notes: Notes, address: str, key: str = ""
) -> Access | None:
    """The way in that all or most operations name first, else the header `key`; None where nothing is told."""
    schemes = mapping(mapping(document.get("components")).get("securitySchemes"))
    found = {name: references.followed(raw) for name, raw in schemes.items()}
    wanted = _wanted(document)
    chosen = next((name for name in wanted if name in found), None)
    if chosen is None:
        chosen = next(iter(found), None)
    if chosen is None:
        return Access(kind="api_key", header=key) if key else None
    if len(found) > 1:
        notes.add(SEVERAL.format(name=chosen[:80]))
    return _access(found[chosen], notes, address)


def _wanted(document: dict[str, Any]) -> list[str]:
    """The names of ways in, the most wanted first."""
    counts: dict[str, int] = {}
    needs = [(document.get("security"), 1_000)]
    for item in mapping(document.get("paths")).values():
        needs += [(mapping(told).get("security"), 1) for told in mapping(item).values()]
    for need, weight in needs:
        for place, choice in enumerate(listed(need)[:5]):
            for name in mapping(choice):
                counts[name] = counts.get(name, 0) + (weight * 10 if place == 0 else weight)
    return sorted(counts, key=lambda name: -counts[name])


def _access(scheme: dict[str, Any], notes: Notes, address: str) -> Access | None:
    kind, name = scheme.get("type"), worded(scheme.get("name"))[:100]
    if kind == "apiKey":
        return _key(scheme.get("in"), name, notes)
    if kind == "http":
        return _http(worded(scheme.get("scheme")).casefold(), notes)
    if kind == "oauth2":
        return _oauth(mapping(scheme.get("flows")), notes, address)
    if kind == "openIdConnect":
        notes.add(NO_CLIENT)
        return Access(kind="bearer", header="Authorization", prefix="Bearer")
    notes.add(OTHER.format(kind=str(kind)[:40]))
    return None


def _key(place: Any, name: str, notes: Notes) -> Access:
    if place == "query":
        notes.add(IN_QUERY.format(name=name))
        return Access(kind="api_key")
    if place == "cookie":
        notes.add(IN_COOKIE.format(name=name))
        return Access(kind="api_key")
    if name.casefold() == "authorization":
        return Access(kind="api_key", header="Authorization")
    return Access(kind="api_key", header=name if is_header(name, "") else None)


def _http(scheme: str, notes: Notes) -> Access | None:
    if scheme == "basic":
        return Access(kind="basic", header="Authorization", prefix="Basic")
    if scheme != "bearer":
        notes.add(OTHER.format(kind=f"HTTP {scheme[:40]}"))
        return None
    return Access(kind="bearer", header="Authorization", prefix="Bearer")


def _oauth(flows: dict[str, Any], notes: Notes, address: str) -> Access:
    """Client credentials where they are offered; otherwise a token that somebody has to bring."""
    flow = mapping(flows.get("clientCredentials"))
    token_url = worded(flow.get("tokenUrl"))
    if not flow:
        notes.add(NO_CLIENT)
        return Access(kind="bearer", header="Authorization", prefix="Bearer")
    try:
        whole = urljoin(address, token_url) if address and token_url else token_url
    except ValueError:
        whole = ""
    scope = " ".join(mapping(flow.get("scopes")))
    return Access(kind="oauth2", token_url=whole[:2_000] or None, scope=scope[:1_000] or None)
