"""The guide's whole reply: at most a short sentence, then the question. It never claims what was saved."""

import re

from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, said
from orchestrator.guide.inquiry import inquired
from orchestrator.guide.language import Language, language
from orchestrator.guide.offers import examples
from orchestrator.guide.reading import Question, Reading
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import plain
from orchestrator.guide.tongue import read_in, wished
from orchestrator.guide.wording import joined, known, label, listed, noun, sentences_of, summary
from orchestrator.languages import base
from orchestrator.languages import known as known_languages
from orchestrator.languages import spoken as spoken_languages
from orchestrator.progress import REQUIRED, is_sure, settled
from orchestrator.slots import BY_NAME, SLOTS

STUCK = 2  # questions in a row whether everything is correct


def reply(briefing: Briefing, reading: Reading, draft: Draft, question: Question) -> str:
    """What the guide says to a message, with the question it ends on; the question always comes last."""
    spoken = language(briefing.language)
    lead = _lead(briefing, reading, draft, question, spoken)
    recap = _recap(reading, draft, question, spoken)
    answer = _answer_beside(briefing, reading, draft, spoken)
    parts = [part for part in (unspoken(briefing), lead, answer, recap, question.text) if part]
    return "\n\n".join(parts) if "\n" in lead else sentences_of(parts, spoken)


def _lead(briefing: Briefing, reading: Reading, draft: Draft, question: Question, spoken: Language) -> str:
    if reading.command:
        return _ordered(briefing, reading, draft, spoken)
    if reading.route == "question" and wished(briefing.text):
        return spoken.say("reply.switched") if _is_spoken(briefing) else ""
    if reading.route == "question":
        return _answer(plain(briefing.text), briefing, draft, spoken)
    if _is_stuck(briefing, reading):
        return spoken.say("reply.stuck")
    if reading.route == "off_topic":
        return _varied(_kind_of_talk(briefing.text, spoken), briefing, spoken)
    if reading.missing:
        return spoken.say("reply.not_there", what=reading.missing)
    if reading.unread:
        return spoken.say("reply.moved_on") if reading.evaded else _varied("unread", briefing, spoken)
    if reading.evaded:
        assumed = any(p.value is not None and p.source == "assumed" for p in reading.proposals)
        return _varied("evaded" if assumed else "open", briefing, spoken)
    if reading.route == "correction":
        return _varied("corrected", briefing, spoken)
    return _acknowledged(briefing, reading, question, spoken)


def _is_stuck(briefing: Briefing, reading: Reading) -> bool:
    """Asked for a last word again and again, without an answer the guide can read."""
    often = len(briefing.questions) >= STUCK and all("confirm" in q.topics for q in briefing.questions[-STUCK:])
    return often and (reading.unread or reading.route == "off_topic")


def unspoken(briefing: Briefing) -> str:
    """What is said once where the interview came to a language there are no questions in; "" elsewhere."""
    if not briefing.switched or _is_spoken(briefing):
        return ""
    entry = known_languages().get(base(briefing.language))
    return language().say("reply.no_file", language=entry["names"][0]) if entry else ""


def _is_spoken(briefing: Briefing) -> bool:
    return base(briefing.language) in spoken_languages()


def _kind_of_talk(text: str, spoken: Language) -> str:
    """A greeting is greeted back, thanks are taken, a wish to talk of something first is met; the rest is led back."""
    kinds = {
        "thanks": r"\W*@thanks\W*",
        "hello": r"\W*(?:@hello)(?!\w)",
        "later": r"(?:\W*@filler)*\W*(?:@talk_first)(?!\w)",
    }
    return next((kind for kind, words in kinds.items() if spoken.rx(words).match(text)), "off_topic")


def _acknowledged(briefing: Briefing, reading: Reading, question: Question, spoken: Language) -> str:
    """A word after an answer: where the next stage begins, what that is; else something short or nothing."""
    if question.stage != briefing.stage and question.stage in spoken.texts["stages"]:
        return spoken.say(f"stages.{question.stage}")
    if reading.proposals and all(p.value is None and p.op == "add" for p in reading.proposals):
        return _varied("none", briefing, spoken)
    return _varied("leads", briefing, spoken) if briefing.asked.topics else ""


def _varied(kind: str, briefing: Briefing, spoken: Language) -> str:
    """One of several wordings, the next one with every question asked."""
    wordings = spoken.texts["reply"][kind]
    return str(wordings[len(briefing.questions) % len(wordings)])


def _ordered(briefing: Briefing, reading: Reading, draft: Draft, spoken: Language) -> str:
    name, argument = (reading.command.name, reading.command.argument) if reading.command else ("", "")
    if name == "generate":
        return _ready(reading, spoken)
    if name == "show":
        return _shown(argument, draft, spoken)
    if name == "undo" and (briefing.past is None or briefing.past.draft == briefing.draft):
        return spoken.say("reply.nothing_to_undo")
    return spoken.say(f"reply.{name}")


def _ready(reading: Reading, spoken: Language) -> str:
    slots = list(dict.fromkeys(p.slot for p in reading.proposals if p.source == "assumed"))
    if not slots:
        return spoken.say("reply.ready")
    names = [spoken.small(label(slot, spoken)) for slot in slots]
    return spoken.say("reply.ready_assumed", assumed=joined(names, spoken))


def _shown(what: str, draft: Draft, spoken: Language) -> str:
    if what == "workflow" and said(draft, "workflow"):
        return spoken.say(
            "answers.draft_slot", label=label("workflow", spoken), known=known(draft, "workflow", spoken, most=12)
        )
    return listed(draft, spoken) or spoken.say("reply.nothing_yet")


def _recap(reading: Reading, draft: Draft, question: Question, spoken: Language) -> str:
    """What is there already, before a question that asks to change it; one that asks for more says it itself."""
    topics = question.asked.topics
    told = len(topics) == 1 and topics[0] in BY_NAME and reading.route != "question" and said(draft, topics[0])
    if told and (is_sure(draft[topics[0]]) or "{known}" not in spoken.texts["questions"][topics[0]].get("more", "")):
        return spoken.say("reply.so_far", known=known(draft, topics[0], spoken))
    return ""


def _answer_beside(briefing: Briefing, reading: Reading, draft: Draft, spoken: Language) -> str:
    """The first sentence of what Parley says to a question that followed an answer, "" where it knows nothing."""
    if not reading.beside or not inquired(reading.beside, read_in(briefing.text, briefing.language)):
        return ""
    return sentences(_answer(reading.beside, briefing, draft, spoken))[0]


def _answer(asks: str, briefing: Briefing, draft: Draft, spoken: Language) -> str:
    """A short true answer to a question about Parley or the draft."""
    topic = inquired(asks, read_in(briefing.text, briefing.language)) or "options"
    if topic == "draft":
        return _about_draft(asks, draft, spoken)
    if topic == "assumed":
        return _about_assumptions(draft, spoken)
    left = len(REQUIRED) - len(settled(draft, briefing.questions))
    about = _slot_in(asks, spoken) or next(iter(briefing.asked.topics), "agent_role")
    offered = joined(examples(about, draft, spoken), spoken)
    topic = topic if offered or topic != "options" else "meaning"
    return spoken.say(
        f"answers.{topic}",
        left=left,
        total=len(REQUIRED),
        aim=spoken.say(f"aims.{about}"),
        options=offered,
        examples=spoken.say("answers.examples", options=offered) if offered else "",
    ).strip()


def _about_assumptions(draft: Draft, spoken: Language) -> str:
    """What Parley filled in, slot by slot."""
    assumed = {slot: tuple(f for f in facts if f.source == "assumed" and f.value) for slot, facts in draft.items()}
    told = [
        f"{label(slot, spoken).lower()}: {known(assumed, slot, spoken)}" for slot, facts in assumed.items() if facts
    ]
    return spoken.say("answers.assumed", assumed="; ".join(told)) if told else spoken.say("answers.assumed_none")


def _slot_in(asks: str, spoken: Language) -> str:
    """The slot a question names by one of its labels ("what is a guardrail?"), "" if none."""
    words = re.findall(r"[^\W_]+", asks.casefold())
    return next((spoken.labels[word] for word in words if word in spoken.labels), "")


def _about_draft(asks: str, draft: Draft, spoken: Language) -> str:
    """The value a question names ("what is the name?"), else the whole draft in a line."""
    words = asks.casefold()
    for slot in SLOTS:
        title = label(slot.name, spoken)
        names = (noun(slot.name, 1, spoken), title, slot.label, slot.name)
        if any(f" {name.casefold()}" in f" {words}" for name in names) and said(draft, slot.name):
            return spoken.say("answers.draft_slot", label=title, known=known(draft, slot.name, spoken))
    whole = summary(draft, spoken)
    return spoken.say("answers.draft", known=whole) if whole else spoken.say("reply.nothing_yet")
