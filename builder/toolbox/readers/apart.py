"""Reading a description where a hostile one does no harm: in a process of its own."""

from builder.toolbox.readers import loading
from builder.toolbox.readers.described import Described, Refused
from orchestrator.documents.apart import last_word

SECONDS = 60


def read_apart(content: bytes, address: str = "") -> Described:
    """What a description says; blocks for as long as that takes, at most a minute. Raises Refused."""
    if len(content) > loading.MOST_BYTES:
        raise Refused(loading.LARGE.format(size=f"{len(content) / 1e6:.1f} MB"))
    if not content.strip():
        raise Refused(loading.EMPTY)
    said = last_word("builder.toolbox.readers.child", address[:2_000].replace("\0", ""), content, seconds=SECONDS)
    return Described.model_validate_json(said)
