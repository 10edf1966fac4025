"""What is worth a second look before an agent goes out. A rule is a small function; two lists hold all of them."""

from collections.abc import Callable, Iterator

from builder.exports.agent import Agent
from builder.exports.registry import EXPORTS, NEUTRAL, find
from builder.lint import means, size, speech, told, wording
from builder.lint.advice import advice_for
from builder.lint.checked import Checked
from builder.lint.finding import Finding, Fix, Replacement
from builder.lint.size import Size, size_of

Rule = Callable[[Checked], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    told.clashes,
    told.no_way_out,
    told.left_out_by_hand,
    means.broken_flow,
    means.left_out,
    means.unknown_tools,
    means.unused_tools,
    means.bare_tools,
    wording.vague,
    wording.hard_coded,
    speech.long_greeting,
    told.missing,
    told.assumptions,
)
# What each platform has a say in.
PLATFORM_RULES: tuple[Rule, ...] = (
    wording.ban_list,
    wording.negative_triggers,
    means.nested,
    speech.unspeakable,
    speech.several_questions,
    size.long_prompt,
    size.too_long,
    size.window,
    size.no_example,
)


def check(agent: Agent, platform: str = "") -> tuple[Finding, ...]:
    """The findings of every rule for one of EXPORTS ("" for none in particular), warnings first."""
    return _sorted([finding for rule in RULES for finding in rule(_checked(agent, ""))], _special(agent, platform))


def special(agent: Agent, platform: str, prompt: str) -> tuple[Finding, ...]:
    """What is to be looked at for this platform alone. `prompt` is the one that stands in its files."""
    everywhere = {finding.key for finding in _special(agent, "")}
    found = _run(Checked(agent, prompt, advice_for(platform)))
    return _sorted([finding for finding in found if finding.key not in everywhere])


def own_platform(agent: Agent) -> str:
    """The export that an agent is for, "" if nobody said, or Parley has none."""
    export = find(agent.definition.one("platform"))
    return export.name if export and export.name != NEUTRAL else ""


def _special(agent: Agent, platform: str) -> list[Finding]:
    return _run(_checked(agent, platform))


def _checked(agent: Agent, platform: str) -> Checked:
    if not platform:
        return Checked(agent, agent.prompt)
    return Checked(agent, EXPORTS[platform].make(agent).prompt, advice_for(platform))


def _run(checked: Checked) -> list[Finding]:
    source = checked.advice.source
    return [f.model_copy(update={"source": source}) for rule in PLATFORM_RULES for f in rule(checked)]


def _sorted(*found: list[Finding]) -> tuple[Finding, ...]:
    unique = {finding.key: finding for findings in found for finding in findings}
    return tuple(sorted(unique.values(), key=lambda finding: finding.severity != "warn"))


__all__ = ["Finding", "Fix", "Replacement", "Size", "check", "own_platform", "size_of", "special"]
