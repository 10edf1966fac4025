"""Where a tool is found, told beside its name: "Shopify, it's at https://shop.example/api"."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from orchestrator.guide.endpoints import address, url_of
from orchestrator.guide.heard import Found, Heard
from orchestrator.values import Tool

_LEAD = (
    r"[ ]*[,;:(（，、：–—-]?[ ]*(?:(?<![A-Za-zÀ-ÿ])(?:@and)[ ]+)?(?:(?<![A-Za-zÀ-ÿ])(?:@found_at)[ ]*:?[ ]*)?"
    r"(?:(?<!\w)(?P<method>(?-i:GET|POST|PUT|PATCH|DELETE|HEAD))[ :]+)?"
)
_URL = r"(?P<url>https?://[^\s<>\"'`|\\^,;]+)"


@dataclass(frozen=True)
class _Address:
    """An address, the method told with it, and where in the text without addresses it stood."""

    at: int
    url: str
    method: str | None


def with_addresses(sentence: str, heard: Heard, read: Callable[[str], list[Found]]) -> list[Found]:
    """What `read` finds in the sentence without addresses, each tool with the address told behind its name.

    Quoted is all of the sentence, where an address stood between its words.
    """
    if "://" not in sentence:
        return read(sentence)
    plain, addresses = _without_addresses(sentence, heard)
    tools = [replace(f, quote=f.quote if f.quote in sentence else sentence) for f in read(plain)]
    for place in addresses:
        before = [n for n, f in enumerate(tools) if 0 <= _begins(f, plain) <= place.at]
        n = max(before, key=lambda n: _begins(tools[n], plain), default=-1)
        tool = tools[n].value if before else None
        if isinstance(tool, Tool) and not tool.url:
            news = {"url": place.url, "method": tool.method or place.method}
            tools[n] = replace(tools[n], value=tool.model_copy(update=news))
    return tools


def _without_addresses(sentence: str, heard: Heard) -> tuple[str, list[_Address]]:
    """(the sentence without addresses and the words that lead to them, what they were)"""
    plain, at, found = "", 0, []
    for match in heard.language.rx(_LEAD + _URL).finditer(sentence):
        whole = url_of(sentence[match.start("url") :])
        url = address(whole) if whole else match["url"]
        plain += sentence[at : match.start()]
        found.append(_Address(len(plain), url, match["method"]))
        at = match.start("url") + len(url)
        at += len(sentence[at:]) - len(sentence[at:].lstrip(")）"))
    return plain + sentence[at:], found


def _begins(found: Found, plain: str) -> int:
    return plain.casefold().find(found.value.name.casefold()) if isinstance(found.value, Tool) else -1
