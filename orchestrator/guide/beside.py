"""What is no answer beside one: a question back to Parley, and talk about the weather or the family."""

import re

from orchestrator.guide.clean import is_talk, talked
from orchestrator.guide.heard import Heard
from orchestrator.guide.inquiry import is_small_talk, topic_of
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import LEXICONS
from orchestrator.guide.text import blank

# What people come to ask is said in questions where these were asked: only those that name Parley are to it.
_OF_PEOPLE = {"goals", "knowledge", "workflow", "metrics", "anything_else", "agent_role"}
_SPOKEN = {"greeting", "contradiction"}
_ASKS = r"[?？][)\"' ]*$"
_LED = r"^\W*(?:(?:@filler|@interjection|@and|@but|@chatter_lead)(?!\w)[ ,.:!–—-]*)*"
_TAG = r"[ ]*,[ ]*(?:and[ ]+)?¿?(?:@chatter_tag)[ ]*[?？]"
_PUZZLED = (
    r"^\W*(?:i|we)(?:'m|[ ]+am|[ ]+are)?[ ]+(?:not|don'?t|do[ ]+not|lost|confused|unsure|afraid|have[ ]+no)(?!\w)"
)


def question_beside(heard: Heard) -> tuple[str, Heard]:
    """(the question to Parley that follows an answer, what is left to read); "" where there is none, or no answer."""
    said = sentences(heard.text)
    last = said[-1] if len(said) > 1 and heard.asked.topics else ""
    if not last or _SPOKEN & set(heard.asked.topics) or not _asks_parley(last, heard):
        return "", heard
    answer = heard.text[: heard.text.rindex(last)]
    told = [s for s in sentences(answer) if not is_talk(s, heard.language)]
    puzzled = heard.language.rx(_PUZZLED).match
    if not told or any(topic_of(s, heard.language) or puzzled(s) for s in told):
        return "", heard
    return ("", heard) if is_small_talk(answer, heard.language) else (last, heard.with_text(answer))


def _asks_parley(sentence: str, heard: Heard) -> bool:
    if not re.search(_ASKS, sentence):
        return False
    named = heard.language.rx(r"(?<!\w)(?:@of_parley)").search(sentence.rstrip(" ?？"))
    return bool(named) or (not (_OF_PEOPLE & set(heard.asked.topics)) and bool(topic_of(sentence, heard.language)))


def without_chatter(heard: Heard) -> str:
    """The text without sentences that tell of life rather than the agent, and without what only says "is the word"."""
    if not heard.asked.topics or heard.is_opening or _SPOKEN & set(heard.asked.topics):
        return heard.text
    rx, text, at = heard.language.rx, heard.text, 0
    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        if _tells_of_life(sentence, heard):
            text = blank(text, at, at + len(sentence))
        at += len(sentence)
    if "tone" in heard.asked.topics:
        text = rx(r"(?<=\w)[ ]*(?:@the_word)(?!\w)").sub(lambda m: " " * len(m[0]), text)
    return text


def _tells_of_life(sentence: str, heard: Heard) -> bool:
    """ "By the way the weather is awful today, isn't it?", with whatever is said of that behind a comma."""
    rx = heard.language.rx
    named = (LEXICONS.get(topic) for topic in heard.asked.topics)
    if any(heard.language.lexicons[name].find(sentence) for name in named if name):
        return False
    bare = rx(_LED).sub("", talked(rx(_TAG).sub("", sentence), heard.language))
    first = re.split(r"[ ]*[,;:][ ]*", bare)[0].strip(" .!?？。¿¡")
    return bool(rx(r"(?:@chatter)").fullmatch(first))
