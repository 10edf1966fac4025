"""The honest account of an export: what of the definition has its own place there, what is only told in the prompt,
what is left behind. Targets say where things go; the sentences come from here, and only for what there is."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.exports.agent import Agent
from builder.exports.calls import Call, Parameter
from builder.exports.files import Loss
from builder.prompt_writer.fitting import Fitted


@dataclass(frozen=True)
class Places:
    """Where a target puts things: a field's name, or "" where it has no place of its own for them."""

    prompt: str
    greeting: str = ""
    workflow: str = ""
    tools: str = ""
    called: bool = True  # whether the platform itself, or the code, calls the addresses
    languages: str = ""
    handover: str = ""
    variables: str = ""
    limit: int | None = None


def account(
    agent: Agent, told: Fitted, places: Places, *, maps: tuple[str, ...] = (), also: Loss | None = None
) -> Loss:
    """What becomes of this agent there; `maps` and `also` are what only this target can say."""
    own = also or Loss()
    return Loss(
        (*_maps(agent, places), *maps, *own.maps),
        (*_approximated(agent, places), *own.approximated),
        (*_dropped(agent, told, places), *own.dropped),
    )


def _maps(agent: Agent, places: Places) -> Iterator[str]:
    if places.prompt:
        yield f"The prompt, in {places.prompt}."
    if agent.greeting and places.greeting:
        yield f"The greeting, word for word, in {places.greeting}."
    if agent.calls and places.tools:
        yield f"{_count(len(agent.calls), 'tool')} with what each needs, in {places.tools}."
    if places.workflow:
        yield f"The workflow, {_count(len(agent.graph.nodes), 'step')}, in {places.workflow}."
    if places.languages:
        yield f"The language, in {places.languages}."
    if agent.definition.escalations and places.handover:
        yield f"Handing over, in {places.handover}."
    if agent.variables and places.variables:
        yield f"Context variables ({', '.join(agent.variables)}), in {places.variables}."


def _approximated(agent: Agent, places: Places) -> Iterator[str]:
    definition = agent.definition
    if agent.greeting and not places.greeting:
        yield "The greeting has no field there: the prompt tells the agent to say it word for word."
    if (definition.steps or definition.flow) and not places.workflow and places.prompt:
        yield "The workflow is told in the prompt as numbered steps: the platform has no place for a diagram."
    if definition.escalations and not places.handover and places.prompt:
        yield "Handing over is told in the prompt: connect the people and teams it names on the platform."
    if definition.texts("knowledge") and places.prompt:
        yield "Knowledge sources are named in the prompt: their content has to be connected on the platform."
    if agent.variables and not places.variables and places.prompt:
        yield f"Context variables stay in double braces: fill in {', '.join(agent.variables)} before use."
    if places.tools:
        yield from _of_calls(agent.calls)


def _of_calls(calls: tuple[Call, ...]) -> Iterator[str]:
    for call in calls:
        own = call.title
        if own != call.name:
            yield f"The tool “{own}” is called {call.name}: platforms take letters, digits and low lines."
    if any(call.parameters for call in calls if not call.operation):
        yield "All that tools need is text: nobody said of which type it is."
    renamed = [f"{one.wire} is {one.key}" for call in calls for one in call.parameters if _is_renamed(one)]
    if renamed:
        yield f"Platforms take letters, digits and low lines: {_listed(renamed)} there."
    tokens = sorted({call.secret.variable for call in calls if call.secret and call.uses_oauth})
    if tokens:
        yield f"OAuth 2.0: fetch the token yourself and keep it fresh, as {_listed(tokens)}."


def _is_renamed(one: Parameter) -> bool:
    return bool(one.called) and one.place != "path" and one.called != one.key


def _dropped(agent: Agent, told: Fitted, places: Places) -> Iterator[str]:
    if places.tools and places.called:
        unknown = [call.name for call in agent.calls if not call.address]
        if unknown:
            yield f"Nobody gave an address for {_listed(unknown)}: put yours in place of the example."
    elif agent.calls and not places.tools:
        yield f"{_count(len(agent.calls), 'tool')}: this file cannot hold them; the prompt tells how to use them."
    if told.shortened or told.left_out:
        gone = (*told.left_out, *(f"the end of {title}" for title in told.shortened))
        yield f"The platform takes {places.limit:,} characters, so the prompt there is without: {', '.join(gone)}."


def _listed(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 8 else f"{', '.join(names[:8])} and {len(names) - 8} more"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
