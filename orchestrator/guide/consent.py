"""Is a message a yes or a no to "is everything correct?"?"""

import re

from orchestrator.guide.language import Language
from orchestrator.guide.lists import bare

_PIECE = re.compile(
    r"[,;.!?。！？\n]+|(?<!\bmany)\s+(?=(?:and|it's|that's|thanks|thank|now)\b)|\s[–—-]\s", re.IGNORECASE
)


def consents(text: str, language: Language) -> bool:
    """Nothing but yes, in whatever words, with thanks and how one likes it around it."""
    talk = language.rx(r"(?:@filler|@trailing|@marker|and|it|that|now|so far|(?!.*(?<!\w)(?:@but|@no)(?!\w))@thanks)")
    said = [p for p in _pieces(text) if not talk.fullmatch(p) or language.rx("@yes").fullmatch(p)]
    return bool(said) and all(_is_yes(p, language) for p in said)


def _is_yes(piece: str, language: Language) -> bool:
    if language.rx(r"(?:(?:@yes|and|@and)[ ]+)?(?:@satisfied)(?:[ ]+(?:@trailing))*").fullmatch(piece):
        return True
    words = r"(?:(?:@filler|and|now|so|it all|it|everything|all|that|this)[ ]+){0,4}"
    return bool(
        language.rx(
            rf"{words}(?:@yes)(?:[ ]+(?:@yes|@trailing|now|to me|for me|😊|🙂|👍|so far|as it is|i think"
            rf"|with me|here)){{0,4}}"
        ).fullmatch(piece)
    )


def objects(text: str, language: Language, *, begins: bool = False) -> bool:
    """Nothing but no, without saying what; `begins`: a no at the beginning is enough, in a message of a sentence or
    two."""
    pieces = _pieces(text)
    if begins and pieces and len(text) < 120:
        return bool(language.rx(r"(?:@no|nothing|none)(?:[ ]+(?:@trailing|more|else))*").fullmatch(pieces[0]))
    return bool(pieces) and all(
        language.rx(
            r"(?:(?:@filler|it's|that's)[ ]+){0,3}(?:@no|@filler)(?:[ ]+(?:@trailing|yet|to me|please)){0,3}"
        ).fullmatch(p)
        for p in pieces
    )


def changes_nothing(text: str, language: Language) -> bool:
    """Nothing but "no changes", "leave it", in every one of its pieces: "no, it is green" tells something."""
    pieces = _pieces(text)
    empty = [bool(language.rx("@nothing").fullmatch(p)) for p in pieces]
    talk = (language.rx(r"(?:@filler|@trailing|@yes|and|it)").fullmatch(p) for p in pieces)
    return any(empty) and all(nothing or said for nothing, said in zip(empty, talk, strict=True))


def _pieces(text: str) -> list[str]:
    if len(text) > 300:
        return []
    return [p.strip(" *_`\"'()") for p in _PIECE.split(bare(text.strip())) if p and p.strip(" *_`\"'()")]
