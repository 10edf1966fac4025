"""How long a prompt is: in words, in characters a platform takes, in tokens of its model; what a turn costs."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.exports.plain_prompt import READ
from builder.lint.checked import Checked
from builder.lint.finding import Finding
from builder.wording import word_count
from orchestrator.prices import listed

ANSWER_TOKENS = 150  # two or three sentences
ROOM = 0.5  # of a window, for what is said and what tools return


@dataclass(frozen=True)
class Size:
    """Tokens are estimated from characters; `window` is in tokens, `cost` in US dollars for one turn that reads the
    prompt once and answers in 150 tokens. None is unknown."""

    model: str
    tokens: int
    window: int | None
    cost: float | None


def size_of(prompt: str, model: str) -> Size:
    known, tokens = listed(model), tokens_in(prompt)
    cost = (
        None
        if known is None or known.cost_in is None or known.cost_out is None
        else (tokens * known.cost_in + ANSWER_TOKENS * known.cost_out)
    )
    return Size(model, tokens, known.window if known else None, cost)


def tokens_in(text: str) -> int:
    """An estimate: four characters of plain Latin make a token, two with accents or of other alphabets, one of the
    scripts that write words as signs."""
    plain = sum(sign.isascii() for sign in text)
    signs = sum(sign >= "\u2e80" for sign in text)
    return -(-plain // 4) + -(-(len(text) - plain - signs) // 2) + signs


def long_prompt(checked: Checked) -> Iterator[Finding]:
    count, most = word_count(checked.prompt), checked.advice.most_words
    if count > most:
        text = f"The prompt has {count} words. Beyond {most}, models lose sight of rules: shorten some."
        yield Finding(code="long_prompt", severity="warn", text=text)


def too_long(checked: Checked) -> Iterator[Finding]:
    limit = checked.advice.limit
    told = checked.agent.told(READ, limit=limit) if limit else None
    gone = (*told.left_out, *told.shortened) if told else ()
    if gone:
        text = f"The platform takes {limit:,} characters, so the prompt there goes without: {', '.join(gone)}."
        yield Finding(code="too_long", severity="warn", text=text, section=gone[0])


def window(checked: Checked) -> Iterator[Finding]:
    size = size_of(checked.prompt, checked.advice.model) if checked.advice.model else None
    if size and size.window and size.tokens > size.window * ROOM:
        text = (
            f"The prompt has about {size.tokens:,} tokens (estimated) of the {size.window:,} that {size.model} reads. "
            "Shorten it, so that the conversation fits, too."
        )
        yield Finding(code="window", severity="warn", text=text)


def no_example(checked: Checked) -> Iterator[Finding]:
    if checked.prompt and "- Person: " not in checked.prompt:
        text = "The prompt there shows no example. One short dialogue teaches more than a page of rules."
        yield Finding(code="no_example", severity="info", text=text, section="Examples")
