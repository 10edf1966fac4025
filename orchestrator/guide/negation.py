"""Is a name in a sentence wanted, or is it what the person does not want?"""

from orchestrator.guide.language import Hit, Language, Lexicon

_BEFORE = (
    r"(?:(?<!\w)(?:@negator)|(?<!\w)(?:instead[ ]+of|rather[ ]+than|other[ ]+than|except"
    r"|besides[ ]+not|had|have[ ]+had|tried|drop(?:ped)?|get[ ]+rid[ ]+of|stopped|quit|used"
    r"[ ]+to|left|away[ ]+from|closed))(?!\w)[^,;.!?:()]{0,40}$|(?<!\w)(?:later|eventually"
    r"|someday|next[ ]+year|in[ ]+(?:the[ ]+)?future|phase[ ]+(?:2|two))[ ,:]*(?:on|also"
    r"|maybe)?[ ]*$"
)
_AFTER = (
    r"^[^,;.!?]{0,25}?(?:\b(?:is|are|was|were)[ ]+(?:not|gone|out|off|dead|history|no"
    r"[ ]+longer)\b|\bis'?nt\b|\baren'?t\b|\bwasn'?t\b"
    r"|,?[ ]*\bbut[ ]+(?:no\b|not\b|we[ ]+(?:don'?t|stopped|dropped|closed|switched))"
    r"|\b(?:switched|turned)[ ]+(?:it|them|that)?[ ]*off\b|\bno[ ]+longer\b|\bnot[ ]+(?:yet"
    r"|now|for[ ]+now|at[ ]+all|needed|anymore|any[ ]+more)\b"
    r"|\b(?:later|someday|eventually|one[ ]+day|next[ ]+year|in[ ]+the[ ]+future|phase"
    r"[ ]+(?:two|2)|anymore|any[ ]+more)\b)"
)
_LATER_CLAUSE = (
    r"^[^;.!?]{0,40}?(?:[,–—-][ ]*|[ ])(?:(?:but|and|then|so|until)[ ]+)*(?:no,?[ ]+)?(?:we|i"
    r"|they)[ ]+(?:then[ ]+|just[ ]+)?(?:don'?t|do[ ]+not|never|stopped|no[ ]+longer|dropped"
    r"|closed|switched)\b[^;.!?]{0,20}\b(?:it|that|those|them|this)\b"
)

# "WhatsApp brauchen wir nicht": right behind its name.
_BEHIND = r"^[ ]*(?:@refused_behind)(?![^\W\u3400-\u9fff])"


def named(parts: list[str], lexicon: Lexicon, language: Language, *, loose: bool = True) -> list[tuple[str, Hit]]:
    """The names wanted in the sentences of an answer; what is refused later ("we tried French, so no French") is
    not."""
    kept: dict[str, tuple[str, Hit]] = {}
    for part in parts:
        hits = lexicon.find(part, loose=loose)
        good = wanted(part, hits, language)
        for hit in hits:
            if hit in good:
                kept.setdefault(hit.name, (part, hit))
            else:
                kept.pop(hit.name, None)
    return list(kept.values())


def is_wanted(text: str, hit: Hit, language: Language) -> bool:
    """False where the words around say "no X", "not X", "X is gone", "X we don't need", "X later", "we had X and
    switched it off"."""
    before, after = text[max(0, hit.start - 60) : hit.start], text[hit.end : hit.end + 80]
    if language.rx(_BEFORE).search(_since_contrast(before, language)) and not _is_only(before, language):
        return False
    after = after.split("\n")[0]
    if language.rx(_BEHIND).search(after):
        return False
    return not (language.rx(_AFTER).search(after) or language.rx(_LATER_CLAUSE).search(after))


def _since_contrast(before: str, language: Language) -> str:
    """What stands after the last "but", "just", "only": a negation before it does not reach further."""
    turns = list(language.rx(r"(?<!\w)(?:but|just|only|rather|instead(?![ ]+of)|use|now)(?!\w)").finditer(before))
    return before[turns[-1].end() :] if turns else before


def _is_only(before: str, language: Language) -> bool:
    """ "nothing but X", "no more than X", "not only X": these want X."""
    return bool(
        language.rx(
            r"(?:nothing[ ]+(?:but|except)|not[ ]+(?:just|only)|no[ ]+doubt|no[ ]+problem|why[ ]+not)[^,;.]{0,20}$"
        ).search(before)
    )


def wanted(text: str, hits: list[Hit], language: Language) -> list[Hit]:
    """The hits that are wanted, in order; in "no A, B or C" the negation reaches the whole list."""
    kept: list[Hit] = []
    refused: Hit | None = None
    for hit in hits:
        listed = refused and language.rx(r"^[ ]*(?:,|/|,?[ ]*(?:or|nor))[ ]*(?:the[ ]+|on[ ]+|by[ ]+|via[ ]+)?$").match(
            text[refused.end : hit.start]
        )
        if listed and ("or" in text[hit.start - 5 : hit.start] or " or " in text[hit.end : hit.end + 30]):
            refused = hit
        elif is_wanted(text, hit, language):
            kept.append(hit)
            refused = None
        else:
            refused = hit
    return kept
