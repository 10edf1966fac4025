"""Which language a person writes, and which one the interview is held in: theirs, but never for a name or an "ok"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from orchestrator.briefing import Briefing
from orchestrator.events import Command
from orchestrator.guide.commands import commanded, may_command
from orchestrator.guide.language import Language, language
from orchestrator.guide.text import plain
from orchestrator.languages import Data, base, known, spoken
from orchestrator.messages import Asked

# So much of a message is looked at; what follows in a pasted page says nothing about the person.
LOOKED_AT = 1_500
# Marks that make sure: in a first message one is enough if nothing speaks against it, later it takes more.
SURE = 3
# Characters of these scripts are whole words or syllables: each weighs as much as so many Latin letters.
WEIGHT = 3
# So many of the person's last messages tell what they write in.
LOOKED_BACK = 6
# A wish is short: "Can we do this in French, please?"
LONGEST_WISH = 90
# Of these, the words are the agent's, not the person's.
_AGENTS_WORDS = {"greeting", "tool_details", "languages"}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|`[^`\n]*`|\"[^\"\n]{1,300}\"|[\w-]*[_/\\]\w[\w/\\.-]*")


@dataclass(frozen=True)
class _Marks:
    """How to tell languages: of each word and letter the codes it speaks for, and the scripts that are one's own."""

    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]
    scripts: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _marks() -> _Marks:
    words: dict[str, tuple[str, ...]] = {}
    letters: dict[str, tuple[str, ...]] = {}
    for code, data in _all():
        for word in data["marks"]["words"]:
            words[word] = (*words.get(word, ()), code)
        for letter in data["marks"]["letters"]:
            letters[letter] = (*letters.get(letter, ()), code)
    scripts = tuple((code, re.compile(data["script"])) for code, data in _all() if "script" in data)
    return _Marks(words, letters, scripts)


def _all() -> Iterator[tuple[str, Data]]:
    yield from spoken().items()
    yield from known().items()


def heard(text: str, *, least: float = 1.0) -> str:
    """The code of the language a text is written in, "" where it is too short or too mixed to tell."""
    return _heard(text[:LOOKED_AT], least)


@lru_cache(maxsize=512)  # every turn asks it of the last messages
def _heard(text: str, least: float) -> str:
    prose = _NOT_PROSE.sub(" ", plain(text)).casefold()
    return _script(prose) or _told_by_words(prose, least)


def _script(prose: str) -> str:
    """The language whose script most of a text is in; kana make Japanese of what could be Chinese."""
    counts = {code: len(script.findall(prose)) for code, script in _marks().scripts}
    code = max(counts, key=lambda c: counts[c])
    if counts["ja"]:
        code = "ja"
    latin = len(re.findall(r"[a-zà-ÿ]", prose))
    weight = 1 if code in ("ar", "ru") else WEIGHT
    return code if counts[code] > 1 and counts[code] * weight >= latin else ""


def _told_by_words(prose: str, least: float) -> str:
    scores = _scores(prose)
    ranked = sorted(scores, key=lambda code: -scores[code])
    if not ranked or scores[ranked[0]] < least:
        return ""
    second = scores[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if scores[ranked[0]] >= 2 * second else ""


def _scores(prose: str) -> dict[str, float]:
    """How much speaks for each language: each of its words once, shared ones in parts, letters of its own."""
    marks, scores = _marks(), dict[str, float]()
    found = {word: marks.words.get(word, ()) for word in _WORD.findall(prose)}
    found |= {letter: marks.letters.get(letter, ()) for letter in set(prose)}
    for codes in found.values():
        for code in codes:
            scores[code] = scores.get(code, 0.0) + 1 / len(codes)
    return scores


def in_its_language(briefing: Briefing) -> Briefing:
    """The briefing with the language the interview is held in from this message on."""
    now = held_in(briefing)
    return briefing if now == briefing.language else replace(briefing, language=now, switched=True)


def ordered(briefing: Briefing) -> Command | None:
    """The order its message is, in the language the interview is held in from then on."""
    return commanded(briefing.text, held_in(briefing)) if may_command(briefing.text) else None


def held_in(briefing: Briefing) -> str:
    """The language of the interview. It changes at a wish, with the first words of a person, and when two messages in a
    row are in another one: a name, a word or a pasted page changes nothing."""
    now, wish = briefing.language, wished(briefing.text)
    persons = [m.text for m in briefing.history if m.role == "person"]
    if wish or _is_agents(briefing.asked) or any(wished(text) for text in persons):
        return wish or now
    told = [code for text in persons[: -LOOKED_BACK - 1 : -1] if (code := heard(text, least=2))]
    here = heard(briefing.text, least=1 if not persons else 2 if not told else SURE)
    if not here or here == base(now):
        return now
    return here if not told or told[0] == here or base(now) not in told else now


def _is_agents(asked: Asked) -> bool:
    """Were words of the agent asked for, such as its greeting, rather than the person's own?"""
    return bool(_AGENTS_WORDS & set(asked.topics)) or asked.topics == ("agent_name",)


def read_in(text: str, held: str) -> Language:
    """The language a message is read in: its own where that can be told and is known, else the interview's."""
    code = heard(text, least=2)
    return language(code if code in spoken() else held)


@cache
def _names() -> dict[str, str]:
    return {str(name).casefold(): code for code, data in _all() for name in data["names"]}


@cache
def _wishes() -> re.Pattern[str]:
    """Every way of asking for a language, in every language: the wish may come in either."""
    ways = [way for data in spoken().values() for way in data["wish"]]
    names = "|".join(sorted(map(re.escape, _names()), key=len, reverse=True))
    return re.compile("|".join(f"(?:{way})" for way in ways).replace("@language", f"(?:{names})"), re.IGNORECASE)


def wished(text: str) -> str:
    """The code of the language a message asks to go on in, "" if it asks for none."""
    return _wished(text) if len(text) <= LONGEST_WISH else ""


@lru_cache(maxsize=1024)  # every turn asks it of every message of the person
def _wished(text: str) -> str:
    match = _wishes().fullmatch(re.sub(r"\s+", " ", plain(text)).strip(" .!?。！？؟"))
    if not match:
        return ""
    words = match[0].casefold()
    found = [(words.rindex(name), len(name), code) for name, code in _names().items() if name in words]
    return max(found)[2] if found else ""
