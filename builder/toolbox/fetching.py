"""A description from its address: a document that is fetched, or an MCP server that is asked."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from builder.toolbox import mcp_servers
from builder.toolbox.outgoing import Answered, OutgoingError, Unanswered, ask
from builder.toolbox.readers.loading import MOST_BYTES

SECONDS = 20.0
ACCEPTED = "application/json, application/yaml, text/yaml, text/plain;q=0.9, */*;q=0.5"
# What an MCP server answers to who only looks: not this method, not without the right words, not without a session.
_NOT_LIKE_THIS = frozenset((400, 404, 405, 406, 415))
PAGE = "That address answers with a web page. Give the address of the description itself, often ending in .json."
STATUS = "That address answers {status} {reason}: nothing could be read there."
LOCKED = "That address asks who you are ({status}). Download the description in your browser, and bring the file."


@dataclass(frozen=True)
class Fetched:
    """What came, and the address it came from in the end."""

    content: bytes
    address: str


async def fetched(address: str) -> Fetched:
    """What stands at an address. Raises OutgoingError: refused, unanswered, or no description in sight."""
    if _is_mcp(address):
        return Fetched(await mcp_servers.tools_of(address), address)
    answer = await ask("GET", address, headers={"accept": ACCEPTED}, limit=MOST_BYTES, seconds=SECONDS)
    if answer.status in _NOT_LIKE_THIS or answer.content_type == "text/event-stream":
        return await _of_server(address, answer)
    _check(answer)
    return Fetched(answer.body, answer.hops[-1])


def _is_mcp(address: str) -> bool:
    try:
        return urlsplit(address).path.rstrip("/").casefold().endswith("/mcp")
    except ValueError:
        return False


async def _of_server(address: str, answer: Answered) -> Fetched:
    """Perhaps it is an MCP server; if not, what the first answer was is the news."""
    try:
        return Fetched(await mcp_servers.tools_of(address), address)
    except OutgoingError:
        _check(answer)
        raise


def _check(answer: Answered) -> None:
    if answer.status in (401, 403):
        raise Unanswered(LOCKED.format(status=answer.status))
    if answer.status != 200:
        raise Unanswered(STATUS.format(status=answer.status, reason=answer.reason[:60]).replace(" :", ":"))
    if answer.cut:
        raise Unanswered("What stands at that address is larger than 16 MB.")
    if answer.content_type in ("text/html", "application/xhtml+xml"):
        raise Unanswered(PAGE)
