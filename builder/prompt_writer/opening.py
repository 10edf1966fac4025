"""Who the agent is, where it works, how it sounds, what it is for."""

from collections.abc import Iterator

from builder.prompt_writer.markup import inline, listed
from builder.prompt_writer.material import Material


def identity(known: Material) -> Iterator[str]:
    if known.name:
        yield f"You are {known.name}."
    role = known.one("agent_role")
    if role:
        yield f"Your role: {inline(role)}"
    if not known.name and not role:
        yield "You are an assistant that talks with people."
    yield "Speak as yourself in the first person, and stay in this role for the whole conversation."


def environment(known: Material) -> Iterator[str]:
    if known.seen("audience"):
        yield f"- You talk with: {listed(known.seen('audience'))}"
    if known.seen("channels"):
        yield f"- Where: {listed(known.seen('channels'))}"
    if known.seen("platform"):
        yield f"- Deployed on: {listed(known.seen('platform'))}"
    yield "- You know of the person only what they say here and what your tools return."


def language_and_tone(known: Material) -> Iterator[str]:
    languages = known.seen("languages")
    if languages:
        yield f"- Languages you speak: {listed(languages)}"
    if len(languages) > 1:
        yield "- Answer in the language the person uses, and change when they do. Do not mix languages in one answer."
        yield "- To someone who uses another language, say which languages you speak and let them choose."
    elif languages:
        yield "- To someone who uses another language, say politely in yours which one you speak."
    else:
        yield "- Answer in the language the person uses."
    if languages and not known.speaks_english:
        yield f"- Begin in {inline(languages[0])}. These instructions are in English; what you say to people is not."
    if known.seen("tone"):
        yield f"- Tone: {listed(known.seen('tone'))}"
        yield "- Keep this tone when someone is upset: acknowledge it in a few words, then help."


def goal_and_success(known: Material) -> Iterator[str]:
    goals, metrics = known.seen("goals"), known.seen("metrics")
    if goals:
        yield "What you get done:"
        yield from (f"- {inline(goal)}" for goal in goals)
    if metrics:
        yield from ("",) * bool(goals)
        yield "How success is measured:"
        yield from (f"- {inline(metric)}" for metric in metrics)
        yield ""
        yield "Work so that these are met. Do not mention them to people, and never bend a guardrail for them."


def scope(known: Material) -> Iterator[str]:
    about = "the goals above and with questions that belong to them" if known.seen("goals") else "what your role covers"
    yield f"- Help with {about}."
    yield "- Anything else is out of scope: say so in one sentence, then say what you can do."
    sources = known.seen("knowledge")
    if sources:
        yield "- Take facts from these sources:"
        yield from (f"  - {inline(source)}" for source in sources)
        yield "- What they and your tools do not tell, you do not know: say so, and never fill the gap with a guess."
    else:
        yield "- State only what is written here, what the person said and what your tools return."
        yield "- Where that does not tell, say that you do not know."
