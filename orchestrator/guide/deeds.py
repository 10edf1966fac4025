"""A sentence of several deeds, taken apart where the next deed begins: "take orders and answer questions about
them"."""

import re

from orchestrator.guide.language import Language
from orchestrator.guide.sentences import cut
from orchestrator.guide.verbs import begins_with_deed, does, first_word

_CUT = (
    r"[ ]*;[ ]*(?:(?:@and)(?!\w)[ ]*)?|[ ]*,(?!\d)[ ]*(?:(?:@and|@or)(?!\w)[ ]*)?(?:(?:also|then)(?!\w)[ ]*)?"
    r"|(?<=\S)[ ]+(?:@and)(?!\w)[ ]+(?:also[ ]+|then[ ]+|to[ ]+)?|(?<=\S)[ ]+(?:@or)(?!\w)[ ]+"
    r"|[ ]+[/|•][ ]+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})"
)
_PARTICLE = re.compile(r"[ ]+(?:out|up|off|back|over|away|down|in)(?=[ ]+\w)")
_WORD = r"[^\W\d_][\w'-]*"
_LISTED = (
    rf"(?:(?<=^)|(?<=[,;] )|(?<=to )|(?<=can )|(?<=and )|(?<=or )|(?<=never )|(?<=[n']t )"
    rf"|(?<=not )|(?<=\w: )){_WORD}(?:[ ]*,[ ]*{_WORD}){{0,4}}[ ]*,?[ ]*(?:/|(?<=[ ])(?:@and"
    rf"|@or)(?!\w))[ ]*{_WORD}(?=[ ]+(?!(?:@and|@or|@about|@if_word|that|who|it|them"
    rf"|then)(?!\w))[^\W\d_])"
)


def deeds(text: str, language: Language, *, share: bool = True) -> list[str]:
    """The deeds of a sentence; a list of things ("tracking, refunds") is taken apart as well, the objects of one
    deed are not.

    `share` makes "book or move visits" two deeds with one object.
    """
    parallel = _are_parallel(text, language)
    fixed = [m.span() for m in language.rx(r"(?<!\w)@binomial(?!\w)").finditer(text)]
    fixed += listed_deeds(text, language)
    pieces = cut(
        text,
        language.rx(_CUT),
        fixed,
        lambda left, by, right: _separates(_unsubjected(left, language), by, right, language, parallel),
    )
    return [deed for piece in pieces for deed in _shared(piece, language)] if share else pieces


def listed_deeds(text: str, language: Language) -> list[tuple[int, int]]:
    """Where several deeds share one object ("approve or merge a request")."""
    return [m.span() for m in language.rx(_LISTED).finditer(text) if _all_deeds(m[0], language)]


def _verbs(listed: str, language: Language) -> list[str]:
    return [w for w in re.findall(_WORD, listed) if not language.rx(r"(?:@and|@or)").fullmatch(w)]


def _all_deeds(listed: str, language: Language) -> bool:
    verbs = [verb.casefold() for verb in _verbs(listed, language)]
    if len(verbs) == 2 and "," in listed:  # "cancel, and tell people about breakfast"
        return False
    forms = (lambda v: v in language.verbs, lambda v: v.endswith("ing"), lambda v: does(v, language))
    return any(all(form(verb) and begins_with_deed(verb, language) for verb in verbs) for form in forms)


def _are_parallel(text: str, language: Language) -> bool:
    """ "ask size, ask colour, check stock": two of the comma pieces are deeds beyond doubt, so the others are deeds
    too."""
    firsts = [first_word(piece, language).casefold() for piece in text.split(",")]
    return sum(word in language.verbs and word not in language.set("nouns") for word in firsts) >= 2


def _unsubjected(left: str, language: Language) -> str:
    return language.rx(r"^(?:(?:@pronoun|@agent)[ ]+(?:(?:@modal|@adverb)(?![\w'])[ ]+)*)").sub("", left)


def _separates(left: str, by: str, right: str, language: Language, parallel: bool) -> bool:
    if "either" in left.casefold() and "or" in by:
        return False
    if set(by) & set(";•|"):
        return True
    if by.strip().casefold() == "or":
        return begins_with_deed(right, language, strict=True)
    marked = bool(set(by) & set(",/+&"))
    if begins_with_deed(right, language, strict=not marked or (not parallel and _lists_things(left, language))):
        return True
    if not begins_with_deed(left, language):
        return marked or (_is_short(left) and _is_short(right) and not _qualifies(right, language))
    if (
        ", and" in f"{by} "
        and "," not in left
        and not language.rx(r"^(?:(?:@gathering)(?!\w))").match(left)
        and not _qualifies(right, language)
    ):
        return True
    return marked and not _lists_things(left, language) and not _qualifies(right, language) and len(left.split()) <= 6


def _lists_things(left: str, language: Language) -> bool:
    """After "ask for the name" or "questions about rooms" a comma goes on listing things."""
    gathers = language.rx(r"^(?:(?:@gathering)(?!\w))").match(left)
    return bool(
        gathers
        or language.rx(
            r"(?<=\w)[ ]+(?:about|regarding|concerning|on|such[ ]+as|like|including|e\.g\.|between|their|with)[ ]+\S+"
        ).search(left)
    )


def _is_short(text: str) -> bool:
    return len(re.split(r"[,;]", text)[0].split()) <= 4


def _qualifies(right: str, language: Language) -> bool:
    return bool(
        language.rx(
            r"^(?:which|who|that|if|when|unless|so|because|since|as|with|without|for|in|on|at|by|to"
            r"|from|even|except|not|but|where|while|until|before|after|incl|including|especially"
            r"|ideally|plus|like|such)\b"
        ).match(right)
    )


def _shared(piece: str, language: Language) -> list[str]:
    """ "book, move or cancel appointments": one object for several deeds."""
    match = language.rx(_LISTED).match(piece)
    if not match or not _all_deeds(match[0], language):
        return [piece]
    *others, last = _verbs(match[0], language)
    own = _PARTICLE.match(piece, match.end())  # "sell and rent out bikes": only renting is done out
    return [*(verb + piece[own.end() if own else match.end() :] for verb in others), last + piece[match.end() :]]
