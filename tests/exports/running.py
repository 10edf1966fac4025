"""What judges of generated code share: a module imported as people run it, and one turn with a tool call.

Runs in the environments of the platforms' packages: standard library only.
"""

import ast
import importlib.util
import os
import sys
from contextlib import contextmanager
from pathlib import Path

from tests.exports.world import ANSWER, world

SECRET = "a-secret-of-the-test"
# The agent whose first tool is get_order, with an address and a secret.
RUN = "returns"


@contextmanager
def surroundings(made):
    """The environment that the instructions beside the files tell people to set."""
    told = {
        "OPENAI_API_KEY": "none",
        "OPENAI_BASE_URL": f"{made.url}/v1",
        "OPENAI_API_BASE": f"{made.url}/v1",
        "GOOGLE_API_KEY": "none",
        "GOOGLE_GEMINI_BASE_URL": made.url,
        "OPENAI_AGENTS_DISABLE_TRACING": "1",
        "CREWAI_DISABLE_TELEMETRY": "true",
        "CREWAI_TRACING_ENABLED": "false",
        "OTEL_SDK_DISABLED": "true",
        "API_SHOES_EXAMPLE_TOKEN": SECRET,
        "GET_ORDER_URL": made.url + "/orders/{order_id}",
        "NO_PROXY": "127.0.0.1",
    }
    os.environ.update(told)
    yield


def imported(path: Path):
    """The module in a file, imported anew."""
    spec = importlib.util.spec_from_file_location(f"made_{abs(hash(path))}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def judged(folder: Path, name: str, turn) -> None:
    """The file is Python and imports; of one agent, one turn calls its tool with the secret and answers."""
    ast.parse((folder / name).read_text(encoding="utf-8"))
    with world() as made, surroundings(made):
        module = imported(folder / name)
        if folder.name == RUN:
            asked(made, turn(module))


def asked(made, answer) -> None:
    assert ANSWER in str(answer), answer
    assert made.called == [("/orders/A%2F7", f"Bearer {SECRET}")], made.called
