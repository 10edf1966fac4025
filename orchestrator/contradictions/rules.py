"""The rules that find contradictions. One rule is one function over a draft, and one entry in RULES.

They speak up only where both sides say it outright: a question too many costs more than one that was not asked.
"""

from collections.abc import Callable, Iterator, Mapping

from orchestrator.contradictions import deeds_apart, places, within
from orchestrator.contradictions.finding import Contradiction
from orchestrator.facts import Draft

MOST = 12  # in one draft: more than anybody wants to be asked

RULES: Mapping[str, Callable[[Draft], Iterator[Contradiction]]] = {
    "tone": within.tones,
    "greeting": within.greetings,
    "hours": within.hours,
    "limit": within.limits,
    "forbidden": deeds_apart.forbidden,
    "approval": deeds_apart.approvals,
    "personal_data": deeds_apart.personal_data,
    "read_only": deeds_apart.read_only,
    "handover": places.handovers,
    "languages": places.languages,
    "voice_only": places.voice_only,
}


def find(draft: Draft) -> tuple[Contradiction, ...]:
    """Every contradiction in a draft, each pair of texts once."""
    found: dict[str, Contradiction] = {}
    for rule in RULES.values():
        for contradiction in rule(draft):
            found.setdefault(contradiction.pair, contradiction)
            if len(found) == MOST:
                return tuple(found.values())
    return tuple(found.values())
