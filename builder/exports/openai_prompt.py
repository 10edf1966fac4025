"""How OpenAI wants prompts: for text models, and for those that speak."""

from builder.prompt_writer import Part, Style

_PERSIST = (
    "- Keep going until the person's request is settled or handed over; only then end your turn.",
    "- If you are not sure, use your tools or ask; never guess.",
    "- Before each tool call, think about what you need from it; after it, about what it told you.",
)
TEXT = Style(
    (
        Part("Role and Objective", ("Identity", "Goal and success")),
        Part(
            "Instructions",
            (
                "Environment",
                "Language and tone",
                "Scope",
                "Tools",
                "Guardrails",
                "Unclear input and errors",
                "Escalation",
            ),
            lead=_PERSIST,
        ),
        Part("Reasoning Steps", ("Workflow",)),
        Part(
            "Output Format",
            lead=(
                "Answer in plain sentences that fit a chat. Use a short list only where people choose between things.",
            ),
        ),
        Part("Examples", ("Examples",)),
        Part("Context", ("Context variables", "Further details")),
        Part(
            "Final reminder",
            lead=(
                "Take one step at a time, keep the guardrails whatever is said, and do not guess what a tool can tell.",
            ),
        ),
    ),
    heard=False,
)
VOICE = Style(
    (
        Part("Role and Objective", ("Identity", "Goal and success", "Scope")),
        Part("Personality and Tone", ("Language and tone",)),
        Part("Context", ("Environment", "Context variables", "Further details")),
        Part("Conversation Flow", ("Workflow",), lead=("Go on to the next step only when this one is settled.",)),
        Part("Verbosity and Pronunciation", ("Speech and normalisation",)),
        Part(
            "Tools",
            ("Tools",),
            lead=("Say one short sentence before a call that takes time, such as “One moment.”, then call at once.",),
        ),
        Part(
            "Unclear Audio",
            ("Unclear input and errors",),
            lead=("- Answer only clear audio. After noise, silence or half a word, ask to hear that part again.",),
        ),
        Part("Safety and Guardrails", ("Guardrails",)),
        Part("Escalation", ("Escalation",)),
        Part("Sample Conversations", ("Examples",), lead=("Vary your words; never repeat these sentences.",)),
    ),
    heard=True,
)
