"""Is the whole message an order: skip, back, undo, restart, generate, show, go?"""

import re

from orchestrator.events import Command, CommandName
from orchestrator.guide.language import Language, language
from orchestrator.guide.text import plain, without_emoji
from orchestrator.guide.wording import label
from orchestrator.languages import spoken
from orchestrator.slots import BY_NAME, SLOTS
from orchestrator.stages import STAGES

LONGEST = 80
_ORDERS: tuple[CommandName, ...] = ("undo", "skip", "back", "restart", "generate", "show")
# "No more, move on to the workflow": what was asked is left, and the order is to go.
_LEAVING = re.compile(
    r"^(?:(?:no|nope|nah|done|enough|none|no more|nothing(?: more| else)?"
    r"|that'?s (?:all|it|enough)(?: for (?:the )?\w+)?)"
    r"[ ]*[,.;:!–-]+[ ]*)+(?:(?:and|so|then|let'?s)[ ]+)*"
)
_POLITE = r"(?:please|pls|plz|thanks|thank you|now|ok|okay|so|hey)"


def may_command(text: str) -> bool:
    """Whether it is short enough for an order, in any language."""
    return 0 < len(_words(text)) <= LONGEST


def ordered_somewhere(text: str) -> Command | None:
    """The order a message is in any language Parley speaks."""
    return next((found for code in spoken() if (found := commanded(text, code))), None)


def commanded(text: str, code: str = "en") -> Command | None:
    """The order a message is, if all of it is one; an answer that merely holds such a word is none."""
    words = _words(text)
    if not words or len(words) > LONGEST:
        return None
    spoken = language(code)
    slashed = words.startswith("/")
    words = words.lstrip("/ ")
    if command := _going(_LEAVING.sub("", words), spoken, slashed):
        return command
    name = next((order for order in _ORDERS if spoken.rx(f"@{order}").fullmatch(words)), None)
    return Command(name=name, argument=_shown(words, spoken) if name == "show" else "") if name else None


def _words(text: str) -> str:
    if "\n" in text.strip() or len(text) > 3 * LONGEST:
        return ""
    words = re.sub(r"\s+", " ", without_emoji(plain(text))).strip(" .!?,;:*_`\"'…").casefold()
    return re.sub(rf"^(?:{_POLITE}[ ,]+)+|(?:[ ,]+{_POLITE})+$", "", words)


def _going(words: str, spoken: Language, slashed: bool) -> Command | None:
    """ "go to tools", "/go tools", "jump to the workflow stage"."""
    match = spoken.rx(r"(?:@go|go|stage)[ :]+(?P<where>[\w ]{2,30})").fullmatch(words)
    if not match or not (slashed or spoken.rx(r"@go[ :].*").fullmatch(words)):
        return None
    where = re.sub(r" (?:now|first|instead|again|then|next)$", "", match["where"])
    where = re.sub(r"^the | (?:stage|part|section|step|page|questions?|bit)s?$", "", where).strip()
    stage = next(
        (s.name for s in STAGES if where in {s.name, s.title.casefold(), s.name.rstrip("s")}), ""
    ) or spoken.stage_of(where)
    stage = stage or next((s.stage for s in SLOTS if s.ask and where in _called(s.name, spoken)), "")
    return Command(name="go", argument=stage) if stage else None


def _called(slot: str, spoken: Language) -> set[str]:
    """What people call a slot, in English and in their language."""
    return {BY_NAME[slot].label.casefold(), label(slot, spoken).casefold()}


def slot_meant(text: str, code: str = "en") -> str:
    """The slot that a "go" names more closely than its stage ("change the greeting"), "" if none."""
    spoken = language(code)
    words = re.sub(r" (?:now|first|instead|again|then|next)$", "", _words(text)).replace(":", " ").split()
    again = spoken.rx(r"@reopen[ ].+").fullmatch(" ".join(words))
    if words and words[-1] in {stage.name for stage in STAGES} and not again:
        return ""
    named = (" ".join(words[-n:]) for n in (4, 3, 2, 1))
    known = {name: s.name for s in SLOTS if s.ask for name in _called(s.name, spoken)} | dict(spoken.labels)
    return next((known[name] for name in named if name in known), "")


def _shown(words: str, spoken: Language) -> str:
    """What is to be shown: "prompt", "workflow", or the draft."""
    match = spoken.rx(r"(?<!\w)(?P<what>prompt|workflow|flow|diagram)(?!\w)").search(words)
    return {"prompt": "prompt", None: "draft"}.get(match["what"] if match else None, "workflow")
