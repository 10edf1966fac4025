"""Typed text inside Markdown: it stays on its line and builds nothing, and is still easy to read."""

import re

from builder.wording import one_line

# What would begin a heading, a quote, a list, a rule, a fence or a table at the start of an item.
_BEGINS_A_BLOCK = re.compile(r"(?=#|>|\||[-*+](?:\s|$)|[-*_=~](?:\s*[-*_=~]){2,})")
_BEGINS_A_NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
# A tag or a fence, with the backslashes before it: those are doubled, or they would undo the one that is put there.
_MARK = re.compile(r"(\\*)(<(?=[A-Za-z/!?])|`{3,}|~{3,})")


def inline(text: str) -> str:
    """The text on one line, its Markdown block marks, fences and tags taken literally (`\\# no heading`)."""
    line = _MARK.sub(_literally, one_line(text))
    line = _BEGINS_A_NUMBER.sub(r"\1\\", line) if _BEGINS_A_NUMBER.match(line) else line
    return f"\\{line}" if _BEGINS_A_BLOCK.match(line) else line


def _literally(mark: re.Match[str]) -> str:
    return mark[1] * 2 + "".join(f"\\{sign}" for sign in mark[2])


def listed(texts: tuple[str, ...]) -> str:
    """Several texts on one line, parted by commas where none holds one."""
    part = "; " if any(sign in text for text in texts for sign in ",;，；、،") else ", "
    return part.join(inline(text) for text in texts)


def quoted(text: str) -> str:
    """What the agent says word for word."""
    return f"“{inline(text)}”"
