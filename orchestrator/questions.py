"""What to ask next: the first open thing in the order of the stages, each at most twice. Pure; both interviewers
use it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from orchestrator.contradictions import still_open
from orchestrator.facts import Draft
from orchestrator.messages import Asked
from orchestrator.progress import is_settled, open_tools
from orchestrator.slots import ASKED, BY_NAME, Slot, Topic
from orchestrator.stages import STAGE_NAMES

# Something asked this often without a result is not asked again: it is left to an assumption.
MOST = 2
# More tools than this are asked about together.
MANY_TOOLS = 4


def choose(draft: Draft, questions: Sequence[Asked], *, stage: str | None = None) -> tuple[str, Asked]:
    """(stage, what to ask): the first open slot or topic, from the stage the person jumped to if they did; else
    confirm."""
    for item in _in_order(stage):
        asked = _open(item, draft, questions)
        if asked is not None:
            return item.stage, asked
    return STAGE_NAMES[-1], Asked(topics=("confirm",))


def _in_order(stage: str | None) -> Iterator[Slot | Topic]:
    """All things to ask, beginning with a stage and then what was left before it; the confirmation stays last."""
    first = STAGE_NAMES.index(stage) if stage in STAGE_NAMES else 0
    order = [*STAGE_NAMES[first:], *STAGE_NAMES[:first]]
    rank = {name: order.index(name) for name in STAGE_NAMES}
    closing = [item for item in ASKED if item.name in ("anything_else", "contradiction", "confirm")]
    yield from sorted((item for item in ASKED if item not in closing), key=lambda item: rank[item.stage])
    yield from closing


def _open(item: Slot | Topic, draft: Draft, questions: Sequence[Asked]) -> Asked | None:
    """The question about an item, None if it needs none."""
    if isinstance(item, Topic):
        return _open_topic(item, draft, questions)
    if not item.ask or not is_open(item.name, draft, questions):
        return None
    pair = BY_NAME.get(item.pair or "") or next((s for s in BY_NAME.values() if s.pair == item.name), None)
    together = (
        pair is not None and not (draft.get(pair.name) or draft.get(item.name)) and is_open(pair.name, draft, questions)
    )
    once = Counter(topic for q in questions for topic in q.topics)
    if pair is not None and together and not once[item.name] and not once[pair.name]:
        return Asked(topics=(item.name, pair.name))
    return Asked(topics=(item.name,))


def is_open(slot: str, draft: Draft, questions: Sequence[Asked]) -> bool:
    """Not settled, and not yet asked as often as is polite; a half-heard value is asked about once."""
    times = sum(slot in q.topics for q in questions)
    return not is_settled(draft.get(slot, ())) and times < (1 if draft.get(slot) else MOST)


def _open_topic(topic: Topic, draft: Draft, questions: Sequence[Asked]) -> Asked | None:
    if topic.name == "tool_details":
        left = open_tools(draft, questions)
        return Asked(topics=("tool_details",), about=left[0] if len(left) <= MANY_TOOLS else "") if left else None
    if topic.name == "anything_else":
        return None if any("anything_else" in q.topics for q in questions) else Asked(topics=("anything_else",))
    if topic.name == "contradiction":
        return next(contradictions(draft, questions), None)
    return Asked(topics=(topic.name,))


def contradictions(draft: Draft, questions: Sequence[Asked]) -> Iterator[Asked]:
    """A question for each contradiction that is open, and was not yet asked about as often as is polite."""
    for found in still_open(draft):
        asked = Asked(topics=("contradiction",), about=found.key)
        if sum(q == asked for q in questions) < MOST:
            yield asked
