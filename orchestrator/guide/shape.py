"""The shape of a clause: does it have a subject of its own, is it about the person, does it stand under a condition?"""

from orchestrator.guide.language import Language

_CLAUSE = (
    r"^(?:and[ ]+|but[ ]+|so[ ]+|because[ ]+|since[ ]+|as[ ]+|that[ ]+|which[ ]+|who"
    r"[ ]+)?(?:(?:we|i|they|he|she|people|customers|guests|some[ ]+\w+|most[ ]+\w+|many[ ]+\w+"
    r"|(?:our|my|the)[ ]+(?:(?!to[ ])\w+[ ]+){0,2}?(?!to[ ])\w+|it|that|this|there|those|these|half[ ]+\w+"
    r"|everything(?:[ ]+else)?|all(?:[ ]+of[ ]+(?:it|them))?|everyone|everybody|nobody"
    r"|somebody|someone)"
    r"(?:'re|'s|'m|'ve|'d|'ll|[ ]+(?:all[ ]+|also[ ]+|just[ ]+|really[ ]+)?(?:are|is|was|were"
    r"|am|have|has|had|do|does|did|don'?t|doesn'?t|didn'?t|will|would|can|can'?t|could|always"
    r"|never|often|usually|mostly|sometimes|keep|keeps|come|comes|came|want|wants|wanted|love"
    r"|loves|hate|hates|get|gets|got|say|says|said|think|thinks|write|writes|wrote|call|calls"
    r"|called|know|knows|need|needs|like|likes|make|makes|made|use|uses|used|go|goes|went|ask"
    r"|asks|asked|change|changes|tell|tells|told|should|must|may|might|shall|put|puts|seem"
    r"|seems|tend|work|works|live|lives|look|looks|feel|feels|try|tries|tried|type|types|pay"
    r"|pays|deserve|deserves|expect|expects|help|helps)(?![\w'])))"
)
_OWN = r"^(?:and[ ]+|but[ ]+|so[ ]+|well,?[ ]+)*(?:we|i|my[ ]+\w+|our[ ]+\w+)(?:'|[ ])"


def is_clause(text: str, language: Language) -> bool:
    """A clause with a subject and a verb ("it changes every month") rather than a thing or a deed."""
    return bool(language.rx(_CLAUSE).match(text))


def is_own(text: str, language: Language) -> bool:
    """A clause about the person themself ("we had", "my wife says")."""
    return bool(language.rx(_OWN).match(text))
