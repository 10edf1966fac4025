"""The requests of a turn as messages for a model: rules as system message, everything a person wrote as data."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from orchestrator.briefing import Briefing
from orchestrator.contradictions import still_open
from orchestrator.exchange import Prompt
from orchestrator.facts import Draft, Fact
from orchestrator.guide.reading import Question
from orchestrator.languages import name_of
from orchestrator.messages import Message
from orchestrator.prompts import as_data, render
from orchestrator.slots import BY_NAME, SLOTS

HISTORY_MESSAGES, HISTORY_CHARACTERS = 12, 6_000
BLOCK = 8  # messages by which the history grows before its oldest go: until then a provider knows its beginning again
EARLIER_CHARACTERS, SHORT = 2_000, 160
RECENT_MESSAGES, RECENT_CHARACTERS = 4, 1_500
ROLES = {"person": "user", "parley": "assistant"}


def for_reply(briefing: Briefing, draft: Draft, question: Question) -> tuple[Prompt, ...]:
    """What the model is told to say the next thing: the rules, the conversation, and as data what is new.

    What stays the same from turn to turn comes first, so that providers need not read it again.
    """
    clashes = [{"one": c.one.text, "other": c.other.text} for c in still_open(draft)]
    earlier, recent = divided(briefing.history)
    # Small models remember best what they read last.
    last = render("reply_last", language=name_of(briefing.language))
    data = {
        "earlier": in_short(earlier),
        "draft": as_plain(draft),
        "question": question.text,
        "question_is_about": _about(question),
        **({"contradictions": clashes} if clashes else {}),
        "message": briefing.text,
    }
    return (
        {"role": "system", "content": render("reply", language=name_of(briefing.language))},
        *({"role": ROLES[m.role], "content": m.text} for m in trimmed(recent, len(recent), HISTORY_CHARACTERS)),
        {"role": "user", "content": f"<data>\n{as_data(data)}\n</data>\n\n{last}"},
    )


def divided(history: Sequence[Message]) -> tuple[Sequence[Message], Sequence[Message]]:
    """What is only told in short, and what is sent: 12 to 19 messages of those that say something."""
    told = [message for message in history if message.text.strip()]
    start = max(0, (len(told) - HISTORY_MESSAGES) // BLOCK * BLOCK)
    return told[:start], told[start:]


def in_short(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The earlier conversation: what each question was about and the beginning of its answer, the newest that fit."""
    asked: tuple[str, ...] = ()
    answers = []
    for message in messages:
        if message.role == "parley":
            asked = message.asked.topics
        else:
            answers.append({"asked": list(asked), "said": _begun(message.text)})
    sizes = accumulate(len(str(answer)) for answer in reversed(answers))
    fitting = sum(size <= EARLIER_CHARACTERS for size in sizes)
    return answers[len(answers) - fitting :]


def _begun(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


def for_document(briefing: Briefing) -> tuple[Prompt, ...]:
    """What the model is told to read a part of a document: the rules of a message, and what is different in one."""
    rules = render("extraction", slots=SLOTS, document=True)
    return {"role": "system", "content": rules}, {"role": "user", "content": as_data({"message": briefing.text})}


def for_extraction(briefing: Briefing) -> tuple[Prompt, ...]:
    """What the model is told to read the message: the rules, and one JSON object with the message and its context."""
    recent = trimmed(briefing.history, RECENT_MESSAGES, RECENT_CHARACTERS)
    question = next((m.text for m in reversed(recent) if m.role == "parley"), "")
    data = {
        "draft": as_plain(briefing.draft),
        "recent": [{ROLES[m.role]: m.text} for m in recent if m.text != question],
        "asked": list(briefing.asked.topics),
        "question": question,
        "message": briefing.text,
    }
    return {"role": "system", "content": render("extraction", slots=SLOTS)}, {"role": "user", "content": as_data(data)}


def trimmed(history: Iterable[Message], messages: int, characters: int) -> tuple[Message, ...]:
    """The newest messages, so many and so long at most, oldest first; the oldest of them may lose its start."""
    kept: list[Message] = []
    for message in reversed([m for m in history if m.text.strip()][-messages:]):
        if characters <= 0:
            break
        kept.append(message.model_copy(update={"text": message.text[-characters:]}))
        characters -= len(message.text)
    return tuple(reversed(kept))


def as_plain(draft: Draft) -> dict[str, Any]:
    """The draft in few characters: what is known, what is only assumed, and what the person wants none of."""
    plain: dict[str, Any] = {}
    for name, facts in draft.items():
        if name not in BY_NAME:
            continue
        if values := [_plain(fact) for fact in facts if fact.value is not None]:
            plain[name] = values if BY_NAME[name].many else values[0]
        elif facts:
            plain[name] = "nothing wanted"
    return plain


def _plain(fact: Fact) -> Any:
    value = fact.text if isinstance(fact.value, str) else _fields(fact)
    return {"assumed": value} if fact.source == "assumed" else value


def _fields(fact: Fact) -> dict[str, Any]:
    dumped = fact.value.model_dump(by_alias=True) if fact.value is not None and not isinstance(fact.value, str) else {}
    return {key: value for key, value in dumped.items() if value}


def _about(question: Question) -> list[str]:
    return [*question.asked.topics, *_named(question)]


def _named(question: Question) -> Iterator[str]:
    if question.asked.about and "contradiction" not in question.asked.topics:
        yield question.asked.about
