"""The README.md beside exported files: what each is, how to use it, what a platform could not hold."""

from collections.abc import Iterator, Sequence

from builder import ledger
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import File, Loss, Made, text_file
from builder.ledger import Assumption
from builder.prompt_writer.markup import inline, quoted


def write(agent: Agent, made: Sequence[tuple[Export, Made]]) -> File:
    """`made` are targets with what was made for them."""
    parts = [
        f"# {inline(agent.name)}",
        "Made with Parley. Each file is complete in itself; evidence.json tells where each fact is from.",
    ]
    parts += ["\n".join(_target(export, one)) for export, one in made]
    assumed = ledger.assumptions(agent.definition)
    parts += ["\n".join(_assumed(assumed))] if assumed else []
    return text_file("README.md", "text/markdown", "\n\n".join(parts) + "\n", "What each file is and how to use it.")


def _assumed(assumed: Sequence[Assumption]) -> Iterator[str]:
    yield "## What Parley assumed"
    yield ""
    yield "Nobody said these. Look at each before the agent goes out."
    yield ""
    for one in assumed:
        said = f" You said: {quoted(one.said)}." if one.said else ""
        used = f" Used in: {', '.join(one.used_in)}." if one.used_in else ""
        yield f"- {one.label}: {inline(one.text) or 'nothing'}.{said}{used}"


def _target(export: Export, made: Made) -> Iterator[str]:
    yield from (f"## {export.title}", "", export.blurb, "")
    yield from (f"- `{file.name}`: {file.blurb}" for file in export.files(made))
    if made.steps:
        yield from ("", "What to do:", *(f"{i}. {inline(step)}" for i, step in enumerate(made.steps, 1)))
    yield from _losses(made.loss)


def _losses(loss: Loss) -> Iterator[str]:
    told = (("Goes along", loss.maps), ("Comes close", loss.approximated), ("Stays behind", loss.dropped))
    for heading, sentences in told:
        if sentences:
            yield from ("", f"{heading}:", *(f"- {inline(sentence)}" for sentence in sentences))
