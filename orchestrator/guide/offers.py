"""Answers to click, fitted to what is known: a booking desk is offered other goals than a shop."""

import re
from functools import lru_cache

from orchestrator.evidence import share
from orchestrator.facts import Draft, said
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.known_tools import fitting as fitting_tools
from orchestrator.guide.known_tools import offer
from orchestrator.guide.language import Language
from orchestrator.guide.targets import texts
from orchestrator.guide.wording import suggested
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME
from orchestrator.values import Tool, key_of

MOST = 5
OF_THE_FIRST = 3  # of two topics that share a question
# Where the role is asked for, people tell more than a name, and a bare name would be read as the role.
_TELLS_ALL = "agent_role"
# The most letters of a word that only joins two others, in Latin letters and in others.
_JOINS_LATIN, _JOINS = 4, 1
# "Never promise refunds" is not told with "Never promise discounts", an outline is with all of its steps.
_MOSTLY = 0.75


def suggestions(asked: Asked, draft: Draft, language: Language) -> tuple[str, ...]:
    """Up to five answers to click, none of what is known already."""
    topics = asked.topics[:1] if _TELLS_ALL in asked.topics else asked.topics
    offered: list[str] = []
    for topic in topics:
        fitting = _offers(topic, asked, draft, language)
        fresh = [text for text in fitting if text not in offered and not _is_known(text, topic, draft, language)]
        offered += fresh[: OF_THE_FIRST if topic != topics[-1] else MOST]
    return tuple(offered[:MOST])


def examples(topic: str, draft: Draft, language: Language) -> list[str]:
    """A few answers somebody might give, in quotation marks, without those that leave it to Parley."""
    offered = suggestions(Asked(topics=(topic,)), draft, language)
    own = [text.rstrip("?!.") for text in offered if not unevaded(text, language)[1]]
    return [language.say("marks.quoted", text=text) for text in own[:3]]


def _is_known(text: str, topic: str, draft: Draft, language: Language) -> bool:
    """Whether it was told already: nothing is left of it but what joins ("and", "و"), or hardly a telling word."""
    facts = said(draft, topic) if topic in BY_NAME else ()
    told = [t for fact in facts for t in (*texts(fact.value), language.shown(fact.text), fact.quote)]
    left = key_of(text)
    for known in sorted(filter(None, map(key_of, told)), key=len, reverse=True):
        left = left.replace(known, " ")
    joins = _JOINS_LATIN if left.isascii() else _JOINS
    cut = left != key_of(text) and all(len(word) <= joins for word in left.split())
    return cut or share(text, " ".join(told)) > _MOSTLY


def _offers(topic: str, asked: Asked, draft: Draft, language: Language) -> list[str]:
    """What fits the agent's line of work first, then what fits everybody; last what leaves it to Parley."""
    general = suggested(topic, language)
    leaves = [text for text in general if unevaded(text, language)[1]]
    if topic == "tools" and (tools := fitting_tools(draft, language)):
        return [*tools, general[0]]  # or none
    if topic == "greeting":
        fitting = _first_words(draft, language)
    else:
        fitting = list(language.texts["offers"].get(topic, {}).get(_line_of_work(draft, language), ()))
    every = fitting if len(fitting) > 1 else [*fitting, *(text for text in general if text not in leaves)]
    if topic == "tool_details":
        taken = offer(asked, draft, language)
        # How a tool with a public API lets people in is known.
        every = [*taken, *(text.format(tool=_tool(asked, draft)) for text in every[: 1 if taken else MOST])]
    return every[: MOST - len(leaves)] + leaves


def _first_words(draft: Draft, language: Language) -> list[str]:
    """Greetings with the agent's name, where it has one."""
    words = language.texts["offers"]["greeting"]
    name = next((fact.text for fact in said(draft, "agent_name") if fact.source != "assumed"), "")
    offered = words.get(_line_of_work(draft, language), words["any"])
    frames = language.texts["offers"]["first_words"]["named" if name else "nameless"]
    return [frame.format(name=name, offer=offered) for frame in frames]


def _tool(asked: Asked, draft: Draft) -> str:
    """The tool that was asked about; of several the first that nothing is known of."""
    tools = [fact.value for fact in said(draft, "tools") if isinstance(fact.value, Tool)]
    bare = [tool.name for tool in tools if not (tool.inputs or tool.outputs or tool.url or tool.operations)]
    return asked.about or next(iter(bare or [tool.name for tool in tools]), "")


def _line_of_work(draft: Draft, language: Language) -> str:
    """The line of work that most words of the role tell of, else of goals and audience; "" if none."""
    for slots in (("agent_role",), ("goals", "audience")):
        work = _work_told(" ".join(fact.text for slot in slots for fact in said(draft, slot)), language)
        if work:
            return work
    return ""


@lru_cache(maxsize=256)
def _work_told(told: str, language: Language) -> str:
    count: dict[str, int] = {work: len(_words_of(work, language).findall(told)) for work in language.texts["works"]}
    return max(count, key=lambda work: count[work]) if any(count.values()) else ""


def _words_of(work: str, language: Language) -> re.Pattern[str]:
    return language.rx(rf"(?<!\w)(?:{language.texts['works'][work]})(?!\w)")
