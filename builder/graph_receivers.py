"""Whether the words of a hand-over say who takes over. Words that are not known here count as a name."""

from orchestrator.values import key_of

_NOBODY = frozenset(
    (
        "hand hands handing handed over off to the a an it them this that and then call caller chat conversation "
        "customer customers person people human humans someone somebody agent real live other another escalate "
        "escalates escalation transfer transfers forward pass connect put through with if needed now visitor user "
        "guest client patient member him her take takes"
    ).split()
)


def names_receiver(text: str) -> bool:
    """Whether anything in the text could be somebody's name, role or desk."""
    return bool(set(key_of(text).split()) - _NOBODY)
