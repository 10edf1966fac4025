"""What is wanted, told by a clause that puts its verb last: "einen Assistenten, der Gästen Fragen beantwortet und
Tische reserviert". Each of its deeds is a goal, what it never does is a rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.text import capital
from orchestrator.languages import spoken

_ADJECTIVES = r"(?:(?!(?:@wanting|@article)(?!\w))(?-i:[a-zäöüß])[\w-]*(?:e|en|er|es)[ ]+){0,2}"
_WANTED = (
    rf"(?<![\w-])(?P<who>{_ADJECTIVES}(?:@role|@something|@does_who)"
    r"(?:[ ]+(?:@what_for|@placed)[ ]+[^,.;:!?\n]{2,60})?)"
    r"[ ]*,[ ]*(?P<that>@does_that)[ ]+(?!(?:@its_subject)(?!\w))(?P<does>[^.!?;:\n]+)"
)
_WISH = r"[^,:]{0,80}$"
_JOINT = r"[ ]*,[ ]+(?:(?:@and|@or)[ ]+)?|[ ]+(?:@and|@or)[ ]+"
_MAIN = r"[ ]*,?[ ]+(?:(?:@and|@but)[ ]+)?(?:@goes_on)(?!\w)"
_FINITE = r"(?<!\S)(?!(?:@no_last_verb)$)(?-i:[a-zäöüß-])+t$"
_MAY = r"[ ]+(?:@last_modal)(?!\S)"
_PLAIN = rf"(?<!\S)(?-i:[a-zäöüß-])+(?:en|ern|eln)(?:{_MAY})?$"
_LED = r"^(?:(?:@deed_lead)[ ]+)+"
_UNDER = r"(?:@subordinate)(?!\w)|(?:.*[ ])?zu[ ](?-i:[a-zäöüß])+n$"
_CALLED = (
    r"(?<!\w)(?P<name>(?-i:[A-ZÄÖÜ])[\w-]+(?:[ ](?-i:[A-ZÄÖÜ])[\w-]+){0,2})[ ]+"
    rf"(?:@called|heißen{_MAY})$"
)
_LONGEST_ROLE = 22  # words
_BESIDE = ("agent_name", "channels", "languages", "tools")
_ROLE = 0.9


@dataclass
class _Deed:
    """Where in a clause something is done, and the verbs that say so."""

    start: int
    end: int
    verbs: list[tuple[int, int]]

    def plainly(self, does: str, heard: Heard) -> str:
        """ "Tische reserviert" as "Tische reservieren"."""
        text = does[self.start : self.end]
        for start, end in reversed(self.verbs):
            verb = heard.language.rx(_MAY).sub("", does[start:end])
            text = text[: start - self.start] + _ended(verb, "infinitive") + text[end - self.start :]
        return heard.language.rx(_LED).sub("", text)


def wanted_with_deeds(sentence: str, heard: Heard) -> tuple[list[Found], int, int]:
    """(role, goals, rules and what else such a clause tells, where its sentence begins and where it ends)"""
    match = _clause(sentence, heard)
    if not match:
        return [], 0, 0
    main = heard.language.rx(_MAIN).search(match["does"])
    does = (match["does"][: main.start()] if main else match["does"]).rstrip()
    deeds = _deeds(does, heard)
    if not deeds:
        return [], 0, 0
    end = match.start("does") + len(does)
    whole = sentence[match.start() : end]
    told = [f for deed in deeds for f in _told(deed, does, heard)]
    before = heard.language.rx(_WISH).search(sentence, 0, match.start())
    role = _role(match, does, deeds, heard)
    beside = [f for f in _read(_BESIDE, whole, heard) if f.key not in {t.key for t in told}]
    return [role, *told, *beside], before.start() if before else match.start(), end


def _clause(sentence: str, heard: Heard) -> re.Match[str] | None:
    """The thing wanted and the clause about it: nothing stands before them but words of wanting."""
    match = heard.language.rx(_WANTED).search(sentence) if "does_that" in heard.language.words else None
    wish = heard.language.rx(_WISH).search(sentence, 0, match.start()) if match else None
    if not wish or not re.search(r"\w{5}", wish[0]):
        return match if wish else None
    return match if heard.language.rx(r"(?<!\w)(?:@wanting)(?!\w)").search(wish[0]) else None


def _deeds(does: str, heard: Heard) -> list[_Deed]:
    """A clause taken apart behind its verbs; what is told without one of its own belongs to the deed before it."""
    verbs = heard.language.rx(f"{_PLAIN}|{_FINITE}" if heard.language.rx(_MAY).search(does) else _FINITE)
    deeds: list[_Deed] = []
    begun = -1
    for start, end, joined in _pieces(does, heard):
        verb = verbs.search(does, start, end)
        alone = verb is not None and verb.start() == start  # "... verschiebt oder absagt"
        if deeds and begun < 0 and (alone or _depends(does[start:end], joined, verb is not None, heard)):
            deeds[-1].end = end
            deeds[-1].verbs += [verb.span()] if verb and alone else []
        elif verb:
            deeds.append(_Deed(start if begun < 0 else begun, end, [verb.span()]))
            begun = -1
        else:
            begun = start if begun < 0 else begun
    if deeds and begun >= 0:
        deeds[-1].end = len(does)
    return deeds


def _pieces(does: str, heard: Heard) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether "and" or "or" stands before it) of what stands between the joints"""
    at, joined = 0, False
    for joint in heard.language.rx(_JOINT).finditer(does):
        yield at, joint.start(), joined
        at, joined = joint.end(), bool(re.search(r"\w", joint[0]))
    yield at, len(does), joined


def _depends(piece: str, joined: bool, verb: bool, heard: Heard) -> bool:
    """A clause that says more of the deed before it."""
    if heard.language.rx(_UNDER).match(piece):
        return True
    related = not joined and heard.language.rx(r"(?:@article)[ ]").match(piece)
    return bool(related) and not (verb and not heard.language.rx(r"\w+[ ](?:@its_subject)(?!\w)").match(piece))


def _told(deed: _Deed, does: str, heard: Heard) -> list[Found]:
    """A goal; a rule where it is never done; how it sounds and what it speaks are neither."""
    plain, quote = deed.plainly(does, heard), does[deed.start : deed.end]
    named = _names(quote, heard)
    if named or heard.language.rx(r"(?:^|.*[ ])(?:@is_so)$").match(plain):
        tones = [w for w in re.findall(r"\w+", quote) if w in heard.language.set("tones")]
        found = [*named, *(Found("tone", capital(w), w, confidence=PARTIAL) for w in tones)]
        if found := found or _read(_BESIDE, quote, heard):
            return found
    never = heard.language.rx(r"(?<!\w)(?:@negator)(?!\w)(?![ ]+(?:@only)(?!\w))").search(quote)
    return [Found("guardrails" if never else "goals", capital(plain), quote, confidence=PARTIAL)]


def _names(deed: str, heard: Heard) -> list[Found]:
    """What it is called, where the clause says that."""
    match = heard.language.rx(_CALLED).search(deed)
    return [Found("agent_name", match["name"], match["name"])] if match else []


def _read(slots: tuple[str, ...], text: str, heard: Heard) -> list[Found]:
    from orchestrator.guide.readers import READERS

    return [f for slot in slots for f in READERS[slot].mention(text, heard)]


def _role(match: re.Match[str], does: str, deeds: list[_Deed], heard: Heard) -> Found:
    """What it is; with what it does where that is one thing, or all that tells one from another."""
    who = _alone(match["who"], heard)
    if all(_names(does[deed.start : deed.end], heard) for deed in deeds):  # nothing but its name is told
        return Found("agent_role", who, match["who"], confidence=_ROLE)
    told = does if len(does.split()) <= _LONGEST_ROLE else does[: deeds[0].end]
    whole = len(deeds) == 1 or " " not in who
    return Found("agent_role", f"{who}, {match['that']} {told}" if whole else who, match["who"], confidence=_ROLE)


def _alone(who: str, heard: Heard) -> str:
    """ "freundlichen Assistenten" as it is named alone: "Freundlicher Assistent"."""
    noun = heard.language.rx(_ADJECTIVES).match(who)
    before, rest = who[: noun.end()] if noun else "", who[noun.end() if noun else 0 :]
    first, _, tail = rest.partition(" ")
    first = _ended(first, "nominative")
    return capital(f"{re.sub('en ', 'er ', before)}{first} {tail}".strip())


def _ended(word: str, form: str) -> str:
    """A word with the ending it has in another form."""
    endings = spoken()["de"]["forms"][form]
    other = next((word[: -len(old)] + new for old, new in endings if word.casefold().endswith(old)), word)
    return capital(other) if word[:1].isupper() else other
