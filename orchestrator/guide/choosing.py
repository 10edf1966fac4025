"""The answer to a contradiction: this, that, or how both are right."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.contradictions import Choice, Contradiction, still_open
from orchestrator.facts import Draft
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.heard import Heard
from orchestrator.guide.language import Language
from orchestrator.guide.targets import stems
from orchestrator.guide.wording import clipped
from orchestrator.messages import Asked
from orchestrator.values import key_of


@dataclass(frozen=True)
class Chosen:
    """What an answer says of a contradiction. `assumed`: it was left to Parley, which lets the stricter side go
    first."""

    found: Contradiction
    choice: Choice
    because: str = ""
    assumed: bool = False


def asked_about(asked: Asked, draft: Draft) -> Contradiction | None:
    """The contradiction a question was about, None if it was about none, or it is settled."""
    if "contradiction" not in asked.topics:
        return None
    return next((found for found in still_open(draft) if found.key == asked.about), None)


def offers(found: Contradiction, language: Language) -> tuple[str, ...]:
    """The three answers to click."""
    keep = (language.say("choices.keep", value=clipped(side.text, language)) for side in (found.one, found.other))
    return (*keep, language.say("choices.both"))


def because(found: Contradiction, choice: Choice, language: Language) -> str:
    """What is noted where the loser cannot be taken out by itself: that the other goes first."""
    winner, loser = (found.one, found.other) if choice == "one" else (found.other, found.one)
    return "" if choice == "both" or loser.losses else language.say("choices.first", value=winner.text)


def chosen(heard: Heard) -> Chosen | None:
    """What the text chooses, None if it says neither."""
    found = asked_about(heard.asked, heard.draft)
    if found is None:
        return None
    said = key_of(heard.text)
    for choice, offer in zip(("one", "other", "both"), offers(found, heard.language), strict=True):
        if said == key_of(offer):
            return Chosen(found, choice, because(found, choice, heard.language))  # type: ignore[arg-type]
    if unevaded(heard.text, heard.language)[1]:
        return left_open(found, heard.language)
    return _in_words(found, heard)


def comes_late(heard: Heard) -> bool:
    """Whether one of the three answers is clicked although the choice was made elsewhere meanwhile."""
    if "contradiction" not in heard.asked.topics or asked_about(heard.asked, heard.draft):
        return False
    keep, both = (key_of(heard.language.say(f"choices.{name}", value="")) for name in ("keep", "both"))
    said = key_of(heard.text)
    return said == both or said.startswith(f"{keep} ")


def left_open(found: Contradiction, language: Language) -> Chosen:
    """What Parley takes where nobody chooses."""
    first = language.say("choices.first", value=found.one.text)
    return Chosen(found, "both", first, assumed=True)


def _in_words(found: Contradiction, heard: Heard) -> Chosen | None:
    text, language = heard.text.strip(), heard.language
    both = language.rx(r"^\W*(?:@filler[ ,]+)*(?:@choice_both)(?:\W+(?:@choice_because)(?!\w))?[ ,:;.–-]*(?P<why>.*)$")
    if match := both.match(text.replace("\n", " ")):
        return Chosen(found, "both", match["why"].strip())
    for choice in ("one", "other"):
        if language.rx(rf"^\W*(?:@filler[ ,]+)*(?:@choice_{choice})(?:[ ,]+(?:@filler|@trailing))*\W*$").match(text):
            return Chosen(found, choice, because(found, choice, language))
    if language.rx(r"(?<!\w)(?:@choice_bounds)(?!\w)").search(text):
        return Chosen(found, "both", text)
    return _named(found, text, language)


def _named(found: Contradiction, text: str, language: Language) -> Chosen | None:
    """The side whose own words the answer holds; the one that is told to go loses."""
    one, other = stems(found.one.text), stems(found.other.text)
    words = stems(text)
    hits = len(words & (one - other)), len(words & (other - one))
    if bool(hits[0]) == bool(hits[1]) or _says_more(words, (one, other)):
        return None
    goes = bool(language.rx(r"^\W*(?:@filler[ ,]+)*(?:@choice_drop)(?!\w)").match(text))
    choice: Choice = "one" if bool(hits[0]) != goes else "other"
    return Chosen(found, choice, because(found, choice, language))


def _says_more(words: frozenset[str], sides: Sequence[frozenset[str]]) -> bool:
    """Whether most of the answer is about something else."""
    return len(words - sides[0] - sides[1]) > 4
