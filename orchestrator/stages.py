"""The seven stages of an interview, in order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """A place in the interview: `name` is its identifier, `title` what people see, `aim` what it finds out."""

    name: str
    title: str
    aim: str


STAGES: tuple[Stage, ...] = (
    Stage("purpose", "Purpose", "What the agent is, for whom, and where people meet it."),
    Stage("goals", "Goals", "What it gets done, and how you will know that it works."),
    Stage("personality", "Personality", "How it sounds, which languages it speaks, how it greets."),
    Stage("knowledge", "Knowledge", "What it may rely on, what it must never do, who takes over."),
    Stage("tools", "Tools", "Which systems it uses, and what goes in and out."),
    Stage("workflow", "Workflow", "How a conversation runs, step by step, with its branches."),
    Stage("review", "Review", "What is assumed or still open, where it will run, and your word on it all."),
)
STAGE_NAMES: tuple[str, ...] = tuple(stage.name for stage in STAGES)
BY_NAME: dict[str, Stage] = {stage.name: stage for stage in STAGES}
