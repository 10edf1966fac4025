"""Whether a model's reply asks something else than it was given to ask: its answer would be read as what it is not."""

import re
from collections.abc import Iterator

from orchestrator.briefing import Briefing
from orchestrator.evidence import QUESTION_MARKS, telling_words
from orchestrator.facts import Draft, one
from orchestrator.guide.language import Language, language
from orchestrator.guide.reading import Question
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import stems
from orchestrator.guide.tongue import heard
from orchestrator.languages import base, spoken
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of


def strays(reply: str, question: Question, briefing: Briefing, after: Draft) -> bool:
    """Whether the reply's question is plainly about other slots, one it asked before about something else, or has
    nothing in common with what was to be asked. `after` is the draft as the message leaves it.

    To ask once more for what was asked last and not told is no straying.
    """
    questions = _questions(reply)
    if not questions:
        return False
    untold = _untold(briefing, after)
    if _is_unrelated(questions, question, untold, briefing):
        return True
    asked = {topic for topic in question.asked.topics if topic in BY_NAME}
    if not asked or len(asked) < len(question.asked.topics):
        return False
    about = _about(questions, language(briefing.language))
    elsewhere = about and not about & (asked | untold)
    return bool(elsewhere) or _asked_before(questions, question, untold, briefing)


def asks(reply: str, question: Question, briefing: Briefing) -> bool:
    """Whether a reply asks anything: with a mark, or where the question has none itself, with its words."""
    if _questions(reply) or any(mark in question.text for mark in QUESTION_MARKS):
        return any(mark in reply for mark in QUESTION_MARKS)
    return not _is_unrelated([reply], question, set(briefing.asked.topics), briefing)


def _untold(briefing: Briefing, after: Draft) -> set[str]:
    """What was asked last and the message told nothing of; what is no slot is told with anything at all."""
    before = {slot: facts for slot, facts in briefing.draft.items() if facts}
    now = {slot: facts for slot, facts in after.items() if facts}
    told = {slot for slot in {*before, *now} if before.get(slot) != now.get(slot)}
    return {topic for topic in briefing.asked.topics if not (topic in told if topic in BY_NAME else told)}


def _questions(reply: str) -> list[str]:
    return [s for s in sentences(reply) if s.rstrip(" \"'”»)").endswith(tuple(QUESTION_MARKS))]


def _is_unrelated(questions: list[str], question: Question, before: set[str], briefing: Briefing) -> bool:
    """Whether questions share no telling word with the given one and what else is said of its slots, or those before.
    Where no telling word is left, or in another language than the given one, that cannot be told."""
    code, text = base(briefing.language), " ".join(questions)
    if code not in spoken() or heard(text) not in ("", code):
        return False
    known = language(code)
    topics = {*question.asked.topics, *before}
    if topics & _about(questions, known):
        return False
    given = " ".join((question.text, *_texts(known, topics)))
    common = {*map(key_of, spoken()[code]["marks"]["words"]), *key_of(one(briefing.draft, "agent_name")).split()}
    words, theirs = (stems(" ".join(telling_words(part) - common)) for part in (text, given))
    return bool(words and theirs) and not words & theirs


def _texts(known: Language, topics: set[str]) -> Iterator[str]:
    """All that the language's file says about some slots or topics."""
    for topic in topics:
        for part in ("questions", "clauses"):
            yield from known.texts[part].get(topic, {}).values()
        yield known.texts["aims"].get(topic, "")


def _about(questions: list[str], spoken: Language) -> set[str]:
    """The slots that questions are plainly about, by the words of the language's file."""
    known = [slot for slot in BY_NAME if f"about_{slot}" in spoken.words]
    return {slot for slot in known if any(spoken.rx(f"@about_{slot}").search(asked) for asked in questions)}


def _asked_before(questions: list[str], question: Question, untold: set[str], briefing: Briefing) -> bool:
    """The same words again, though what was asked was answered and something else is open."""
    if question.asked == briefing.asked or key_of(questions[-1]) in key_of(question.text):
        return False
    last = re.compile(rf"(?<!\w){re.escape(key_of(questions[-1]))}$")
    told = [key_of(message.text) for message in briefing.history if message.role == "parley"]
    return any(last.search(text) for text in (told[:-1] if untold else told))
