"""Whether a model's reply asks something else than it was given to ask: its answer would be read as what it is not."""

import re

from orchestrator.briefing import Briefing
from orchestrator.evidence import QUESTION_MARKS
from orchestrator.guide.language import language
from orchestrator.guide.reading import Question
from orchestrator.guide.sentences import sentences
from orchestrator.slots import BY_NAME
from orchestrator.values import key_of

# Words by which a question is plainly about a slot; most questions have none of them, and are believed.
_ABOUT = {
    "agent_name": r"call (?:it|him|her|them|(?:the|your|this) (?:bot|agent))|(?:what|which|its|the) name(?!\w)",
    "audience": r"who (?:will|would|is going to|should) (?:use|talk|chat|call)|target audience",
    "channels": r"(?:which|what) channels?",
    "goals": r"(?:what|which) (?:are (?:its|the) )?(?:main )?goals?",
    "metrics": r"measure (?:its |the )?success|success (?:measure|metric)s?|(?:which|what) (?:kpis?|metrics?)",
    "tone": r"(?:what|which) tone|tone should",
    "languages": r"(?:which|what) languages?",
    "greeting": r"(?:how|what) should (?:it|\w+) (?:greet|say first)",
    "guardrails": r"should (?:it|\w+) never|(?:which|what) guardrails?",
    "escalation": r"hand (?:it |them |the \w+ )?over to",
    "platform": r"(?:which|what) platform",
    "workflow": r"walk me through",
}


def strays(reply: str, question: Question, briefing: Briefing) -> bool:
    """Whether the reply's question is about other slots only, or one it asked before about something else.

    To ask once more what was asked last is no straying: the model may not take it as answered.
    """
    asked = {topic for topic in question.asked.topics if topic in BY_NAME}
    if not asked or len(asked) < len(question.asked.topics):
        return False
    questions = [s for s in sentences(reply) if s.rstrip(" \"'”»)").endswith(tuple(QUESTION_MARKS))]
    about = {slot for slot, words in _ABOUT.items() if any(language("en").rx(words).search(q) for q in questions)}
    return bool(about and not about & (asked | set(briefing.asked.topics))) or _asked_before(
        questions, question, briefing
    )


def _asked_before(questions: list[str], question: Question, briefing: Briefing) -> bool:
    """The same words again, though what was asked was answered and something else is open."""
    if not questions or question.asked == briefing.asked or key_of(questions[-1]) in key_of(question.text):
        return False
    last = re.compile(rf"(?<!\w){re.escape(key_of(questions[-1]))}$")
    told = [key_of(message.text) for message in briefing.history if message.role == "parley"]
    return any(last.search(text) for text in told[:-1])
