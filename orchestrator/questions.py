"""What to ask next: the first open thing in the order of the stages, each at most twice. Pure; both interviewers
use it."""

from collections.abc import Iterator, Sequence

from orchestrator.contradictions import still_open
from orchestrator.facts import Draft
from orchestrator.messages import Asked
from orchestrator.progress import is_settled, is_sure, open_tools
from orchestrator.slots import ASKED, SLOTS, Slot, Topic
from orchestrator.stages import STAGE_NAMES

# Something asked this often without a result is not asked again: it is left to an assumption.
MOST = 2


def choose(draft: Draft, questions: Sequence[Asked], *, stage: str | None = None) -> tuple[str, Asked]:
    """(stage, what to ask): the first open slot or topic, from the stage the person jumped to if they did; else
    confirm."""
    for item in _in_order(stage):
        asked = _open(item, draft, questions)
        if asked is not None:
            return item.stage, asked
    return STAGE_NAMES[-1], Asked(topics=("confirm",))


def _in_order(stage: str | None) -> Iterator[Slot | Topic]:
    """All things to ask, beginning with a stage and then what was left before it; the review stays last."""
    first = STAGE_NAMES.index(stage) if stage in STAGE_NAMES else 0
    order = [stage, *STAGE_NAMES[first:-1], *STAGE_NAMES[:first], STAGE_NAMES[-1]]
    rank = {name: order.index(name) for name in STAGE_NAMES}
    closing = [item for item in ASKED if item.name in ("anything_else", "contradiction", "confirm")]
    yield from sorted((item for item in ASKED if item not in closing), key=lambda item: rank[item.stage])
    yield from closing


def _open(item: Slot | Topic, draft: Draft, questions: Sequence[Asked]) -> Asked | None:
    """The question about an item, with another that may share it; None if it needs none."""
    if isinstance(item, Topic):
        return _open_topic(item, draft, questions)
    if not is_open(item, draft, questions):
        return None
    # The first question is answered with a story, whatever it asked.
    asked = {topic for question in questions[1:] for topic in question.topics}
    fresh = [] if item.name in asked else [other for other in _sharing(item) if other.name not in asked]
    last = not any(is_open(slot, draft, questions) for slot in SLOTS if slot is not item)
    fresh = [other for other in fresh if last or isinstance(other, Slot)]  # "anything else?" comes at the very end
    other = next((other for other in fresh if _may_share(item, other, draft)), None)
    together = sorted((item, other), key=ASKED.index) if other else (item,)
    return Asked(topics=tuple(one.name for one in together))


def _sharing(item: Slot) -> list[Slot | Topic]:
    """What may share a question with an item, those it names first."""
    return [*(o for name in item.shares for o in ASKED if o.name == name), *(o for o in ASKED if item.name in o.shares)]


def _may_share(one: Slot, other: Slot | Topic, draft: Draft) -> bool:
    """Two small things nothing sure is known of; of one that tells a story, some must be known."""
    unsure = isinstance(other, Topic) or not is_sure(draft.get(other.name, ()))
    return unsure and all(item.small or draft.get(item.name) for item in (one, other))


def is_open(slot: Slot, draft: Draft, questions: Sequence[Asked]) -> bool:
    """Not settled, and not yet asked as often as is polite; a half-heard value is asked about once."""
    times = sum(slot.name in q.topics for q in questions)
    return bool(slot.ask) and not is_settled(slot, draft, questions) and times < MOST


def _open_topic(topic: Topic, draft: Draft, questions: Sequence[Asked]) -> Asked | None:
    if topic.name == "tool_details":
        left = open_tools(draft, questions)
        return Asked(topics=("tool_details",), about=left[0] if len(left) == 1 else "") if left else None
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
