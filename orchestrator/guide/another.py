"""One more value of a slot, told in a sentence that names the slot: "a goal is also to ...", "another rule is ..."."""

import re

from orchestrator.guide.amend import added
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import slot_named
from orchestrator.slots import BY_NAME

ANOTHER = (
    r"(?:(?P<more>@another)[ ]+|(?P<one>@one)[ ]+|(?:@own)[ ]+)?(?P<what>[^\W\d_][\w' -]{2,29}?)"
    r"(?P<after>[ ]+@another)?[ ]+(?:@copula)[ ,]+(?P<also>(?:@besides)(?!\w)[ ,]*)?(?:(?:@that)(?!\w)[ ]*)?"
    r"(?P<new>\S[^\n]{0,200}?)"
)
# "A user is angry", "a tool is down": of these only "another one" is a value.
_SINGULAR = {"goals", "metrics", "guardrails", "knowledge", "tone", "languages", "channels"}
_PLURAL = _SINGULAR | {"tools", "workflow"}


def another(match: re.Match[str], heard: Heard) -> list[Found]:
    """A value beside those the slot has; nothing where the slot was asked, or nothing says that there are others."""
    slot = slot_named(match["what"], heard.language)
    more = match["more"] or match["after"]
    adds = slot in (_PLURAL if more else _SINGULAR) and (more or match["one"] or match["also"])
    if not adds or not BY_NAME[slot].many or slot in heard.asked.topics:
        return []
    return added(match["new"], slot, heard)
