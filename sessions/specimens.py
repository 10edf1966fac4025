"""Made-up interviews for the style guide: every component in every state, without a row in the database."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from orchestrator.facts import Fact, Suggestion
from orchestrator.progress import StageProgress
from orchestrator.slots import BY_NAME
from orchestrator.stages import STAGES
from orchestrator.values import AnyValue, Branch, Escalation, Step, Tool
from sessions import specimens_flow, specimens_made
from sessions.errors import Busy
from sessions.forms import FactForm
from sessions.models import InterviewSession, Message, Role, Status, Turn, TurnStatus
from sessions.presenting import PANELS, FactLine, SlotLines, StageLines
from sessions.queries import Exchange

_NOW = timezone.now()
_LONG = "Answer questions about opening hours, prices, group visits, school classes, lost property and the café. "
_TOOL = Tool(
    name="Shopify",
    purpose="look up orders",
    inputs=("order number", "e-mail address"),
    outputs=("status", "items"),
    method="GET",
    url="https://shop.example/orders/{id}",
    auth="API key in a header",
)
_STEP = Step(
    step="Look up the order",
    branches=(
        Branch.model_validate(
            {"if": "it is older than 30 days", "then": "explain the policy", "else": "create a label"}
        ),
    ),
)


def everything() -> dict[str, Any]:
    """What the style guide shows, by component."""
    interview = InterviewSession(pk=_id(1), title="Sole", working_role=_ROLES[0], stage="knowledge", updated_at=_NOW)
    return {
        "interview": interview,
        "exchanges": _exchanges(interview),
        "draft": [StageLines(_stages()[0], tuple(_slots()))],
        "stages": _stages(),
        "settled": 11,
        "required": 17,
        "revision": 1,
        "may_skip": True,
        "suggestions": ("It never gives legal advice", "It never quotes a price"),
        "commands": interview.speech.texts["orders"].values(),
        "panels": PANELS,
        "panel": "draft",
        "problem": Busy(),
        "rows": _rows(),
        "bare": FactForm(kind="text"),
        "wrong": _wrong(),
        "tokens": _TOKENS,
        **specimens_made.everything(),
        "flow": specimens_flow.everything(),
    }


_TOKENS = (
    "surface",
    "raised",
    "sunken",
    "ink",
    "muted",
    "line",
    "line-strong",
    "accent",
    "wash",
    "good",
    "warn",
    "warn-wash",
    "bad",
    "bad-wash",
)


def _id(number: int) -> UUID:
    return UUID(int=number)


def _exchanges(interview: InterviewSession) -> list[Exchange]:
    """Answered with a receipt, stopped, replaced, thought about, waiting, failed."""
    said = _message(interview, 1, Role.PERSON, "A returns assistant for our shoe shop, called Sole")
    told = _message(
        interview,
        2,
        Role.PARLEY,
        "Good to know. Who will talk to Sole?",
        told="Noted: role, returns assistant; name, Sole.",
    )
    stopped = _message(
        interview, 4, Role.PARLEY, "Now to how Sole", stopped=True, notices=["The model could not answer."]
    )
    arabic = _message(interview, 3, Role.PERSON, "زبائن المتجر على الموقع")
    long = _message(interview, 5, Role.PERSON, _LONG * 4)
    old = Turn(pk=_id(33), number=3, status=TurnStatus.DONE)
    old.newer = 9  # type: ignore[attr-defined]
    return [
        Exchange(None, None, _message(interview, 0, Role.PARLEY, "What kind of agent do you want to build?")),
        Exchange(Turn(pk=_id(31), number=1, status=TurnStatus.DONE), said, told),
        Exchange(Turn(pk=_id(32), number=2, status=TurnStatus.STOPPED), arabic, stopped),
        Exchange(old, _message(interview, 7, Role.PERSON, "Everybody"), None),
        Exchange(
            Turn(pk=_id(34), number=4, status=TurnStatus.RUNNING, attempts=2, created_at=timezone.now()), long, None
        ),
        Exchange(Turn(pk=_id(35), number=5, status=TurnStatus.QUEUED), None, None),
        Exchange(Turn(pk=_id(36), number=6, status=TurnStatus.FAILED), None, None),
    ]


def _message(interview: InterviewSession, number: int, role: str, text: str, **more: Any) -> Message:
    return Message(
        pk=_id(100 + number), interview=interview, number=number, role=role, text=text, created_at=_NOW, **more
    )


def _slots() -> list[SlotLines]:
    """Said, assumed, edited and locked, with a suggestion beside it, new, long, being edited, empty, refused."""
    suggestion = Suggestion(value="Heel", quote="call it Heel")
    return [
        _slot("agent_role", _fact("Returns assistant", quote="A returns assistant for our shoe shop")),
        _slot("agent_name", _fact("Sole", source="edited", locked=True, suggestion=suggestion)),
        _slot("audience", _fact("Everyone who contacts it", source="assumed")),
        _slot("goals", _fact("Look up orders"), _fact(_LONG.strip(), source="confirmed")),
        _slot("tools", _fact(_TOOL)),
        _slot("workflow", _fact(_STEP)),
        _slot("escalation", _fact(Escalation(when="the customer is angry", to="the support team"))),
        _slot("channels", form=True),
        _slot("tone"),
        SlotLines(BY_NAME["guardrails"], (), nothing=FactLine(BY_NAME["guardrails"], _fact(None, quote="no rules"), 7)),
    ]


def _fact(value: AnyValue | None, **more: Any) -> Fact:
    return Fact(value=value, **({"quote": str(value)} | more))


def _slot(name: str, *facts: Fact, form: bool = False) -> SlotLines:
    slot = BY_NAME[name]
    lines = tuple(FactLine(slot, f, 1 if f.source == "said" else None, is_new=name == "goals") for f in facts)
    return SlotLines(slot, lines, form=FactForm(kind=slot.kind) if form else None)


def _stages() -> list[StageProgress]:
    return [
        StageProgress(s.name, s.title, n < 3, () if n < 3 else ("guardrails",), 2 if n < 3 else 0, 2)
        for n, s in enumerate(STAGES)
    ]


_ROLES = ("Returns assistant for our shoe shop", "مساعد لحجز المواعيد", "")


def _rows() -> list[InterviewSession]:
    told = ((Status.ACTIVE, "Sole"), (Status.COMPLETED, "نور"), (Status.ABANDONED, _LONG))
    return [
        InterviewSession(
            pk=_id(50 + n), title=title[:200], working_role=_ROLES[n], status=status, stage="goals", updated_at=_NOW
        )
        for n, (status, title) in enumerate(told)
    ]


def _wrong() -> FactForm:
    form = FactForm({"text": ""}, kind="text")
    form.is_valid()
    return form
