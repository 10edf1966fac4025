"""Where a tool is found, told beside its name: "Shopify, it's at https://shop.example/api"."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from orchestrator.guide.endpoints import address, url_of
from orchestrator.guide.heard import Found, Heard
from orchestrator.values import Tool

_LEAD = (
    r"[ ]*[,;:(（，、：–—-]?[ ]*(?:(?<![A-Za-zÀ-ÿ])(?:@and)[ ]+)?(?:(?<![A-Za-zÀ-ÿ])(?:@found_at)[ ]*:?[ ]*)?"
    r"(?:(?<!\w)(?P<method>(?-i:GET|POST|PUT|PATCH|DELETE|HEAD))[ :]+(?:to[ ]+)?)?"
)
_URL = r"(?P<url>https?://[^\s<>\"'`|\\^,;()\u3000-\u9fff\uff00-\uffef]+)"
# What the agent reads about a tool is not where it is called.
_ABOUT = r"(?<!\w)(?:@not_its_address)(?!\w)[^.!?]{0,30}$"
# An address with anything else behind it is left to those who read a tool's account.
_ENDS = (
    r"[)）]?[ .!。]*(?:$|[,;]?[ ]+(?:@what_for|for|to)(?!\w)|[ ]*(?:[,;，；、和与及]|(?:@and)(?!\w))"
    r"[ ]*(?:(?:@and)[ ]+)?(?=(?-i:[A-Z])|[\u3400-\u9fff]|(?:our|the|a)[ ]))"
)


@dataclass(frozen=True)
class _Address:
    """An address, the method told with it, and where in the text without addresses it stood."""

    at: int
    url: str
    method: str | None


def with_addresses(sentence: str, heard: Heard, read: Callable[[str], list[Found]]) -> list[Found]:
    """What `read` finds in the sentence without addresses, each given to the tool named last before it; the sentence as
    it is, where one belongs to none.

    Quoted is all of the sentence, where an address stood between its words.
    """
    plain, addresses = _without_addresses(sentence, heard) if "://" in sentence else ("", [])
    if addresses and not any(map(str.isalnum, plain)):
        return []
    told = read(plain) if addresses else []
    begins = _begins(told, plain)
    if not told or any(place.at < min(begins) for place in addresses):
        return read(sentence)
    tools = [replace(f, quote=f.quote if f.quote in sentence else sentence) for f in told]
    for place in addresses:
        n = max(n for n, at in enumerate(begins) if at <= place.at)
        tool = tools[n].value
        if isinstance(tool, Tool) and not tool.url:
            news = {"url": place.url, "method": tool.method or place.method}
            tools[n] = replace(tools[n], value=tool.model_copy(update=news))
    return tools


def _begins(told: list[Found], plain: str) -> list[int]:
    """Where each was told, in their order; nobody tells of "Mail" within "Gmail" before it."""
    found, at = [], 0
    for one in told:
        start = plain.find(one.quote, at)
        found.append(start if start >= 0 else at)
        at = found[-1] + (len(one.quote) if start >= 0 else 0)
    return found


def _without_addresses(sentence: str, heard: Heard) -> tuple[str, list[_Address]]:
    """(the sentence without addresses and the words that lead to them, what they were); no address where one is of
    something else than a tool."""
    plain, at, found = "", 0, []
    for match in heard.language.rx(_LEAD + _URL).finditer(sentence):
        whole = url_of(match["url"])
        url = address(whole) if whole else match["url"]
        end = match.start("url") + len(url)
        after = heard.language.rx(_ENDS).match(sentence, end)
        if not after or heard.language.rx(_ABOUT).search(sentence, 0, match.start("url")):
            return sentence, []
        plain += sentence[at : match.start()]
        found.append(_Address(len(plain), url, match["method"]))
        at = end + (1 if sentence[end : end + 1] in (")", "）") else 0)
        plain += " " if sentence[at : at + 1].isalnum() else ""
    return plain + sentence[at:], found
