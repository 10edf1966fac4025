"""Answers to click, fitted to what is known: a booking desk is offered other goals than a shop."""

from orchestrator.facts import Draft, one, said
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.known_tools import fitting as fitting_tools
from orchestrator.guide.known_tools import offer
from orchestrator.guide.language import Language
from orchestrator.guide.wording import suggested
from orchestrator.messages import Asked
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of

MOST = 5


def suggestions(asked: Asked, draft: Draft, language: Language) -> tuple[str, ...]:
    """Up to five answers to click, none of what is known already."""
    offered: list[str] = []
    for topic in asked.topics:
        facts = said(draft, topic) if topic in BY_NAME else ()
        taken = {key_of(text) for fact in facts for text in (fact.text, language.shown(fact.text))}
        first = offer(asked, draft, language) if topic == "tool_details" else []
        fitting = [*first, *_offers(topic, draft, language)]
        fresh = [text for text in fitting if key_of(text) not in taken and text not in offered]
        offered += fresh[: 3 if len(asked.topics) > 1 and topic == asked.topics[0] else MOST]
    return tuple(offered[:MOST])


def examples(topic: str, draft: Draft, language: Language) -> list[str]:
    """A few answers somebody might give, in quotation marks, without those that leave it to Parley."""
    offered = suggestions(Asked(topics=(topic,)), draft, language)
    own = [text.rstrip("?!.") for text in offered if not unevaded(text, language)[1]]
    return [language.say("marks.quoted", text=text) for text in own[:3]]


def _offers(topic: str, draft: Draft, language: Language) -> list[str]:
    """What fits the agent's line of work first, then what the registry offers everybody."""
    general = suggested(topic, language)
    if topic == "tools" and (tools := fitting_tools(draft, language)):
        return [*tools, general[0]]  # or none
    fitting = language.texts["offers"].get(topic, {}).get(_line_of_work(draft, language), [])
    named = one(draft, "agent_name")
    if topic == "greeting" and named:
        fitting = [text.format(name=named) for text in language.texts["offers"]["greetings"]]
    leaves = [text for text in general if unevaded(text, language)[1]]
    if len(fitting) > 1 and topic != "audience":
        return [*fitting, *leaves]
    return [*dict.fromkeys((*fitting, *(t for t in general if t not in leaves)))][: MOST - len(leaves)] + leaves


def _line_of_work(draft: Draft, language: Language) -> str:
    """The first line of work whose words the role, the goals or the audience hold, "" if none."""
    told = " ".join(fact.text for slot in ("agent_role", "goals", "audience") for fact in said(draft, slot))
    works = language.texts["works"]
    return next((work for work in works if language.rx(rf"(?<!\w)(?:{works[work]})(?!\w)").search(told)), "")
