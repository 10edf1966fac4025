"""Whether a model's reply asks something else than it was given to ask: its answer would be read as what it is not."""

import re

from orchestrator.briefing import Briefing
from orchestrator.evidence import QUESTION_MARKS
from orchestrator.guide.language import Language, language
from orchestrator.guide.reading import Question
from orchestrator.guide.sentences import sentences
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of


def strays(reply: str, question: Question, briefing: Briefing) -> bool:
    """Whether the reply's question is about other slots only, or one it asked before about something else.

    To ask once more what was asked last is no straying: the model may not take it as answered. Most questions are
    plainly about nothing, and are believed.
    """
    asked = {topic for topic in question.asked.topics if topic in BY_NAME}
    if not asked or len(asked) < len(question.asked.topics):
        return False
    questions = [s for s in sentences(reply) if s.rstrip(" \"'”»)").endswith(tuple(QUESTION_MARKS))]
    about = _about(questions, language(briefing.language))
    elsewhere = about and not about & (asked | set(briefing.asked.topics))
    return bool(elsewhere) or _asked_before(questions, question, briefing)


def _about(questions: list[str], spoken: Language) -> set[str]:
    """The slots that questions are plainly about, by the words of the language's file."""
    known = [slot for slot in BY_NAME if f"about_{slot}" in spoken.words]
    return {slot for slot in known if any(spoken.rx(f"@about_{slot}").search(asked) for asked in questions)}


def _asked_before(questions: list[str], question: Question, briefing: Briefing) -> bool:
    """The same words again, though what was asked was answered and something else is open."""
    if not questions or question.asked == briefing.asked or key_of(questions[-1]) in key_of(question.text):
        return False
    last = re.compile(rf"(?<!\w){re.escape(key_of(questions[-1]))}$")
    told = [key_of(message.text) for message in briefing.history if message.role == "parley"]
    return any(last.search(text) for text in told[:-1])
