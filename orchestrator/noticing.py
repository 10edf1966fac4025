"""What a person is told beside a reply that is not the model's own, in the language of the interview."""

from orchestrator.events import Notice
from orchestrator.guide.language import language

# Unicode's isolates, around what stays English in a text of another language: pages mark it as such.
FROM, TO = "\u2066", "\u2069"


def notice(code: str, spoken: str, why: str = "") -> Notice:
    """The notice of a code, one of the texts of the page. What went wrong (`why`) is told in English, set apart where
    the interview is in another language."""
    speech = language(spoken)
    told = f"{FROM}{why}{TO}" if why and speech.code != "en" else why
    return Notice(code=code, text=speech.say(f"page.{code}", why=told))
