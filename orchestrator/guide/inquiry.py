"""Questions the person asks about Parley, the interview or the draft: answered, and nothing changes. And what is said
on the way without meaning the agent: thanks, jokes, complaints."""

import re

from orchestrator.guide.clean import is_talk, talked, trimmed
from orchestrator.guide.language import Language
from orchestrator.guide.sentences import sentences

_PIECE = re.compile(r"[,;:]\s+|\s[–—-]\s|\.{2,}|…")
# What can be measured may be said as a question, and so may what people come to ask.
_ANSWERS = (
    r"\W*(?:i'd[ ]+say|i[ ]+would[ ]+say|let's[ ]+(?:say|take)|it[ ]+(?:should|must)|we[ ]+(?:have|use|want|need))"
    r"(?!\w)"
)
_MEASURING = (
    r"^(?:(?:@filler)[ ,]+)*(?:how[ ]+(?:many|much|often|long|fast|quickly|far)|whether"
    r"|what[ ]+(?:share|percentage|part))"
)
_THEIRS = r"(?<!\w)(?:my|mine|i)(?!\w)|(?<!\w)you[ ]+(?:open|close|have|sell|offer|deliver|ship|accept|take)(?!\w)"


def inquired(text: str, language: Language) -> str:
    """What a message asks about ("data", "count", "draft"...), "" if it is no question to Parley."""
    asked = [s for s in sentences(text) if not _is_small(s)]
    if not asked or len(asked) > 3:
        return ""
    topics = [topic_of(s, language) for s in asked]
    if any(not topic and _answers(s, language) for s, topic in zip(asked, topics, strict=True)):
        return ""
    if _only_exclaims(asked, topics):
        return ""
    return next((t for t in topics if t), "") if sum(bool(t) for t in topics) * 2 >= len(topics) else ""


def _only_exclaims(said: list[str], topics: list[str]) -> bool:
    """ "Help! I need an assistant that ...": a bare word is an order only where nearly nothing else is said."""
    meant = [s for s, topic in zip(said, topics, strict=True) if topic]
    beside = sum(len(s.split()) for s, topic in zip(said, topics, strict=True) if not topic)
    return beside > 4 and all(len(s.split()) <= 2 and not s.rstrip().endswith(("?", "？", "؟")) for s in meant)


def _answers(sentence: str, language: Language) -> bool:
    """A sentence beside a question that plainly answers what was asked: it has a number, or says that it answers."""
    told = re.search(r"\d", sentence) or language.rx(_ANSWERS).match(sentence)
    return bool(told) and not sentence.rstrip().endswith(("?", "？", "؟"))


def _is_small(sentence: str) -> bool:
    return len(re.findall(r"\w+", sentence)) < 1


def topic_of(sentence: str, language: Language) -> str:
    """What a sentence asks Parley about, "" if nothing."""
    body = talked(trimmed(sentence).strip("¿¡ "), language).strip(" ?!.？。！¿¡")
    return next((topic for topic in language.inquiries if language.rx(f"@ask_{topic}").fullmatch(body)), "")


def is_question(text: str, language: Language, topics: tuple[str, ...] = ()) -> bool:
    """A question nobody asked for, such as "who won the match?", rather than an answer put as one ("how about Pip?").

    `topics` are what was asked: goals may be told as the questions people come with, measures as "how many".
    """
    said = [s for s in sentences(text) if not is_talk(s, language)]
    if not said or not all(asks(s, language) for s in said):
        return False
    if "metrics" in topics and language.rx(_MEASURING).match(said[-1]):
        return False
    theirs = len(said) > 1 or bool(language.rx(_THEIRS).search(text))
    return not (theirs and {"goals", "knowledge", "workflow", "anything_else"} & set(topics))


def asks(sentence: str, language: Language) -> bool:
    """A sentence that begins like a question and ends like one."""
    begins = language.rx(r"^(?:(?:@filler|@interjection)[ ,]+)*(?:@question_word)(?![\w'])").match(sentence)
    return bool(begins) and sentence.rstrip(" )\"'").endswith("?")


def is_small_talk(text: str, language: Language, topics: tuple[str, ...] = ()) -> bool:
    """Greetings, thanks, jokes, complaints: nothing else in the message. "Cool" is a tone where that was asked."""
    said = [s for s in (trimmed(s).strip(" ?!.,") for s in sentences(text)) if s]
    return bool(said) and len(said) <= 4 and all(is_aside(s, language, topics) for s in said)


def is_no_greeting(text: str, language: Language) -> bool:
    """Asked for a greeting: small talk or a question that neither greets nor speaks to anybody ("haha", "how's the
    weather?")."""
    if language.rx(r"^\W*(?:@greeting)(?!\w)").match(text):
        return False
    asks = (
        len(sentences(text)) == 1
        and is_question(text, language)
        and not language.rx(r"(?<!\w)(?:you|your|i|me|we|us|our)(?!\w)").search(text)
    )
    return asks or is_small_talk(text, language) or is_talk(text, language)


def is_aside(sentence: str, language: Language, topics: tuple[str, ...] = ()) -> bool:
    """Does a sentence, or each of its clauses, say nothing about the agent?"""
    known = language.set("tones") if "tone" in topics else frozenset()
    pieces = [p for p in (trimmed(p).strip(" ?!.,") for p in (sentence, *_PIECE.split(sentence))) if p]
    if not pieces or pieces[0].casefold() in known:
        return False
    return _is_small_talk(pieces[0], language) or (
        len(pieces) > 2 and all(_is_small_talk(p, language) or is_talk(p, language) for p in pieces[1:])
    )


def _is_small_talk(piece: str, language: Language) -> bool:
    return bool(
        language.rx(r"@small_talk(?:[ ]+@small_talk)?").fullmatch(piece)
        or language.rx("@small_talk").fullmatch(talked(piece, language))
    )
