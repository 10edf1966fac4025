"""Two readings of one document become one: the guide's whole, and of the model's what is new."""

from collections.abc import Iterable, Sequence

from orchestrator.documents.readings import MOST_OFFERS, Offer
from orchestrator.evidence import ALIKE, share
from orchestrator.facts import Proposal
from orchestrator.merging import merged
from orchestrator.slots import BY_NAME
from orchestrator.values import Tool, key_of, text_of


def joined(guides: Sequence[Offer], models: Iterable[Offer]) -> tuple[Offer, ...]:
    """The guide's offers in their order, its tools with what the model knows of them; then what the model adds.

    A slot with one value keeps the first that was read. Steps are an order: they are the guide's, or else the model's.
    """
    known = list(guides)
    for offer in models:
        at = next((i for i, one in enumerate(known) if _is_twin(one.proposal, offer.proposal)), None)
        if at is not None:
            known[at] = _fuller(known[at], offer)
        elif not _is_closed(offer.proposal, known, guides):
            known.append(offer)
    return tuple(known[:MOST_OFFERS])


def _is_twin(one: Proposal, other: Proposal) -> bool:
    return one.slot == other.slot and key_of(one.value) == key_of(other.value)


def _is_closed(found: Proposal, known: Iterable[Offer], guides: Iterable[Offer]) -> bool:
    """Whether a value adds nothing: its slot has its one value or its steps, or the guide read the same in it."""
    read = [one.proposal for one in guides if one.proposal.slot == found.slot]
    if not BY_NAME[found.slot].many:
        return any(one.proposal.slot == found.slot for one in known)
    return any(found.slot == "workflow" or _is_alike(one, found) for one in read)


def _is_alike(one: Proposal, other: Proposal) -> bool:
    texts = text_of(one.value), text_of(other.value)
    return max(share(*texts), share(*reversed(texts))) >= ALIKE


def _fuller(offer: Offer, other: Offer) -> Offer:
    """A tool with what only the other reading knows of it, and then its words; any other value as it is."""
    own, found = offer.proposal, other.proposal
    if not isinstance(own.value, Tool) or not isinstance(found.value, Tool):
        return offer
    value = merged(found.value, own.value)
    if value == own.value:
        return offer
    return other.model_copy(update={"proposal": found.model_copy(update={"value": value})})
