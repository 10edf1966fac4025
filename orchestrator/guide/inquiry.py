"""Questions the person asks about Parley, the interview or the draft: answered, and nothing changes."""

import re

from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.language import Language
from orchestrator.guide.sentences import sentences


def inquired(text: str, language: Language) -> str:
    """What a message asks about ("data", "count", "draft"...), "" if it is no question to Parley."""
    asked = [s for s in sentences(text) if not _is_small(s)]
    if not asked or len(asked) > 3:
        return ""
    topics = [_topic(s, language) for s in asked]
    return next((t for t in topics if t), "") if sum(bool(t) for t in topics) * 2 >= len(topics) else ""


def _is_small(sentence: str) -> bool:
    return len(re.findall(r"\w+", sentence)) < 1


def _topic(sentence: str, language: Language) -> str:
    body = talked(trimmed(sentence), language).strip(" ?!.")
    return next((topic for topic in language.inquiries if language.rx(f"@ask_{topic}").fullmatch(body)), "")


def is_question(text: str, language: Language) -> bool:
    """A question nobody asked for, such as "who won the match?": wh-word first, question mark last."""
    said = sentences(text)
    return (
        bool(said)
        and bool(language.rx(r"^(?:(?:@filler|@interjection)[ ,]+)*(?:@question_word)(?!\w)").match(said[-1]))
        and said[-1].rstrip(" )").endswith("?")
    )


def is_small_talk(text: str, language: Language) -> bool:
    """Greetings, thanks, jokes: nothing else in the message."""
    said = [trimmed(s).strip(" ?!.,") for s in sentences(text)]
    return bool(said) and len(said) <= 3 and all(language.rx("@small_talk").fullmatch(s) for s in said if s)
