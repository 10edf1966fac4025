"""What the templates are given: plain data in the order it is shown. Sync; one function per part of the page."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from builder import ledger, mermaid, prompt_writer
from builder import queries as specs
from orchestrator.contradictions import Contradiction, sides_in, still_open
from orchestrator.facts import Draft, Fact
from orchestrator.guide.evasion import unevaded
from orchestrator.guide.language import Language
from orchestrator.guide.wording import label
from orchestrator.progress import StageProgress
from orchestrator.slots import SLOTS, Slot
from orchestrator.toolbox import offered
from orchestrator.values import Tool, key_of, text_of
from sessions import access, files, handwork, queries
from sessions.access import Visitor
from sessions.errors import Conflict, NotFound
from sessions.forms import FactForm
from sessions.models import InterviewSession, Turn, TurnStatus
from sessions.queries import Standing

PANELS = ("draft", "flow", "prompt", "export")


@dataclass(frozen=True)
class FactLine:
    """One fact as a line of the draft: its evidence in words, and the form when it is being edited."""

    slot: Slot
    fact: Fact
    number: int | None
    is_new: bool = False
    # Whether the document it was taken over from is still here to be looked at.
    has_document: bool = False
    form: FactForm | None = None
    # What it does not go together with, and nobody has settled.
    against: tuple[str, ...] = ()

    @property
    def used_in(self) -> tuple[str, ...]:
        return ledger.used_in(self.slot.name)

    @property
    def is_offered(self) -> bool:
        """Whether a known tool's public API could be used."""
        return isinstance(self.fact.value, Tool) and offered(self.fact.value) is not None

    @property
    def parked_text(self) -> str:
        return text_of(self.fact.suggestion.value) if self.fact.suggestion else ""


@dataclass(frozen=True)
class SlotLines:
    slot: Slot
    lines: tuple[FactLine, ...]
    # The person said that nothing is wanted here.
    nothing: FactLine | None = None
    form: FactForm | None = None

    @property
    def is_new(self) -> bool:
        """Whether the latest answer put something here."""
        return any(line.is_new for line in (*self.lines, *([self.nothing] if self.nothing else [])))


@dataclass(frozen=True)
class StageLines:
    progress: StageProgress
    slots: tuple[SlotLines, ...]
    # What is counted as open though its line is not empty, or has none: half-heard, or details nobody gave.
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Editing:
    """Which fact is open for editing, or which slot for adding, with the form if it came back with errors."""

    fact_id: UUID | None = None
    slot: str = ""
    form: FactForm | None = None


def wizard(interview: InterviewSession, panel: str, editing: Editing | None = None) -> dict[str, Any]:
    """Everything of the wizard page."""
    running, standing = queries.running_turn(interview.pk), queries.standing(interview)
    return {
        "interview": interview,
        "exchanges": queries.transcript(interview),
        "running": running,
        **composer(interview, running, standing),
        **stages(interview, standing),
        **panel_of(interview, panel, editing),
    }


def message_of(interview_id: UUID, visitor: Visitor, number: int) -> dict[str, Any]:
    """One message of the person; raises NotFound."""
    interview = access.owned(interview_id, visitor)
    exchange = next(
        (e for e in queries.transcript(interview) if e.asked and e.asked.is_persons and e.asked.number == number), None
    )
    if exchange is None:
        raise NotFound
    return {"interview": interview, "exchange": exchange, "message": exchange.asked}


def answer_of(interview_id: UUID, visitor: Visitor, number: int) -> dict[str, Any]:
    """The form in which a message is put differently; raises NotFound, or Conflict if it cannot be."""
    shown = message_of(interview_id, visitor, number)
    if not shown["exchange"].may_edit:
        raise Conflict("This answer cannot be changed here: it was replaced, is being answered, or was an order.")
    return {**shown, "text": shown["message"].text, "client_key": uuid.uuid4().hex}


def composer(interview: InterviewSession, running: Turn | None, standing: Standing | None = None) -> dict[str, Any]:
    """The answer box: the clickable answers of the open question, and a fresh id against double sending."""
    shown = {
        "interview": interview,
        "running": running,
        "client_key": uuid.uuid4().hex,
        "commands": interview.speech.texts["orders"].values(),
    }
    if running:
        return shown  # nothing is open to be answered, skipped or taken back
    standing = standing or queries.standing(interview)
    return shown | {
        "may_skip": bool(set(standing.asked.topics) - {"confirm"}) and not interview.is_completed,
        "suggestions": _answers(interview, standing),
        "may_undo": bool(queries.undoable(interview)),
    }


def _answers(interview: InterviewSession, standing: Standing) -> tuple[str, ...]:
    """Without those that leave the question to Parley: "Skip" stands beside them and does the same."""
    return tuple(text for text in standing.suggestions if not unevaded(text, interview.speech)[1])


def stages(interview: InterviewSession, standing: Standing | None = None) -> dict[str, Any]:
    standing = standing or queries.standing(interview)
    return {
        "interview": interview,
        "stages": titled(standing.stages, interview.speech),
        "settled": sum(s.done for s in standing.stages),
        "required": sum(s.total for s in standing.stages),
        "revision": interview.spec.revision,
    }


def titled(stages: Iterable[StageProgress], speech: Language) -> list[StageProgress]:
    """The stages under the titles they have in a language."""
    return [replace(stage, title=speech.say(f"titles.{stage.name}")) for stage in stages]


def panel_of(interview: InterviewSession, panel: str, editing: Editing | None = None) -> dict[str, Any]:
    panel = panel if panel in PANELS else "draft"
    shown = {"draft": draft, "flow": flow, "prompt": prompt, "export": export}[panel]
    parts = draft(interview, editing) if panel == "draft" else shown(interview)
    return {
        "interview": interview,
        "panel": panel,
        "panels": PANELS,
        "panel_template": f"components/_{panel}.html",
        **parts,
    }


def draft(interview: InterviewSession, editing: Editing | None = None) -> dict[str, Any]:
    """The living draft by stage, under the labels of the interview's language."""
    speech = interview.speech
    facts = specs.draft(interview.spec)
    numbers = dict(interview.messages.values_list("pk", "number"))
    newest = _newest_message(interview)
    documents = frozenset(interview.documents.values_list("pk", flat=True))
    lines = _Lines(facts, numbers, newest, speech, editing or Editing(), documents, still_open(facts))
    progress = titled(queries.standing(interview, facts).stages, speech)
    return {
        "draft": [
            _stage(p, tuple(lines.of(s) for s in SLOTS if s.stage == p.name and (s.ask or facts.get(s.name))), speech)
            for p in progress
        ],
        "edit": handwork.newest(interview),
        "assumed": sum(f.source == "assumed" for fs in facts.values() for f in fs),
    }


def _stage(progress: StageProgress, slots: tuple[SlotLines, ...], speech: Language) -> StageLines:
    empty = {entry.slot.name for entry in slots if not entry.lines}
    return StageLines(progress, slots, tuple(label(name, speech) for name in progress.missing if name not in empty))


def _newest_message(interview: InterviewSession) -> UUID | None:
    last = interview.turns.filter(status__in=[TurnStatus.DONE, TurnStatus.STOPPED], undone_at=None).last()
    said = queries.exchange(last).asked if last else None
    return said.pk if said else None


@dataclass(frozen=True)
class _Lines:
    facts: Draft
    numbers: Mapping[UUID, int]
    newest: UUID | None
    speech: Language
    editing: Editing = field(default_factory=Editing)
    documents: frozenset[UUID] = frozenset()
    clashes: tuple[Contradiction, ...] = ()

    def of(self, entry: Slot) -> SlotLines:
        slot = replace(entry, label=label(entry.name, self.speech))
        lines = [self._line(slot, fact) for fact in self.facts.get(slot.name, ())]
        adding = (
            self.editing.form or FactForm(kind=slot.kind)
            if self.editing.slot == slot.name and not self.editing.fact_id
            else None
        )
        return SlotLines(
            slot,
            tuple(line for line in lines if line.fact.value is not None),
            nothing=next((line for line in lines if line.fact.value is None), None),
            form=adding,
        )

    def _line(self, slot: Slot, fact: Fact) -> FactLine:
        is_open = fact.id == self.editing.fact_id
        form = (self.editing.form or FactForm(fact=fact, kind=slot.kind)) if is_open else None
        number = self.numbers.get(fact.message_id) if fact.message_id else None
        is_new = bool(self.newest and fact.message_id == self.newest)
        is_here = fact.place is not None and fact.place.document_id in self.documents
        against = tuple(side.text for side in sides_in(slot.name, key_of(fact.value), self.clashes))
        return FactLine(slot, fact, number, is_new=is_new, has_document=is_here, form=form, against=against)


def flow(interview: InterviewSession) -> dict[str, Any]:
    """The workflow as a diagram's source and as a list of steps."""
    graph = specs.workflow(interview.spec)
    return {
        "graph": graph,
        "diagram": mermaid.draw(graph) if graph.nodes else "",
        "steps": specs.definition(interview.spec).steps,
    }


def prompt(interview: InterviewSession) -> dict[str, Any]:
    definition = specs.definition(interview.spec, interview.name)
    text = prompt_writer.write(definition) if definition.facts else ""
    return {"prompt": text, "words": len(text.split())}


def export(interview: InterviewSession) -> dict[str, Any]:
    """The files of the draft as it stands, once there is something in it."""
    agent = files.drafted(interview)
    return files.downloads(agent) if agent.definition.facts else {"exports": ()}
