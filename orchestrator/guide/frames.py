"""The few words that carry a sentence's frame, put into the words the patterns know: "如果" as "if". Chinese writes no
blanks between words, German puts the verb last; what fills the frame stays as the person wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from orchestrator.guide.language import Language
from orchestrator.languages import Data, known, spoken

_START = r"(?:(?<=^)|(?<=[\n,;。.!?！？:]))"

_SPOKEN = r"[\"„“«»]|(?<!\w)@greeting(?!\w)"


@dataclass(frozen=True)
class _Frame:
    """A pattern and the words it stands for; where topics are named, only in an answer about one of these."""

    pattern: re.Pattern[str]
    says: str
    topics: frozenset[str]


def framed(text: str, topics: tuple[str, ...], language: Language) -> str:
    """The text with the frames of the language it is read in, and of any whose script it holds; first words of an agent
    stay as they are."""
    if "greeting" in topics and (len(topics) == 1 or language.rx(_SPOKEN).search(text)):
        return text
    for frame in _frames_for(text, language):
        if not frame.topics or frame.topics & set(topics):
            text = frame.pattern.sub(frame.says, text)
    return text


def _frames_for(text: str, language: Language) -> Iterator[_Frame]:
    for code, script in _framed():
        if code == language.code or (script and script.search(text)):
            yield from _frames(code)


@cache
def _framed() -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """The languages that have frames, with the script that gives them away."""
    return tuple(
        (code, re.compile(data["script"]) if "script" in data else None)
        for code, data in _languages().items()
        if "frames" in data
    )


def _languages() -> dict[str, Data]:
    return {**spoken(), **known()}


@cache
def _frames(code: str) -> tuple[_Frame, ...]:
    return tuple(
        _Frame(
            re.compile(entry["pattern"].replace("@start", _START), re.MULTILINE | re.IGNORECASE),
            entry["says"],
            frozenset(entry.get("topics", ())),
        )
        for entry in _languages()[code]["frames"]
    )
