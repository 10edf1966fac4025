"""English deeds: is this word one, does a clause begin with one, and what is its plain form?"""

import re
from functools import cache

from orchestrator.guide.language import Language

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_ADVERB = r"^(?:(?:@adverb|@sequencer|@ordinal)(?!\w)[ ,:]*)*(?:politely[ ]+|quickly[ ]+|gently[ ]+|to[ ]+)?"


def plain_form(word: str, language: Language) -> str | None:
    """The verb of a word in any form ("books", "booking", "booked"), None if it is none we know."""
    word = word.casefold()
    if word in language.verbs:
        return word
    known = next((verb for verb in _bases(word) if verb in language.verbs), None)
    return known or (_singles(language.verbs).get(_single(word)) if len(word) > 5 else None)


def is_base(word: str, language: Language) -> bool:
    """A verb in its plain form, also with a letter too few or too many ("recomend")."""
    return word in language.verbs or (len(word) > 5 and _single(word) in _singles(language.verbs))


def _single(word: str) -> str:
    """A word without its doubled letters: "recomend" and "recommend" are one."""
    return re.sub(r"(\w)\1", r"\1", word)


@cache
def _singles(verbs: frozenset[str]) -> dict[str, str]:
    return {_single(verb): verb for verb in verbs if len(verb) > 5 and _single(verb) != verb}


def _bases(word: str) -> list[str]:
    """What a form may come from, most likely first."""
    guesses: list[str] = []
    if word.endswith("ies"):
        guesses.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        guesses += [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:
            guesses += [stem, stem + "e", *([stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else [])]
            guesses += [stem[:-1] + "y"] if ending == "ed" and stem.endswith("i") else []
    return guesses


def finite(word: str, language: Language) -> str | None:
    """The verb of a word that is its plain form or ends in -s."""
    return (
        plain_form(word, language)
        if not word.casefold().endswith(("ing", "ed")) or word.casefold() in language.verbs
        else None
    )


def first_word(text: str, language: Language) -> str:
    text = text[language.rx(_ADVERB).match(text).end() :]  # type: ignore[union-attr]
    match = _WORD.match(text.lstrip("\"'(*_` "))
    return match[0] if match else ""


def begins_with_deed(text: str, language: Language, *, strict: bool = False) -> bool:
    """Does a clause begin with a deed? A word that is as often a thing counts, if `strict`, only before its object."""
    word = first_word(text, language)
    verb = plain_form(word, language) if word else None
    if verb is None or (word.casefold().endswith("ed") and word.casefold() not in language.verbs):
        return False
    if not strict or verb not in language.set("nouns") or word.casefold().endswith("ing"):
        return True
    rest = text[text.casefold().find(word.casefold()) + len(word) :].split()
    return bool(rest) and (
        rest[0].strip(",.").casefold() in language.set("determiner")
        or bool(re.fullmatch(r"\d+|[a-z]{3,}[^s\W]s[,.]?", rest[0]))
    )


def imperative(text: str, language: Language, *, told: bool = False) -> str:
    """ "greets the guest" as "greet the guest"; other texts stay. `told`: a subject stood before it, so it is a
    deed."""
    match = _WORD.match(text)
    if not match or not match[0].casefold().endswith("s") or match[0].casefold() in language.verbs:
        return text
    verb = finite(match[0], language)
    if not verb or (not told and verb in language.set("nouns") and not begins_with_deed(text, language, strict=True)):
        return text
    return verb + text[match.end() :]


def doing(text: str, language: Language) -> str:
    """ "telling people" as "tell people"; "opening hours" and "billing questions" are things and stay."""
    match = _WORD.match(text)
    word = match[0].casefold() if match else ""
    verb = plain_form(word, language) if word.endswith("ing") and word not in language.verbs else None
    following = text[len(word) :].split()[:1]
    if not verb or not following or not following[0][0].isalpha():
        return text
    if word in language.set("doing_nouns") and following[0].casefold() not in language.set("determiner"):
        return text
    return verb + text[len(word) :]


def in_progress(text: str, language: Language) -> str:
    """ "track orders" as "tracking orders", "never promise refunds" as "never promising refunds"; things stay."""
    match = re.match(r"(?:never[ ]+|not[ ]+)?(?P<verb>[a-z]+)(?![\w'-])", text)
    return (
        text[: match.start("verb")] + _ing(match["verb"]) + text[match.end() :]
        if match and _acts(text[match.start("verb") :], match["verb"], language)
        else text
    )


def _acts(text: str, verb: str, language: Language) -> bool:
    return verb in language.verbs and (begins_with_deed(text, language, strict=True) or len(text.split()) > 2)


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    doubles = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]|[a-z]*(?:fer|mit|get|set|put|gin|trol|quip)", verb)
    return verb + (verb[-1] if doubles and verb not in ("visit", "vomit") else "") + "ing"


def does(text: str, language: Language) -> bool:
    """Does a clause begin with what somebody does ("sells and rents out bikes")?"""
    word = first_word(text, language).casefold()
    return word.endswith("s") and word not in language.verbs and finite(word, language) is not None


def is_told(text: str, language: Language) -> bool:
    """Does a clause say what somebody does, its subject left out ("answers policy questions", not "orders, calls")?"""
    match = re.match(
        r"(?P<word>[a-z]{2,}s)[ ]+(?!(?:and|or|for|of|from|to|in|on|at|about|with|by|are|is)\b)[\w'\"]", text
    )
    if match is None:
        return False
    return finite(match["word"], language) is not None and match["word"] not in language.verbs
