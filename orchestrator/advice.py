"""What to do about an error of a model, as the owner of this installation: the counterpart of provider_errors."""

import re

from orchestrator.errors import OrchestratorError

_RESTART = "Then start Parley again."
_ADVICE = (
    (
        "in the form it was asked for|read wrongly",
        "Interviews go on: where the model fails to read an answer, the built-in guide reads it. "
        "Better: set PARLEY_FAST_MODEL to a model that follows a JSON form.",
    ),
    ("key is missing: set (.+)", "Put {found} into .env. " + _RESTART),
    ("did not accept the key", "Check {key} in .env: it may be cut short, expired or another provider's. " + _RESTART),
    ("asks for payment", "Add credit to the account at the provider, or use the key of one that has some."),
    ("does not let this key", "Give the key the right to use this model, or name another one in PARLEY_MODEL."),
    (
        "knows no",
        "Check the spelling of the name after the slash. With a server of your own check its address too ({base}): "
        "most end in /v1.",
    ),
    (
        "must name provider",
        "Write the provider, a slash and the model's name, for example openai/gpt-5 or ollama_chat/llama3.1. "
        "The names are LiteLLM's: docs.litellm.ai/docs/providers",
    ),
    (
        "could not be reached",
        "Check that the address is right ({base}), that a server answers there, and that this machine may connect "
        "to it.",
    ),
    ("allows no more requests", "Wait a minute and test again, or raise PARLEY_MODEL_RPM."),
    (
        "accepts no more requests",
        "Wait a minute and test again. If it stays so, the account's rate limit or quota is used up: raise it there.",
    ),
    ("busy|overloaded", "Wait a minute and test again. If it happens often, another model may be less in demand."),
    (
        "did not answer|took too long",
        "A local model may still be loading: test again. If it stays slow, take a smaller model, or raise "
        "PARLEY_MODEL_TIMEOUT.",
    ),
    (
        "cut off|stopped coming",
        "Test again. If it happens often, look for a proxy between Parley and the provider that ends long answers.",
    ),
    ("with nothing", "Check that the address is right ({base}): something answers there, but it may be no model."),
    ("content rules", "Another model may be less strict: name it in PARLEY_MODEL."),
    ("chat model", "Name a model that chats in PARLEY_MODEL, not one for embeddings, images or sound."),
    ("had an error", "The fault is the provider's: look at its status page or its log, and test again later."),
)
_OTHERWISE = "Test again. If it stays so, try another model in PARLEY_MODEL."


def advice(error: OrchestratorError, model: str) -> str:
    """One or two sentences for whoever can change the settings."""
    provider, named, _ = model.partition("/")
    prefix = provider.removesuffix("_chat").upper() if named else ""
    names = {
        "key": f"{prefix}_API_KEY" if prefix else "the provider's key",
        "base": f"{prefix}_API_BASE" if prefix else "the provider's ..._API_BASE",
    }
    for pattern, text in _ADVICE:
        if found := re.search(pattern, str(error)):
            return text.format(found=found.groups()[0] if found.groups() else "", **names)
    return _OTHERWISE
