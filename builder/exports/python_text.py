"""Python source made of data: what a person typed is only ever inside a literal."""

import keyword
from collections.abc import Mapping, Sequence

from builder.exports.agent import Agent
from builder.exports.calls import PLACES, Call, Parameter
from builder.exports.names import unique
from builder.wording import one_line

RUNTIME = '''
TIMEOUT = 20  # seconds to wait for a tool
LONGEST = 100_000  # bytes read of what a tool answers


class JSON(str):
    """Text that is sent as the data it stands for."""


def _data(value):
    return json.loads(value) if isinstance(value, JSON) else value


def _fields(value, name=""):
    """The fields of a form; what lies deeper has its place in brackets."""
    if isinstance(value, dict):
        return [pair for key, inner in value.items() for pair in _fields(inner, f"{name}[{key}]" if name else key)]
    if isinstance(value, list):
        return [pair for place, inner in enumerate(value) for pair in _fields(inner, f"{name}[{place}]")]
    return [(name, str(value).lower() if isinstance(value, bool) else value)]


def _call(method, variable, address, headers, path, query, body):
    """What the endpoint answers; on failure a sentence that says so, for the agent to go by."""
    try:
        filled = {key: urllib.parse.quote(str(value), safe="") for key, value in path.items()}
        url = os.environ.get(variable) or address
        for key, value in filled.items():
            url = url.replace("{" + key + "}", value)
        if not url:
            return f"This tool is not set up: the environment variable {variable} is missing."
        query = {key: value for key, value in query.items() if value is not None}
        if query:
            url += ("&" if "?" in url else "?") + urllib.parse.urlencode(query, doseq=True)
        sent = {name: prefix + (os.environ[secret] if secret else "") for name, (prefix, secret) in headers.items()}
        for key, value in path.items():
            sent = {name: text.replace("{" + key + "}", str(value)) for name, text in sent.items()}
        data = None
        if method in ("POST", "PUT", "PATCH"):
            given = {key: _data(value) for key, value in body.items() if value is not None}
            sent = {"Content-Type": "application/json"} | sent
            is_form = sent["Content-Type"].startswith("application/x-www-form-urlencoded")
            data = (urllib.parse.urlencode(_fields(given)) if is_form else json.dumps(given)).encode()
        request = urllib.request.Request(url, data=data, headers=sent, method=method)
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return answer.read(LONGEST).decode("utf-8", "replace") or "Done."
    except KeyError as missing:
        return f"This tool is not set up: the environment variable {missing} is missing."
    except (OSError, ValueError) as problem:
        return f"The call failed: {problem}"
'''
_FILLED_IN = frozenset({"self", "cls", "tool_context", "config", "runtime", "callbacks", "run_manager"})
IMPORTS = "import json\nimport os\nimport urllib.parse\nimport urllib.request\n"


def head(agent: Agent, how: str) -> str:
    """The docstring of a module: what it is, and what to type."""
    return f'"""{documented(f"{agent.name}: {agent.summary}")}. Made with Parley.\n\n{how}\n"""\n'


def module(
    agent: Agent, *, how: str, imports: Sequence[str], prompt: str, made: str, talk: str = "", decorator: str = ""
) -> str:
    """A module that makes an agent: its prompt as INSTRUCTIONS, its tools as functions, then `made` and `talk`."""
    own = sorted(line for line in imports if line.startswith("import "))
    others = [line for line in imports if not line.startswith("import ")]
    libraries = IMPORTS.splitlines() if agent.calls else ["import os"]
    parts = [
        "\n".join([*sorted([*own, *libraries]), "", *others]),
        f"INSTRUCTIONS = {literal(prompt)}",
        *(
            [RUNTIME.strip(), *(function(call, decorator=decorator).strip() for call in agent.calls)]
            if agent.calls
            else []
        ),
        made.strip(),
        *([talk.strip()] if talk else []),
    ]
    return head(agent, how) + "\n" + "\n\n\n".join(parts) + "\n"


def literal(text: str) -> str:
    """The text as a Python literal, one line of source per line of text."""
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return repr(text)
    return "(\n" + "".join(f"    {line!r}\n" for line in lines) + ")"


def documented(text: str) -> str:
    """The text on one line, as it may stand in a docstring."""
    return one_line(text).replace("\\", "\\\\").replace('"', '\\"')


def function(call: Call, *, decorator: str = "") -> str:
    """A function that calls the endpoint of a tool, with a docstring that frameworks read."""
    needed, names = sorted(call.parameters, key=lambda one: not one.required), _names(call)
    signature = ", ".join(
        f"{names[one.key]}: {_type(one)}" + ("" if one.required else " | None = None") for one in needed
    )
    lines = [
        f"def {call.name}({signature}) -> str:",
        f'    """{documented(call.description)}',
        *_arguments(needed, names),
        '    """',
    ]
    if not needed:
        lines = [lines[0], f'    """{documented(call.description)}"""']
    return "\n".join(([decorator] if decorator else []) + lines + [f"    return {_request(call, names)}"]) + "\n"


def _names(call: Call) -> dict[str, str]:
    """{key of a parameter: its argument}: no keyword, none that a framework would fill in itself, none twice."""
    keys = [one.key for one in call.parameters]
    return dict(zip(keys, unique(f"{key}_" if _is_taken(key) else key for key in keys), strict=True))


def _is_taken(key: str) -> bool:
    return keyword.iskeyword(key) or key in _FILLED_IN


def _arguments(parameters: Sequence[Parameter], names: Mapping[str, str]) -> list[str]:
    told = [f"        {names[one.key]}: {documented(one.text)}{_hint(one)}" for one in parameters]
    return ["", "    Args:", *told] if told else []


def _request(call: Call, names: Mapping[str, str]) -> str:
    headers = {name: (text, "") for name, text in call.headers}
    headers |= {call.secret.header: (call.secret.prefix, call.secret.variable)} if call.secret else {}
    places = (_dict(call.marked if place == "path" else call.at(place), names) for place in PLACES)
    return f"_call({call.method!r}, {call.url_variable!r}, {call.address!r}, {headers!r}, {', '.join(places)})"


def _dict(parameters: Sequence[Parameter], names: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{_wire(one)!r}: {_value(one, names[one.key])}" for one in parameters) + "}"


_TYPES = {"integer": "int", "number": "float", "boolean": "bool"}


def _type(one: Parameter) -> str:
    """The type of an argument: a list of texts or numbers as such, what holds more as text in JSON."""
    if one.kind == "array":
        kind = one.told.get("items", {}).get("type", "string")
        return "str" if kind in ("array", "object") else f"list[{_TYPES.get(kind, 'str')}]"
    return _TYPES.get(one.kind, "str")


def _is_json(one: Parameter) -> bool:
    return one.kind in ("array", "object") and _type(one) == "str"


def _hint(one: Parameter) -> str:
    return " (as JSON)" if _is_json(one) else ""


def _value(one: Parameter, name: str) -> str:
    if one.place != "body" or not _is_json(one):
        return name
    return f"JSON({name})" if one.required else f"{name} and JSON({name})"


def _wire(one: Parameter) -> str:
    return one.key if one.place in ("path", "header") else one.wire
