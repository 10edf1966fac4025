"""A flow being put together: steps in order, and branches on the step they follow."""

from dataclasses import dataclass, field

from orchestrator.guide.heard import SURE, Found
from orchestrator.guide.language import Language
from orchestrator.guide.text import capital
from orchestrator.values import Branch, Step


@dataclass
class Draughted:
    """A step that may still get branches."""

    step: str
    quote: str
    branches: list[Branch] = field(default_factory=list)


class Flow:
    """Collects steps and branches in the order they are told."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._steps: list[Draughted] = []
        self._begins = False

    def begin_item(self) -> None:
        """The next of numbered steps begins: what it decides is decided after those before it."""
        self._begins = True

    @property
    def is_empty(self) -> bool:
        return not self._steps

    @property
    def last_step(self) -> str:
        return self._steps[-1].step if self._steps else ""

    @property
    def open_action(self) -> str:
        """What is done under the condition told last, while nothing is said of what happens else."""
        branch = self._steps[-1].branches[-1] if self._steps and self._steps[-1].branches else None
        return branch.then if branch and not branch.else_ else ""

    def step(self, text: str, quote: str) -> None:
        self._begins = False
        self._steps.append(Draughted(capital(text), quote))

    def take_back(self) -> str:
        """The last step, taken out again because it turned out to stand under a condition."""
        return self._steps.pop().step if self._steps and not self._steps[-1].branches else ""

    def branch(self, condition: str, action: str, quote: str) -> None:
        if not condition or not action:
            return
        if not self._steps or self._is_decided():
            self.step(self._language.say("flow.check", condition=self._language.small(condition)), quote)
        self._steps[-1].branches.append(Branch(if_=self._language.small(condition), then=self._language.small(action)))

    def _is_decided(self) -> bool:
        """Whether the last step's choice is complete: every case has its way, or the next numbered step began."""
        branches = self._steps[-1].branches
        return bool(branches) and (self._begins or bool(branches[-1].else_))

    def otherwise(self, action: str, quote: str) -> None:
        """What happens if the last condition does not hold; a step of its own where there was no condition."""
        if not action:
            return
        open_branch = self._steps[-1].branches[-1] if self._steps and self._steps[-1].branches else None
        if open_branch and not open_branch.else_:
            self._steps[-1].branches[-1] = open_branch.model_copy(update={"else_": self._language.small(action)})
        elif open_branch:
            self.branch(self._language.say("flow.otherwise"), action, quote)
        else:
            asked = self.asked_condition()
            self.branch(negated(asked, self._language) if asked else self._language.say("flow.not_so"), action, quote)

    def asked_condition(self) -> str:
        """What the last step asks ("Ask whether they are a member" asks "they are a member")."""
        match = self._language.rx(r"(?<!\w)(?:if|whether)[ ]+(?P<what>\S.*)$").search(self.last_step)
        return match["what"] if match else ""

    def found(self) -> list[Found]:
        return [
            Found("workflow", Step(step=s.step, branches=tuple(s.branches)), s.quote, confidence=SURE)
            for s in self._steps
        ]


def negated(condition: str, language: Language) -> str:
    """The opposite of a condition, in plain words."""
    match = language.rx(
        r"(?<!\w)(?:is|are|was|were|can|has|have(?=[ ]+(?:been|\w+ed))|will|it's|they're|he's|she's|there's)(?!\w)"
    ).search(condition)
    if match:
        return f"{condition[: match.end()]} not{condition[match.end() :]}"
    match = language.rx(r"^(?P<who>they|we|you|i|people|customers)[ ]+").match(condition)
    return f"{match['who']} do not {condition[match.end() :]}" if match else f"not {condition}"
