"""Specimens for the style guide of what is made of an interview: documents, contradictions, assumptions, files."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from builder.compare import Line, Passage
from builder.exports.files import Loss
from builder.models import SpecVersion
from builder.ripple import FactRipple, NodeRipple, Ripple, SectionRipple
from builder.scenarios import Kind, Scenario
from orchestrator.contradictions.finding import Contradiction, Side
from orchestrator.facts import Fact, Proposal
from orchestrator.slots import BY_NAME
from orchestrator.values import Escalation
from sessions.document_pages import Group, OfferLine
from sessions.errors import BadDocument
from sessions.models import Document, Edit, Offer, Share
from sessions.presenting import FactLine

_RULE, _GOAL = "Never give prices", "Quote repairs"


def everything() -> dict[str, Any]:
    """By component, as sessions.specimens.everything."""
    return {
        "documents": _documents(),
        "refused": BadDocument("The file is a picture, which is not read. Save it as .pdf, .docx, .html or .md."),
        "clashes": [(_clash(), "A rule forbids what is to be done")],
        "assumptions": _assumptions(),
        "edit": Edit(pk=UUID(int=70), ripple=_ripple().model_dump(mode="json")),
        "exports": _exports(),
        "versions": _versions(),
        "scenarios": _scenarios(),
        "next_number": 3,
        "comparison": _comparison(),
        "shares": _shares(),
        "link": "https://parley.example/shared/Qm9uZSBvZiB0aGVzZSB3b3JkcyBpcyBhIHNlY3JldA/",
        "zip_size": 47_200,
    }


def _documents() -> list[dict[str, Any]]:
    """Being read, interrupted, refused, with offers in every state, all decided, nothing found."""
    return [
        _document(1, "Handbook.pdf", is_reading=True, done=2, of=7),
        _document(2, "Old handbook.pdf", is_lost=True, lost="The reading was interrupted."),
        _document(3, "Scan.pdf", problem="The PDF holds pictures of text, and no text."),
        _document(4, "Late check-out.docx", open=3, accepted=1, dismissed=1),
        _document(5, "Prompt.md", accepted=1),
        _document(6, "Nothing in it.txt"),
    ]


def _document(number: int, name: str, open: int = 0, accepted: int = 0, dismissed: int = 0, **more: Any) -> Any:
    kept = {key: more.pop(key) for key in ("done", "of", "problem") if key in more}
    offers = [
        Group(BY_NAME["guardrails"], tuple(_offer("guardrails", text, number) for text in _TEXTS[: open or 1])),
        Group(BY_NAME["escalation"], (_offer("escalation", Escalation(when="a guest complains", to="the manager")),)),
    ]
    kept_ones = offers[1:] if open else offers[:1]
    return {
        "document": Document(pk=UUID(int=80 + number), name=name, size=36_000, **kept),
        "kind_name": "a Word document",
        "genre_name": "a procedure",
        "groups": offers if open else [],
        "open": open,
        "open_count": open,
        "accepted": accepted,
        "accepted_groups": kept_ones if accepted else [],
        "accepted_count": accepted,
        "dismissed": dismissed,
        "dismissed_groups": kept_ones if dismissed else [],
        "dismissed_count": dismissed,
        **more,
    }


_TEXTS = ("Never give out the room number", "لا تعطِ رقم الغرفة", "Do not confirm a check-out after 6 p.m. " * 4)


def _offer(slot: str, value: Any, page: int = 0) -> OfferLine:
    quote = value if isinstance(value, str) else "If a guest complains, call the duty manager."
    offer = Offer(pk=UUID(int=90), slot=slot, quote=quote, paragraph=4, page=page or None)
    return OfferLine(offer, Proposal(slot=slot, value=value, quote=quote))


def _clash() -> Contradiction:
    return Contradiction(
        rule="forbidden", one=Side(slot="guardrails", text=_RULE), other=Side(slot="goals", text=_GOAL)
    )


def _assumptions() -> list[FactLine]:
    """With the words that left it to Parley, and without."""
    return [
        FactLine(BY_NAME["tone"], Fact(value="Friendly", source="assumed", quote="no idea"), 5),
        FactLine(BY_NAME["escalation"], Fact(value=None, source="assumed"), None),
    ]


def _ripple() -> Ripple:
    return Ripple(
        facts=(FactRipple(slot="tone", label="Tone", kind="changed", before="Formal", after="Friendly"),),
        nodes=(NodeRipple(id="n3", kind="added", after="Ask for the order number"),),
        sections=(SectionRipple(title="Tone", kind="changed", before=("- Formal",), after=("- Friendly",)),),
    )


def _exports() -> list[dict[str, Any]]:
    """The platform it is for, open, with a loss; another one, closed, without."""
    files = [{"name": "vapi/assistant.json", "blurb": "The assistant.", "size": 5200, "kind": "JSON"}]
    loss = Loss(maps=("The prompt",), approximated=("A branch is told in words.",), dropped=("Success measures.",))
    vapi = {
        "name": "vapi",
        "title": "Vapi",
        "blurb": "A voice.",
        "files": files,
        "steps": ("Import it.",),
    }
    plain = {"name": "any", "title": "Any platform", "blurb": "The prompt as it is.", "files": files, "steps": ()}
    return [vapi | {"open": True, "loss": loss, "lost": 2}, plain | {"open": False, "loss": Loss(maps=()), "lost": 0}]


def _versions() -> list[SpecVersion]:
    """Live and not, with a note and without."""
    now = timezone.now()
    live = SpecVersion.Label.LIVE
    return [
        SpecVersion(pk=UUID(int=96), number=2, note="أول نسخة للتجربة", created_at=now),
        SpecVersion(pk=UUID(int=95), number=1, note="For the pilot", label=live, created_at=now),
    ]


def _scenarios() -> tuple[Scenario, ...]:
    """A must with a tool, a never, an if, and one that is long and in another script."""
    told: tuple[tuple[Kind, str, str], ...] = (
        ("must", _GOAL, "Workshop"),
        ("never", _RULE, ""),
        ("if", "the guest complains: the manager", ""),
        ("never", "لا تعطِ رقم الغرفة " * 8, ""),
    )
    return tuple(
        Scenario(
            id=f"s-{n}", kind=kind, slot="goals", statement=text, calls=calls, person=f"A person: {text}", check=text
        )
        for n, (kind, text, calls) in enumerate(told)
    )


def _shares() -> list[Share]:
    """With the conversation and without."""
    until = timezone.now() + timedelta(days=7)
    return [
        Share(pk=UUID(int=97 + n), version=one, with_transcript=n == 1, created_at=timezone.now(), expires_at=until)
        for n, one in enumerate(_versions())
    ]


def _comparison() -> dict[str, Any]:
    """Every kind of change."""
    lines = (Line(kind="same", text="# Sole"), Line(kind="removed", text="- Formal"), Line(kind="added", text="- Warm"))
    ripple = _ripple()
    gone = FactRipple(slot="goals", label="Goals", kind="removed", before=_GOAL)
    return {"facts": (*ripple.facts, gone), "nodes": ripple.nodes, "prompt": (Passage(number=3, lines=lines),)}
