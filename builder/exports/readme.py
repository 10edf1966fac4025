"""The README.md beside exported files: what each is, how to use it, what a platform could not hold."""

from collections.abc import Iterator, Sequence

from builder.exports.agent import Agent
from builder.exports.files import File, Loss, Made, text_file
from builder.prompt_writer.markup import inline


def write(agent: Agent, made: Sequence[tuple[str, Made]]) -> File:
    """`made` are the targets' titles with what was made for them."""
    name = inline(agent.definition.one("agent_name")) or "Your agent"
    parts = [
        f"# {name}",
        "Made with Parley. Each file is complete in itself; evidence.json tells where each fact is from.",
    ]
    parts += ["\n".join(_target(title, one)) for title, one in made]
    return text_file("README.md", "text/markdown", "\n\n".join(parts) + "\n", "What each file is and how to use it.")


def _target(title: str, made: Made) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield from (f"- `{file.name}`: {file.blurb}" for file in made.files)
    yield from _losses(made.loss)


def _losses(loss: Loss) -> Iterator[str]:
    told = (("Carried over", loss.maps), ("Approximated", loss.approximated), ("Left out", loss.dropped))
    for heading, sentences in told:
        if sentences:
            yield from ("", f"{heading}:", *(f"- {inline(sentence)}" for sentence in sentences))
