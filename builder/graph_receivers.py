"""Who takes over. Words of a hand-over that are not known here count as a name."""

from collections.abc import Iterable

from orchestrator.values import Escalation, key_of

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


def receiver_of(escalations: Iterable[Escalation]) -> str:
    """Who takes over where nothing more is known: whom all escalations name, else the first that is named, or ""."""
    return next((one.to for one in escalations if one.to), "")
