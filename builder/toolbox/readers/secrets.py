"""What is secret in a description, and how it is left out of all that is kept."""

import re
from functools import lru_cache
from typing import Any

from orchestrator.guide.secrets import PLACEHOLDER, mask

_NAME = re.compile(
    r"(?i)\A(?:proxy-)?authorization\Z|\A(?:set-)?cookie\Z"
    r"|(?:\A|[-_.])(?:api[-_]?key|apikey|access[-_]?token|auth[-_]?token|auth[-_]?key|secret|client[-_]?secret"
    r"|api[-_]?token|api[-_]?secret|private[-_]?key|password|passwd|passphrase|subscription[-_]?key|appid"
    r"|(?:bearer|session|refresh|id|csrf|xsrf|private|user|bot)[-_]?token|credentials?|signature)\Z"
    r"|\A(?:x-)?(?:token|auth|key|pwd|pass|sig|session(?:id)?)\Z"
)
_FITTING = re.compile(r"\A(?:Bearer|Basic|Token|token|Bot|Key|ApiKey|GenieKey|SSWS|OAuth)\Z")


def is_secret_name(name: str) -> bool:
    """Whether what goes by this name (a header, a field of a form or an address) is a secret."""
    return bool(_NAME.search(name.strip()[:200]))


def prefix_of(value: str) -> str | None:
    """The word that stands before the secret in a header; None for none."""
    first = value.strip().partition(" ")[0]
    return first if " " in value.strip() and _FITTING.match(first) else None


def scrubbed(found: Any) -> Any:
    """The same with a placeholder for every text in it that looks like a secret; a schema's patterns stay."""
    if isinstance(found, dict):
        return {key: value if key == "pattern" else scrubbed(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [scrubbed(value) for value in found]
    return _masked(found) if isinstance(found, str) else found


def without_values(example: dict[str, Any]) -> dict[str, Any]:
    """An example without what goes by a secret's name, at any depth."""
    return {
        key: without_values(value) if isinstance(value, dict) else value
        for key, value in example.items()
        if not is_secret_name(key)
    }


@lru_cache(maxsize=20_000)
def _masked(text: str) -> str:
    return mask(text).text if len(text) > 3 and text != PLACEHOLDER else text
