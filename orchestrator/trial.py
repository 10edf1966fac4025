"""A trial of the models that are set: one tiny question to each, by the road an interview takes."""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal

from orchestrator import llm
from orchestrator.advice import advice
from orchestrator.conf import Models
from orchestrator.errors import BadAnswer, OrchestratorError, Retryable
from orchestrator.events import Call
from orchestrator.exchange import Prompt, Usage
from orchestrator.metering import Meter
from orchestrator.prompts import render
from orchestrator.shapes import Shape

SECONDS = 20.0  # that each model may take, unless an interview would wait for longer
LONGEST = 300  # characters of a reply that are told


class Booking(Shape):
    """What the second question asks for: the simplest form that can be filled in wrongly."""

    city: Literal["Lisbon", "Madrid"]
    people: Literal["two", "four"]


RIGHT = Booking(city="Lisbon", people="two")


@dataclass(frozen=True)
class Attempt:
    """What came of one question: the account of it, what was answered, and if it failed what to do."""

    call: Call
    said: str = ""
    advice: str = ""

    @property
    def worked(self) -> bool:
        return self.call.status == "done"


@dataclass(frozen=True)
class Trial:
    """What came of both. `takes_schema`: whether the reading model takes a JSON Schema, or is asked in words."""

    reply: Attempt
    reading: Attempt
    takes_schema: bool

    @property
    def worked(self) -> bool:
        return self.reply.worked and self.reading.worked


async def trial(models: Models) -> Trial:
    """Ask both at once, as a turn does. What goes wrong at a model is told in the Trial, not raised."""
    await llm.client.abilities(models.fast)  # loads the library, which may take seconds that are not the model's
    seconds = max(SECONDS, models.timeout)
    async with asyncio.TaskGroup() as both:
        reply = both.create_task(_reply(models.reply, seconds))
        reading = both.create_task(_reading(models, seconds))
    known = await llm.client.abilities(models.fast)
    return Trial(reply.result(), reading.result(), known.takes_schema)


@dataclass(frozen=True)
class Known:
    """What is known of the models without asking them: environment variables that their providers want and do not find,
    and which of them have no price."""

    missing: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()


async def known(models: Models, within: float = 3.0) -> Known | None:
    """What is known of the models; None if nothing is in so many seconds, because LiteLLM is still being loaded."""
    names = tuple(dict.fromkeys((models.reply, models.fast)))
    try:
        async with asyncio.timeout(within):
            found = {name: await llm.client.abilities(name) for name in names}
    except TimeoutError:
        return None
    missing = dict.fromkeys(name for one in found.values() for name in one.missing)
    return Known(tuple(missing), tuple(name for name, one in found.items() if not one.has_price))


async def _reply(model: str, seconds: float) -> Attempt:
    meter, usage, said = Meter("reply", model), Usage(), ""
    try:
        chunks = llm.stream(model, _asked("trial_reply"), within=seconds, limit=seconds)
        async with aclosing(chunks):
            async for chunk in chunks:
                meter.token()
                said, usage = said + chunk.text, chunk.usage
    except OrchestratorError as error:
        return _failed(meter, error, model)
    return Attempt(meter.call(usage), said.strip()[:LONGEST])


async def _reading(models: Models, seconds: float) -> Attempt:
    meter = Meter("extraction", models.fast)
    try:
        async with asyncio.timeout(seconds):
            found, usage = await llm.structured(models.fast, _asked("trial_reading"), Booking, within=seconds)
        if found != RIGHT:
            raise BadAnswer(f"the answer has the right form, but was read wrongly ({_told(found)})", usage)
    except OrchestratorError as error:
        own = "PARLEY_MODEL" if models.fast == models.reply else "PARLEY_FAST_MODEL"
        return _failed(meter, error, models.fast, own)
    except TimeoutError:
        return _failed(meter, Retryable(f"the provider did not answer within {seconds:g} seconds"), models.fast)
    return Attempt(meter.call(usage), _told(found))


def _told(found: Booking) -> str:
    return f"city: {found.city}, people: {found.people}"


def _failed(meter: Meter, error: OrchestratorError, model: str, setting: str = "PARLEY_MODEL") -> Attempt:
    """`setting` is the one that names the model: it stands in the place of PARLEY_MODEL in what is told."""
    usage = error.usage if isinstance(error, BadAnswer) else Usage()
    call = meter.call(usage, str(error).replace("PARLEY_MODEL", setting))
    return Attempt(call, advice=advice(error, model).replace("in PARLEY_MODEL", f"in {setting}"))


def _asked(prompt: str) -> tuple[Prompt, ...]:
    return ({"role": "user", "content": render(prompt)},)
