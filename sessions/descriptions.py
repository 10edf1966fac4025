"""Descriptions of tools that a person brings: read apart, looked at, and taken over into the draft as one edit."""

import asyncio
import hashlib
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from builder import queries as specs
from builder.toolbox import joining
from builder.toolbox.fetching import fetched
from builder.toolbox.joining import Line
from builder.toolbox.outgoing import OutgoingError
from builder.toolbox.readers.apart import read_apart
from builder.toolbox.readers.described import Described, Refused
from orchestrator.facts import Draft, Fact
from orchestrator.values import Tool, key_of
from sessions import access, editing, services
from sessions.access import Visitor
from sessions.database import in_database
from sessions.editing import Change
from sessions.errors import BadDescription, Conflict, NotFound
from sessions.models import Description

_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="descriptions")
NOTHING = "Nothing is chosen. Choose at least one operation."
TOO_MANY = f"{{number}} operations in one tool are too many; {joining.MOST_OPERATIONS} fit. Choose fewer."
TAKEN = "There is a tool called {name} already. Choose it above, or give the new one another name."
LOOK = "Something changed since this was shown. Look at what would change now, and take it over then."
GONE = "Another description was brought meanwhile, or this one was taken over already. Bring it again to go on."


@dataclass(frozen=True)
class Choice:
    """What to take over, by places in the description; the tool it goes to (None for a new one, called `name`);
    whether the way in that the description tells takes the place of the tool's own."""

    operations: frozenset[int]
    tool: UUID | None = None
    name: str = ""
    renews_access: bool = False


@dataclass(frozen=True)
class Foreseen:
    """What a choice would change. `seal` is another one as soon as anything of it changes; "" where the operations are
    more than one tool takes: nothing can come of that."""

    tool: Tool
    choice: Choice
    before: Tool | None
    offers_access: bool  # another way in than the tool has
    lines: tuple[Line, ...]
    seal: str

    @property
    def is_new(self) -> bool:
        return self.before is None


async def read(content: bytes, address: str = "") -> Described:
    """What a text or file says, or what stands at an address where there is no content. Raises BadDescription."""
    try:
        if not content.strip() and address:
            came = await fetched(address)
            content, address = came.content, came.address
        return await asyncio.get_running_loop().run_in_executor(_READERS, read_apart, content, address)
    except (Refused, OutgoingError) as refusal:
        raise BadDescription(str(refusal)) from refusal


async def bring(*, interview_id: UUID, by: Visitor, content: bytes, address: str = "") -> Description:
    """Read a description and keep what it says, in the place of the one before. Raises NotFound and BadDescription."""
    await in_database(access.owned, interview_id, by)
    found = await read(content, address)
    return await in_database(_keep, interview_id, by, found)


@transaction.atomic
def _keep(interview_id: UUID, by: Visitor, found: Described) -> Description:
    interview = access.locked(interview_id, by)
    Description.objects.filter(interview=interview).delete()
    return Description.objects.create(interview=interview, found=found.model_dump(mode="json"))


def owned(interview_id: UUID, by: Visitor, description_id: UUID) -> tuple[Description, Described]:
    """A description of the visitor's interview, and what it says. Raises NotFound, or Conflict if it is gone."""
    interview = access.owned(interview_id, by)
    description = Description.objects.select_related("interview").filter(pk=description_id, interview=interview).first()
    if description is None:
        raise Conflict(GONE)
    return description, Described.model_validate(description.found)


def tools_of(interview_id: UUID, by: Visitor) -> list[Fact]:
    """The facts of the draft that are tools."""
    facts = specs.draft(access.owned(interview_id, by).spec).get("tools", ())
    return [fact for fact in facts if isinstance(fact.value, Tool)]


def place_of(interview_id: UUID, by: Visitor, tool: Tool) -> UUID:
    """The fact that holds the tool called so. Raises NotFound."""
    for fact in tools_of(interview_id, by):
        if key_of(fact.value) == key_of(tool):
            return fact.id
    raise NotFound


def first_choice(found: Described, facts: Collection[Fact]) -> Choice:
    """What is offered first: everything, unless that is much, for the tool that it most likely is of."""
    alike = joining.alike([fact.value for fact in facts if isinstance(fact.value, Tool)], found)
    target = next((fact.id for fact in facts if alike is not None and fact.value == alike), None)
    every = frozenset(range(len(found.operations)))
    return Choice(every if len(every) <= joining.MANY else frozenset(), target, found.title)


def foresee(found: Described, facts: Collection[Fact], choice: Choice) -> Foreseen:
    """What a choice would change; nothing is saved. Raises NotFound for a tool that is gone."""
    fact = next((fact for fact in facts if fact.id == choice.tool), None)
    if choice.tool is not None and fact is None:
        raise NotFound
    choice = replace(choice, operations=frozenset(p for p in choice.operations if p < len(found.operations)))
    before = fact.value if fact and isinstance(fact.value, Tool) else None
    after = joining.joined(before, found, choice.operations, choice.name.strip(), renews_access=choice.renews_access)
    fits = len(after.operations) <= joining.MOST_OPERATIONS
    return Foreseen(
        tool=after,
        choice=choice,
        before=before,
        offers_access=bool(before and before.access and found.access and before.access != found.access),
        lines=joining.changes(before, after),
        seal=_sealed(f"{choice.tool} {sorted(choice.operations)} {before!r} {after!r}") if fits else "",
    )


def _sealed(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:20]


def check(foreseen: Foreseen, facts: Collection[Fact]) -> None:
    """Raises BadDescription for a choice that cannot be taken over."""
    if not foreseen.choice.operations:
        raise BadDescription(NOTHING)
    if len(foreseen.tool.operations) > joining.MOST_OPERATIONS:
        raise BadDescription(TOO_MANY.format(number=len(foreseen.tool.operations)))
    if foreseen.is_new and any(key_of(fact.value) == key_of(foreseen.tool) for fact in facts):
        raise BadDescription(TAKEN.format(name=foreseen.tool.name))


async def take_over(
    *, interview_id: UUID, by: Visitor, found: Described, choice: Choice, seal: str | None = None
) -> Foreseen:
    """Put what was chosen into the draft: one edit by hand, which undo takes back. Raises as `check` does, and
    BadDescription where that is not what `seal` stands for, or the tool is another one by now."""
    wanted = await in_database(foreseen, interview_id, by, found, choice)
    if seal is not None and seal != wanted.seal:
        raise BadDescription(LOOK)
    change = await in_database(_change, wanted)  # every text in it is looked at: not on the event loop
    await services.edit(interview_id=interview_id, by=by, change=change)
    return wanted


def foreseen(interview_id: UUID, by: Visitor, found: Described, choice: Choice) -> Foreseen:
    """What a choice would change in the draft as it is. Raises as `foresee` and `check` do."""
    facts = tools_of(interview_id, by)
    change = foresee(found, facts, choice)
    check(change, facts)
    return change


def _change(foreseen: Foreseen) -> Change:
    """The change, made ready before the draft is locked; on the locked draft it only looks whether all is as it was."""
    value, target = (
        editing.value_for("tools", foreseen.tool.model_dump(mode="json", by_alias=True)),
        foreseen.choice.tool,
    )

    def put(draft: Draft) -> Draft:
        facts = draft.get("tools", ())
        if target and not any(fact.id == target and fact.value == foreseen.before for fact in facts):
            raise BadDescription(LOOK)
        check(foreseen, facts)
        if target:
            return editing.on_fact(target, lambda slot, fact: editing.by_hand(value, fact))(draft)
        return {**draft, "tools": (*facts, editing.by_hand(value))}

    return put


async def forget(*, interview_id: UUID, by: Visitor, description_id: UUID) -> None:
    """The description was taken over, or is not wanted; one brought since stays."""

    def gone() -> None:
        Description.objects.filter(interview=access.owned(interview_id, by), pk=description_id).delete()

    await in_database(gone)
