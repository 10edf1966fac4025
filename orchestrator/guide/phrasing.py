"""A question in words: built from what is known, shared by two small slots, or about several tools at once."""

import re

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, said
from orchestrator.guide.known_tools import reasoned, told
from orchestrator.guide.language import Language, language
from orchestrator.guide.reading import Reading
from orchestrator.guide.wording import joined, known
from orchestrator.messages import Asked
from orchestrator.progress import is_sure, open_tools
from orchestrator.slots import BY_NAME, TOPIC_BY_NAME
from orchestrator.values import Tool

FEW_TOOLS = 4  # more are not named one by one


def worded(asked: Asked, briefing: Briefing, reading: Reading, draft: Draft) -> str:
    """The question about one slot or topic, or about two that share it."""
    spoken = language(briefing.language)
    if "tool_details" in asked.topics:
        return " ".join(filter(None, (told(asked, draft, spoken), _of_tools(asked, briefing, draft, spoken))))
    kinds = [_kind(topic, asked, briefing, reading, draft) for topic in asked.topics]
    if len(kinds) > 1 and all(topic in spoken.texts["clauses"] for topic in asked.topics):
        return _shared(asked, kinds, reading, draft, spoken)
    pairs = zip(asked.topics, kinds, strict=True)
    return " ".join(_alone(topic, kind, reading, draft, spoken) for topic, kind in pairs)


def _shared(asked: Asked, kinds: list[str], reading: Reading, draft: Draft, spoken: Language) -> str:
    """ "Who will use Ada, and besides the phone, on which channels should it be reachable?" """
    name = called(reading, draft)
    clauses: list[str] = []
    for topic, kind in zip(asked.topics, kinds, strict=True):
        words = spoken.texts["clauses"][topic]
        clause = words["more"] if kind in ("more", "back") and "more" in words else words["ask"]
        named = name if name and not clauses else spoken.texts["it"]
        clauses.append(clause.format(name=named, known=known(draft, topic, spoken, doing=True)))
    short = BY_NAME[asked.topics[0]].small
    text = spoken.say("pair" if short else "pair_long", first=clauses[0], second=clauses[1])
    return re.sub(r"[^\W\d_]", lambda m: m[0].upper(), text, count=1)


def _alone(topic: str, kind: str, reading: Reading, draft: Draft, spoken: Language) -> str:
    words, name = spoken.texts["questions"].get(topic, {}), called(reading, draft)
    first = words.get("ask") or (BY_NAME.get(topic) or TOPIC_BY_NAME[topic]).ask
    if kind == "ask" and name:
        first = words.get("named") or first
    text = str(words.get(kind) or first).format(
        name=name or spoken.texts["it"], known=known(draft, topic, spoken, doing=True)
    )
    fits = reasoned(draft, spoken) if topic == "tools" and kind == "ask" else ""
    return f"{fits} {text}" if fits else text


def _of_tools(asked: Asked, briefing: Briefing, draft: Draft, spoken: Language) -> str:
    """About one tool what is still missing of it; about several all of it at once."""
    words = spoken.texts["questions"]["tool_details"]
    tools = {f.value.name: f.value for f in said(draft, "tools") if isinstance(f.value, Tool)}
    if not asked.about:
        names = list(open_tools(draft, briefing.questions)) or list(tools)
        few = 2 <= len(names) <= FEW_TOOLS
        return str(words["each" if few else "all"]).format(tools=joined(names, spoken))
    again = any("tool_details" in q.topics and q.about == asked.about for q in briefing.questions)
    tool = tools.get(asked.about)
    kind = "again" if again else "purposed" if tool and tool.purpose and "purposed" in words else "ask"
    return str(words[kind]).format(tool=asked.about)


def called(reading: Reading, draft: Draft) -> str:
    """What the agent is called, once that was settled in an earlier turn; "" if it cannot stand in a question."""
    facts = [fact for fact in said(draft, "agent_name") if fact.source != "assumed"]
    fresh = any(p.slot == "agent_name" for p in reading.proposals)
    return facts[0].text if facts and not fresh and re.fullmatch(r"[\w .'&-]{1,25}", facts[0].text) else ""


def _kind(topic: str, asked: Asked, briefing: Briefing, reading: Reading, draft: Draft) -> str:
    """Which wording: the first, after half an answer, after something was let fall, after no answer, or to change what
    is there."""
    objected = reading.route == "answer" and not reading.unread and not reading.proposals
    if topic == "confirm" and objected and "confirm" in briefing.asked.topics:
        return "object"
    if topic in BY_NAME and said(draft, topic):
        return "back" if is_sure(draft[topic]) else "more"
    if len(briefing.asked.topics) > 1 and topic in briefing.asked.topics and any(p.value for p in reading.proposals):
        return "rest"
    times = sum(topic in q.topics and asked.about == q.about for q in briefing.questions)
    if reading.route in ("question", "correction", "off_topic"):
        return "again" if times > 1 and times % 2 == 0 else "ask"
    return "again" if times else "ask"
