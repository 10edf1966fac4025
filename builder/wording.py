"""How typed texts are put on one line, shortened and compared. Nothing here knows Markdown or Mermaid."""

import re
import unicodedata
from functools import lru_cache

from builder.step_words import COMMON
from orchestrator.values import Tool, key_of

_COMMON = frozenset(" ".join(COMMON).split())
# Chinese, Japanese and Korean are written without spaces: a name is found inside a word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GENERIC_NAME_WORDS = frozenset({"api", "app", "tool", "system", "service", "platform"})


def one_line(text: str) -> str:
    """The text with every run of white space as one space, without control characters and byte order marks."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign.isspace() or not _is_noise(sign))
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen."""
    return not any(c.isprintable() and not c.isspace() for c in text)


def shortened(text: str, width: int) -> str:
    """At most `width` characters, cut at a word where there is one, an ellipsis in place of the rest."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > width // 2 else cut).rstrip() + "…"


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, without case, accents and the commonest endings."""
    return frozenset(_stem(word) for word in key_of(text).split() if word not in _COMMON)


def word_count(text: str) -> int:
    """Words as read aloud; two characters of an unspaced script count as one."""
    return len(_UNSPACED.sub(" ", text).split()) + len(_UNSPACED.findall(text)) // 2


@lru_cache(maxsize=8192)
def mentions(text: str, name: str) -> bool:
    """Whether the text names `name`, whole words only; "Outage API" is also named by "Outage"."""
    key, name_key = _key(text), _key(name)
    if not name_key:
        return bool(name.strip()) and name.casefold().strip() in text.casefold()
    if _UNSPACED.search(name_key):
        return name_key.replace(" ", "") in key.replace(" ", "")
    short = " ".join(word for word in name_key.split() if word not in _GENERIC_NAME_WORDS)
    return any(f" {form} " in f" {key} " for form in (name_key, short) if form)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return key_of(text)


def vocabulary(tool: Tool) -> frozenset[str]:
    """The words a tool is about: name, purpose, what goes in and out, and the words of its path."""
    path = re.sub(r"^\w+://[^/]*", "", tool.url or "")
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", tool.name)
    return content_words(" ".join((spaced, tool.purpose or "", *tool.inputs, *tool.outputs, path)))


def _stem(word: str) -> str:
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            break
    return word.removesuffix("e") if len(word) > 3 else word


def _is_noise(sign: str) -> bool:
    return sign == "\ufeff" or unicodedata.category(sign) in ("Cc", "Cs")
