"""From a message to findings: labelled parts, asked slots, and what is let fall about other slots on the way."""

import re
from collections.abc import Callable
from dataclasses import replace

from orchestrator.guide.approvals import approvals
from orchestrator.guide.clauses import JOINTS
from orchestrator.guide.excepted import excepted
from orchestrator.guide.forbidden_and_handed import forbidden_and_handed
from orchestrator.guide.forms import formed
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.known_tools import accepted
from orchestrator.guide.openings import opened
from orchestrator.guide.purposes import purposes
from orchestrator.guide.readers import READERS
from orchestrator.guide.remarks import only_declares, remarked
from orchestrator.guide.sections import Section, appended, headed, named, sections, without_sections
from orchestrator.guide.sentences import sentences
from orchestrator.guide.shared import apportioned
from orchestrator.guide.targets import LEXICONS, slot_named
from orchestrator.guide.text import blank, capital
from orchestrator.guide.tool_details import described, detailed
from orchestrator.guide.tool_sentences import is_detail
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.guide.volunteered import volunteered
from orchestrator.messages import Asked
from orchestrator.values import Escalation, Tool, key_of

# While one of these is asked, its sentences may look like many other things: only these mentions are read then.
_ALL = tuple(READERS)
_MENTIONS: dict[str, tuple[str, ...]] = {
    "audience": (
        "agent_name",
        "knowledge",
        "languages",
        "tone",
        "guardrails",
        "tools",
        "greeting",
        "platform",
        "escalation",
        "goals",
        "metrics",
    ),
    "channels": (
        "agent_name",
        "knowledge",
        "metrics",
        "languages",
        "tone",
        "guardrails",
        "tools",
        "greeting",
        "platform",
        "escalation",
        "goals",
        "audience",
    ),
    "goals": (
        "agent_name",
        "channels",
        "metrics",
        "languages",
        "tone",
        "guardrails",
        "tools",
        "greeting",
        "platform",
        "escalation",
    ),
    "metrics": ("agent_name", "knowledge", "languages", "guardrails", "tools", "platform", "escalation"),
    "tone": ("agent_name", "knowledge", "languages", "greeting", "platform", "tools", "guardrails", "escalation"),
    "languages": ("agent_name", "knowledge", "tone", "greeting", "platform", "guardrails", "escalation"),
    "greeting": (),
    "knowledge": ("agent_name", "metrics", "languages", "tone", "guardrails", "escalation", "platform"),
    "guardrails": ("agent_name", "knowledge", "languages", "platform", "escalation"),
    "escalation": ("agent_name", "knowledge", "platform", "guardrails"),
    "tools": ("agent_name", "languages", "guardrails", "escalation"),
    "tool_details": ("guardrails",),
    "workflow": ("guardrails",),
}
# Labels inside these are part of the answer, not of the person's form.
_UNLABELLED = {"tools", "tool_details", "workflow", "escalation"}
# Behind these a sentence that hands over is one of its own.
_LISTED = {"goals", "audience", "channels", "tone", "languages", "metrics", "knowledge"}

# No value of these is called as they are: nobody's tone is "Style".
_WITHOUT_NAMESAKE = {"platform", "tone", "languages"}

MOST_JOINTS = 8  # in one sentence
_LONGEST_TAKER = 6  # words: "the ticket system https://desk.example/new"


def answered(heard: Heard) -> list[Found]:
    """All values in a message, those that were asked for first."""
    if taken := accepted(heard):
        return taken
    if _tells_of_a_tool(heard):
        heard = replace(heard, asked=Asked(topics=("tools",)))
    marked = _sections(heard)
    found = [f for section in marked for f in _labelled(section, heard)]
    heard = heard.with_text(without_sections(heard.text, marked))
    if not re.search(r"\w", heard.text):
        return found
    if whole := formed(heard):
        return [*found, *whole]
    for read in (forbidden_and_handed, excepted, approvals):
        alone, heard = read(heard)
        found += alone
    if not re.search(r"\w", heard.text):
        return found
    if heard.is_opening:
        alone, heard = volunteered(heard)
        wanted, heard = opened(heard)
        found += [*alone, *wanted]
    meant, heard = purposes(heard)
    found += meant
    if meant and not re.search(r"\w", heard.text):
        return found
    mentioned, rest = _mentioned(heard)
    told = {section.slot for section in marked} | {f.slot for f in found if f.slot == "agent_role"}
    return [*found, *(f for f in _asked(heard.with_text(rest)) if f.slot not in told), *mentioned]


def _tells_of_a_tool(heard: Heard) -> bool:
    """A system with its address, told where handovers were asked for: no case in it, nobody who takes over."""
    long = len(heard.text.split()) > _LONGEST_TAKER
    if heard.asked.topics != ("escalation",) or not long or not re.search(r"https?://", heard.text):
        return False
    hands = heard.language.rx(r"(?<!\w)(?:@handover|@takes_over|@if_word|@person|@kin)(?!\w)").search(heard.text)
    return not hands and bool(heard.language.rx(r"(?<!\w)(?:@system)s?(?!\w)").search(heard.text))


def _labelled(section: Section, heard: Heard) -> list[Found]:
    """A labelled answer at the review is the whole new list, unless its label adds ("one more rule: ...")."""
    handed, section = _handed(section, heard)
    found = [*(_read(section, heard) or _literal(section)), *handed]
    revises = "confirm" in heard.asked.topics and not section.adds
    return [replace(f, op="set") for f in found] if revises else found


def _handed(section: Section, heard: Heard) -> tuple[list[Found], Section]:
    """(the handovers told behind the first sentence of a list, the section without them)"""
    if section.slot not in _LISTED:
        return [], section
    handed: list[Found] = []
    text = section.text
    for sentence in sentences(section.text)[1:]:
        if told := READERS["escalation"].mention(sentence, heard):
            handed += told
            text = text.replace(sentence, "", 1)
    return handed, replace(section, text=text)


def _read(section: Section, heard: Heard) -> list[Found]:
    """By the slot's reader; a rule that is ordered to be added may be any, and is not turned into one that forbids."""
    ruled = section.adds and section.slot == "guardrails"
    negates = heard.language.rx(r"@forbids|(?<!\w)(?:@negator)(?!\w)").search(section.text)
    return [] if ruled and not negates else READERS[section.slot].answer(section.text, heard)


def _literal(section: Section) -> list[Found]:
    """What was ordered to be added, in the person's words where its reader makes nothing of them."""
    told = section.text.strip(" .!")
    literal = section.adds and section.slot in ("goals", "guardrails", "knowledge", "metrics", "audience")
    return [Found(section.slot, capital(told), told)] if literal and told else []


def _sections(heard: Heard) -> list[Section]:
    if more := appended(heard.text, heard.language):
        return more
    marked = [*sections(heard.text, heard.language)]
    several = len({s.slot for s in marked}) >= 3
    if heard.is_opening or several:
        return marked
    told = [s for s in named(heard.text, heard.language) if s.slot not in heard.asked.topics]
    if _UNLABELLED & set(heard.asked.topics):
        begins = [s for s in headed(heard.text, heard.language) if s.slot not in heard.asked.topics]
        return (told or begins) if len(heard.text.strip().split("\n")) == 1 else []
    return [*told, *(s for s in marked if all(s.start >= t.end or s.end <= t.start for t in told))]


def _asked(heard: Heard) -> list[Found]:
    topics = heard.asked.topics or ("agent_role",)
    if "tool_details" in topics:
        return described(heard.text, heard)
    if {"agent_role", "agent_name"} <= set(topics):
        return _role_and_name(heard)
    told = apportioned(heard).items()
    found = [f for topic, text in told if topic in READERS for f in READERS[topic].answer(text, heard)]
    return [f for f in found if not _only_names(f, heard)]


def _only_names(found: Found, heard: Heard) -> bool:
    """ "Platform? No idea" names what was asked for, and no value of it; "Users" is both."""
    if not isinstance(found.value, str) or slot_named(found.value, heard.language) != found.slot:
        return False
    return found.slot in _WITHOUT_NAMESAKE or bool(
        re.search(rf"{re.escape(found.quote.rstrip('?？؟ '))}[ ]*[?？؟]", heard.text)
    )


def _role_and_name(heard: Heard) -> list[Found]:
    """Two answers in one message: a name with its cue, or what is left beside the role."""
    role, name = READERS["agent_role"], READERS["agent_name"]
    named = [f for s in sentences(heard.text) for f in name.mention(s, heard)][:1]
    roles = role.answer(heard.text, heard)[:1]
    if not named and roles:
        rest = [s for s in sentences(heard.text) if roles[0].quote not in s]
        named = name.answer("\n".join(rest), heard) if rest else []
    if named and roles and str(named[0].value).casefold() == str(roles[0].value).casefold():
        roles = []
    return [*roles, *named]


def _mentioned(heard: Heard) -> tuple[list[Found], str]:
    """(what sentences say about other slots, the text without the sentences that are about those alone)"""
    allowed = _allowed(heard)
    found: list[Found] = []
    text, at = heard.text, 0

    def told(part: str) -> list[Found]:
        return remarked(part, heard) or [f for slot in allowed for f in READERS[slot].mention(part, heard)]

    for sentence in sentences(heard.text):
        at = text.index(sentence, at)
        if found and found[-1].slot == "tools" and is_detail(sentence, heard):
            found[-1] = detailed(found[-1], sentence, heard)
            text = blank(text, at, at + len(sentence))
            continue
        about = told(sentence)
        slots = {f.slot for f in about}
        apart = (
            about and not heard.is_opening and "agent_role" not in slots and not _is_done_with(slots, sentence, heard)
        )
        if apart or only_declares(sentence, heard):
            start, end = _beside(sentence, about, told, heard) if apart else (0, len(sentence))
            text = blank(text, at + start, at + end)
        found += about
        at += len(sentence)
    return found, text


def _is_done_with(slots: set[str], sentence: str, heard: Heard) -> bool:
    """ "It checks the stock in Lightspeed": the tool is named in a goal, which stays one."""
    goal = "goals" in heard.asked.topics and slots <= {"tools", "channels"}
    if goal and begins_with_deed(sentence, heard.language) and not re.match(r"(?i)\W*use\b", sentence):
        return True
    return goal and bool(
        heard.language.rx(r"^\W*(?:it|she|he|@agent)[ ]+(?!uses?(?!\w)|has(?!\w)|runs?(?!\w))\w+s[ ]").match(sentence)
    )


def _beside(sentence: str, about: list[Found], told: Callable[[str], list[Found]], heard: Heard) -> tuple[int, int]:
    """Where in a sentence other slots are told of: all of it, or the clauses behind or before a joint that hold all of
    that, while the rest holds none."""

    negated = heard.language.rx(r"(?<![\w.])(?:@negator)(?!\w)").search

    def rests(part: str) -> bool:
        refused = any(f.slot == "knowledge" for f in about) and negated(part)  # "..., the address list not"
        return not (told(part) or refused or only_declares(part, heard) or is_detail(part, heard))

    whole, joints = _values(about), [*heard.language.rx(JOINTS).finditer(sentence)][:MOST_JOINTS]
    for joint in reversed(joints):
        before, behind = sentence[: joint.start()], sentence[joint.end() :]
        if _values(told(behind)) == whole and rests(before):
            ends = (j.start() for j in joints if j.start() > joint.end() and _goes_on(sentence[j.end() :], heard))
            return joint.start(), next(ends, len(sentence))
    for joint in joints:
        before, behind = sentence[: joint.start()], sentence[joint.end() :]
        if _values(told(before)) == whole and rests(behind):
            return 0, joint.end()
    return 0, len(sentence)


def _goes_on(tail: str, heard: Heard) -> bool:
    """ "Staff, English only, Slack only": behind what else is told, the answer goes on with a known name."""
    lexicons = [heard.language.lexicons[LEXICONS[t]] for t in heard.asked.topics if t in LEXICONS]
    return len(tail.split()) <= 4 and any(lexicon.find(tail) for lexicon in lexicons)


def _values(found: list[Found]) -> set[tuple[str, str]]:
    return {(f.slot, str(f.value) if isinstance(f.value, Tool | Escalation) else key_of(f.value)) for f in found}


def _allowed(heard: Heard) -> tuple[str, ...]:
    """The slots a passing remark may be about: what no asked slot forbids, and none of the asked ones."""
    if heard.asked.topics == ("greeting",) and _is_told_of(("guardrails", "escalation"), heard):
        return "guardrails", "escalation"
    allowed = [slot for slot in _ALL if all(slot in _MENTIONS.get(topic, _ALL) for topic in heard.asked.topics)]
    if heard.asked.topics and not heard.is_opening and not {"anything_else", "confirm"} & set(heard.asked.topics):
        allowed = [slot for slot in allowed if slot not in ("workflow", "agent_role")]
    return tuple(slot for slot in allowed if slot not in (heard.asked.topics or ("agent_role",)))


def _is_told_of(slots: tuple[str, ...], heard: Heard) -> bool:
    """Is each sentence about one of the slots: "never lend maps" is no first word of an agent?"""
    return all(any(READERS[slot].mention(sentence, heard) for slot in slots) for sentence in sentences(heard.text))
