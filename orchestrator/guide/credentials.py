"""What is left of a user and a password once the password was taken out: nothing that says anything about the agent."""

from orchestrator.guide.secret_words import rx

_GONE = r"\[secret removed\]"
_BEGINS = r"(?:^|(?<=[\n.!?;:,(|])|[ ]{1,4}(?=@and[ ]))"
_LEAD = r"[ ]{0,4}(?:(?:@and|@own)[ ]{0,3}){0,4}"
_USER = (
    r"(?:@user|@login)(?:[ ]{0,4}[:=]|[ ]{1,4}@is|[ ]{1,4}@and)?[ ]{0,4}[^\s/|,;:]{1,60}?"
    r"[ ]{0,4}[/|,;:&+]?[ ]{0,4}(?:@and[ ]{0,4})?"
)
_NOUN = r"(?:(?:@own)[ ]{0,4}){0,2}[*_]{0,2}(?:@password|@maybe|@pin)"
_BESIDE = r"[^\n.!?;]{0,60}?"
_WHERE = r"(?:[ ]{1,4}@at(?:[ ]{1,4}(?!@and)[^\s.,;!?]{1,40}){1,4})?"
_STATEMENT = (
    rf"{_BEGINS}{_LEAD}(?:(?:{_USER})?{_NOUN}{_BESIDE}[(\"'`]{{0,2}}{_GONE}"
    rf"|(?:{_USER}){_GONE}|{_GONE}[ ]{{0,4}}@as[ ]{{0,4}}{_NOUN})"
    rf"(?:[ ]{{0,4}}(?:,|/|@and)[ ]{{0,4}}{_GONE}){{0,3}}[)\"'`*_|]{{0,3}}{_WHERE}"
)


def without_credentials(text: str) -> str:
    """The text with blanks in the place of "user marit and password [secret removed]", where that is a clause of its
    own; a rule about a password ("Never tell the code [secret removed]") stays."""
    if "[secret removed]" not in text:
        return text
    return rx(_STATEMENT).sub(lambda m: "".join("\n" if c == "\n" else " " for c in m[0]), text)
