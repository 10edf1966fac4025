"""The cases a condition lists: "if they are angry, or after two tries"."""

import re

from orchestrator.guide.clean import reasoned, talked, trailed, trimmed
from orchestrator.guide.heard import Heard
from orchestrator.guide.sentences import cut
from orchestrator.guide.shape import is_clause
from orchestrator.guide.verbs import finite, first_word

LEADING_IF = (
    r"^(?:(?:@filler|then|only|except|always)[ ,]+)*(?:@if|for|on|in[ ]+case[ ]+of|anything"
    r"[ ]+(?=(?:about|with|that)))(?!\w)[ ]+"
)


def cases_of(text: str, heard: Heard) -> list[str]:
    text = heard.language.rx(
        r"^(?:please[ ]+)?(?:escalate|transfer|pass|send|forward|route|refer|hand[ ]+over)[ ]+(?:all[ ]+)?(?=\w)"
    ).sub("", text)
    text = heard.language.rx(LEADING_IF).sub("", talked(trimmed(reasoned(text, heard.language)), heard.language))
    clause = is_clause(text, heard.language) or bool(
        heard.language.rx(r"(?<!\w)(?:is|are|wants?|asks?|has|can'?t|gets?|doesn'?t|becomes?)(?!\w)").search(text)
    )
    pieces = cut(
        text, heard.language.rx(_CASE_CUT), (), lambda left, by, right: _parallel(left, by, right, clause, heard)
    )
    subject = heard.language.rx(
        r"^(?:someone|somebody|anyone|anybody|they|it|he|she|(?:the|a|an)[ ]+\w+|people|customers?"
        r"|callers?|users?|guests?)[ ]"
    ).match(text)
    pieces = [p for p in pieces if not re.search(r"(?i)\b(?:for example|for instance|e\.g\.|such as)", p)] or pieces
    pieces = [p for p in pieces if not heard.language.rx(r"^(?:it|she|he|@agent)[ ]+(?:@modal)(?![\w'])").match(p)]
    return [c for c in (_case(p, subject[0] if subject and i else "", heard) for i, p in enumerate(pieces)) if c]


_CASE_CUT = (
    r"[ ]*;[ ]*|[ ]*,(?!\d)[ ]*(?:(?:@and|@or)(?!\w)[ ]*)?|[ ]+(?:@or)(?!\w)[ ]+|(?<=\S)"
    r"[ ]+(?:@and)(?!\w)[ ]+|[ ]+/[ ]+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})"
)

# "Disputes are to be referred to legal": the verb belongs to the handing over.
_LEFT_OVER = (
    r"(?<=\S)[ ]+(?:(?:is|are|has|have|needs?|ought)[ ]+to(?:[ ]+be)?|(?:should|must|will|shall|can)(?:[ ]+be)?"
    r"|to[ ]+be)$"
)


def _parallel(left: str, by: str, right: str, clause: bool, heard: Heard) -> bool:
    """Cases stand side by side; "older than 30 days or damaged", but not "two or more", "angry and rude"."""
    if heard.language.rx(
        r"^(?:more|less|so|later|older|higher|above|below|even|not|who|which|that|with|without"
        r"|because|especially|including|like|anything[ ]+like|over|under|then)\b|^\d"
    ).match(right):
        return False
    if (
        clause
        and heard.language.rx(r"^(?:the|a|an|his|her|their|our|my|any)[ ]").match(right)
        and not is_clause(right, heard.language)
        and not re.search(r"(?i)\b(?:is|are|has|wants|asks)\b", right)
    ):
        return False
    if heard.language.rx(r"(?:@and)").fullmatch(by.strip(" ,")) and "," not in by and clause:
        return bool(
            heard.language.rx(r"^(?:if|when|there|someone|somebody|it|they|the[ ]+\w+[ ]+(?:is|has|wants))\b").match(
                right
            )
        )
    return True


def _case(piece: str, subject: str, heard: Heard) -> str:
    body = heard.language.rx(LEADING_IF).sub("", talked(trimmed(piece), heard.language))
    body = heard.language.rx(_LEFT_OVER).sub("", trimmed(trailed(body, heard.language)).rstrip("!?."))
    if not re.search(r"[^\W\d_]{2}", body) or heard.language.rx(
        r"^(?:that|it|this|those|these|then|always|never)$"
    ).match(body):
        return ""
    word = first_word(body, heard.language)
    if (
        subject
        and not body.casefold().startswith(subject.casefold())
        and (
            (word.casefold().endswith("s") and finite(word, heard.language))
            or word.casefold() in {"is", "are", "has", "wants", "doesn't", "can't", "cannot", "doesnt", "cant"}
        )
    ):
        body = subject + body
    return heard.language.small(body)
