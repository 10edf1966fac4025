"""One section of a prompt, polished by a model."""

import re
from collections.abc import Sequence

from orchestrator import llm
from orchestrator.conf import Models
from orchestrator.errors import OrchestratorError
from orchestrator.events import Call
from orchestrator.exchange import Prompt
from orchestrator.metering import Meter
from orchestrator.prompts import as_data, render

_FENCE = re.compile(r"\A```[a-z]{0,10}\n(.*)\n```\Z", re.DOTALL)


async def polish(models: Models, title: str, text: str, facts: Sequence[str]) -> tuple[str, Call]:
    """What the model makes of a section, "" where it failed (the Call says why), and what that took. `facts` are to
    stay to the letter; whether they did is for the caller to prove."""
    asked = render("polish", title=title, text=as_data(text), facts="\n".join(f"- {as_data(fact)}" for fact in facts))
    messages: tuple[Prompt, ...] = ({"role": "user", "content": asked},)
    await llm.client.abilities(models.reply)  # loads the library, which may take seconds that are not the model's
    meter = Meter("polish", models.reply, messages)
    try:
        answer = await llm.complete(models.reply, messages, within=models.limit)
    except OrchestratorError as error:
        return "", meter.failed(error, str(error))
    said = answer.text.strip()
    fenced = _FENCE.match(said)
    return (fenced[1] if fenced else said).strip(), meter.call(answer.usage)
