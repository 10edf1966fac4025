"""The result page: the finished agent, what it is made of, and what can be taken along."""

import re
from collections.abc import Iterable
from typing import Any

from builder import lint
from builder import queries as specs
from builder.exports.agent import Agent
from builder.prompt_writer import SECTIONS
from sessions import files, mending, sharing
from sessions.access import Visitor
from sessions.errors import NotFound
from sessions.models import InterviewSession

_ITEM = re.compile(r" *(-|\d+\.) ")
_TITLES = frozenset(section.title for section in SECTIONS)


def result(interview: InterviewSession, visitor: Visitor, number: int | None = None) -> dict[str, Any]:
    """The chosen version, else the latest, else the draft. Raises NotFound for a version that is not there."""
    latest = specs.latest_version(interview.spec_id)
    version = specs.version(interview.spec_id, number) if number else latest
    if number and version is None:
        raise NotFound
    chosen = version.number if version else None
    agent = files.agent(interview_id=interview.pk, by=visitor, version=chosen)
    changed = bool(latest and latest.revision != interview.spec.revision)
    page = {
        "interview": interview,
        "version": version,
        "versions": interview.spec.versions.all(),
        "latest": latest,
        "can_mend": version is None or version == latest,
        "platform": lint.own_platform(agent),
        "changed_since": changed,
        "of_version": f"?version={chosen}" if chosen else "",
        **files.downloads(agent),
        "findings": version.lint if version else lint.check(agent, lint.own_platform(agent)),
        **told(agent),
    }
    return {**page, "settled": _settled(interview, page) if page["can_mend"] and changed else frozenset()}


def _settled(interview: InterviewSession, page: dict[str, Any]) -> frozenset[str]:
    """The keys of what the version has and a click could mend, but the draft has no more."""
    lists = [(page["platform"], page["findings"]), *((card["name"], card["findings"]) for card in page["exports"])]
    return mending.settled(files.drafted(interview), [(platform, _mendable(found)) for platform, found in lists])


def _mendable(found: Iterable[Any]) -> frozenset[str]:
    """The keys of findings that have a fix: those of a version are kept as JSON."""
    kept = (one if isinstance(one, dict) else one.model_dump() for one in found)
    return frozenset(one["key"] for one in kept if one.get("fix"))


def shared(token: str) -> dict[str, Any]:
    """The page behind a link to a version. Raises NotFound where it leads nowhere."""
    page = sharing.page(token)
    return {**page, **told(page.pop("agent"))}


def told(agent: Agent) -> dict[str, Any]:
    """What a page tells of an agent."""
    definition = agent.definition
    parts = prompt_parts(agent.prompt)
    return {
        "name": definition.one("agent_name"),
        "role": definition.one("agent_role"),
        "greeting": definition.one("greeting"),
        "prompt": agent.prompt,
        "prompt_parts": parts,
        "flow_in_words": next((part for part in parts if part["title"] == "Workflow"), None),
        "words": len(agent.prompt.split()),
        "diagram": files.diagram(agent),
        "scenarios": agent.scenarios,
    }


def prompt_parts(prompt: str) -> list[dict[str, Any]]:
    """The sections of a written prompt, to be read; only headings of ours part it, never typed text."""
    pieces = re.split(r"(?m)^## (.+)$", prompt)
    parts = [{"title": "", "text": pieces[0].strip()}]
    for title, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if title in _TITLES:
            parts.append({"title": title, "text": text.strip()})
        else:
            parts[-1]["text"] += f"\n\n## {title}\n{text}"
    return [_with_subs(part) for part in parts if part["title"]]


def _with_subs(part: dict[str, str]) -> dict[str, Any]:
    """A section with its own smaller headings apart."""
    text, *subs = re.split(r"(?m)^### (.+)$", part["text"])
    told = [{"title": t, "lines": _lines(x)} for t, x in zip(subs[::2], subs[1::2], strict=True)]
    return {"title": part["title"], "lines": _lines(text), "subs": told}


def _lines(text: str) -> list[dict[str, Any]]:
    """A text line by line, and which of them are items of a list: those hang from their mark."""
    return [{"text": line, "is_item": bool(_ITEM.match(line))} for line in text.strip().split("\n")]
