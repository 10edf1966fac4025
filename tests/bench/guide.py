"""How long the guide takes: a turn in a long interview, and twenty thousand characters pasted at once."""

import statistics
import threading
import time
from collections.abc import Sequence
from uuid import uuid4

from orchestrator import guide
from orchestrator.briefing import Briefing
from orchestrator.facts import Draft, apply
from orchestrator.interview import warm_up
from orchestrator.messages import Asked, Message
from orchestrator.slots import SLOTS

HEADS = ("guide", "p50 ms", "p95 ms", "slowest ms")
SAYINGS = (
    "It should look up orders, create return labels and answer questions about shipping.",
    "Customers use it in the chat on our website and on WhatsApp.",
    "Friendly, short and never pushy. English and Dutch.",
    "It must never promise a refund date and never ask for card numbers.",
    "First ask for the order number, then check the order. If it is older than 30 days, explain the policy, otherwise "
    "create a label.",
    "Hand over to our support team when the customer is angry or after two failed attempts.",
    "We use Zendesk for tickets and Shopify for orders. GET https://api.shop.example/orders/{id} returns the status.",
)
ANSWERING = ("goals", "channels", "tone", "guardrails", "workflow", "escalation", "tools")
PASTED = 20_000


def measure(turns: int = 70) -> list[tuple[str, list[float]]]:
    warm_up()  # as every process does at its start
    for thread in threading.enumerate():
        if thread.name == "guide-rehearsal":
            thread.join()
    history = tuple(
        Message(id=uuid4(), role="parley" if n % 2 else "person", text=SAYINGS[n % len(SAYINGS)]) for n in range(100)
    )
    draft: Draft = {}
    taken = []
    for number in range(turns):
        asked = Asked(topics=(SLOTS[number % len(SLOTS)].name,))
        spent, draft = _turn(SAYINGS[number % len(SAYINGS)], draft, asked, history)
        taken.append(spent)
    text = (" ".join(SAYINGS) + "\n") * (PASTED // len(" ".join(SAYINGS)) + 1)
    pasted = [_turn(text[:PASTED], {}, Asked(topics=("workflow",)), ())[0] for _ in range(5)]
    return [("a turn after 100 messages", taken[1:]), ("20,000 characters pasted", pasted)]


def interviewed() -> Draft:
    """The draft of somebody who answered what was asked."""
    draft: Draft = {}
    for text, topic in zip(SAYINGS, ANSWERING, strict=True):
        draft = _turn(text, draft, Asked(topics=(topic,)), ())[1]
    return draft


def rows(measured: Sequence[tuple[str, list[float]]]) -> list[tuple[str, ...]]:
    return [
        (name, f"{statistics.median(t):.1f}", f"{sorted(t)[int(len(t) * 0.95)]:.1f}", f"{max(t):.1f}")
        for name, t in measured
    ]


def _turn(text: str, draft: Draft, asked: Asked, history: tuple[Message, ...]) -> tuple[float, Draft]:
    """(milliseconds, the draft after it)"""
    began = time.perf_counter()
    briefing = Briefing(message_id=uuid4(), text=guide.mask(text).text, draft=draft, asked=asked, history=history)
    reading = guide.read(briefing)
    applied = apply(draft, reading.proposals)
    guide.reply(briefing, reading, applied.draft, guide.ask(briefing, reading, applied.draft))
    guide.tell(applied.changes)
    return (time.perf_counter() - began) * 1000, applied.draft
